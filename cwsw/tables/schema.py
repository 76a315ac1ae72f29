"""The workbook as data: every table, its columns, and what each column must hold.

The empty workbook, the reader, the store and the docs are all made from `TABLES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cwsw.tables import codes


class Kind(StrEnum):
    """How a cell is read, and the type it has after reading."""

    TEXT = "text"
    KEY = "key"  # the pupil's key: text, never a number
    DATE = "date"
    FLAG = "flag"  # Y or N -> bool; blank is unknown
    WHOLE = "whole"  # a count of 0 or more
    NUMBER = "number"  # a decimal number
    PERCENT = "percent"  # 0 to 100
    CHOICE = "choice"  # one of `choices`
    ACADEMIC_YEAR = "academic year"  # '2025/26' -> 2025
    YEAR_GROUP = "year group"  # 'N1', 'R', '7' -> -2, 0, 7
    MARK = "mark"  # a register code


@dataclass(frozen=True)
class Column:
    """One column. `heading_needed` is the contract's star, `cell_needed` its bold."""

    heading: str
    kind: Kind = Kind.TEXT
    heading_needed: bool = False
    cell_needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The column's name inside the program: 'Year group' -> 'year_group'."""
        return field_name(self.heading)


@dataclass(frozen=True)
class Table:
    """One sheet of the workbook; `record` marks what staff add in the dashboard."""

    sheet: str
    columns: tuple[Column, ...]
    record: bool = False

    @property
    def name(self) -> str:
        """The table's name inside the program: 'Follow-ups' -> 'follow_ups'."""
        return field_name(self.sheet)

    def column(self, field: str) -> Column:
        """The column of a field name; KeyError where there is none."""
        return next(c for c in self.columns if c.field == field)


def field_name(text: str) -> str:
    """'Follow-ups' -> 'follow_ups', 'Attendance %' -> 'attendance_percent'."""
    words = text.lower().replace("%", "percent").replace("-", " ").split()
    return "_".join(words)


def _bold(heading: str, kind: Kind = Kind.TEXT, choices: tuple[str, ...] = ()) -> Column:
    return Column(heading, kind, heading_needed=True, cell_needed=True, choices=choices)


def _star(heading: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(heading, kind, heading_needed=True)


def _choice(heading: str, choices: tuple[str, ...]) -> Column:
    return Column(heading, Kind.CHOICE, choices=choices)


_UPN = _bold("UPN", Kind.KEY)

_PUPIL_COLUMNS = (
    _UPN,
    _star("Surname"),
    _star("Forename"),
    Column("Date of birth", Kind.DATE),
    _bold("Year group", Kind.YEAR_GROUP),
    Column("Form"),
    Column("Sex"),
    _choice("SEN", ("N", "K", "E")),
    Column("FSM", Kind.FLAG),
    Column("Pupil premium", Kind.FLAG),
    Column("EAL", Kind.FLAG),
    Column("Looked after", Kind.FLAG),
    _star("Admission date", Kind.DATE),
    Column("Leaving date", Kind.DATE),
    Column("Key adult"),
)

FLAT_COLUMNS = (
    Column("CIN now", Kind.FLAG),
    Column("CP now", Kind.FLAG),
    Column("CIN now source"),
    Column("CP now source"),
    Column("CIN start", Kind.DATE),
    Column("CIN end", Kind.DATE),
    Column("CP start", Kind.DATE),
    Column("CP end", Kind.DATE),
    Column("Possible sessions", Kind.WHOLE),
    Column("Authorised absence", Kind.WHOLE),
    Column("Unauthorised absence", Kind.WHOLE),
    Column("Attendance %", Kind.PERCENT),
    Column("Suspensions", Kind.WHOLE),
    Column("Permanently excluded", Kind.FLAG),
    Column("GLD", Kind.FLAG),
    Column("Phonics mark", Kind.WHOLE),
    Column("KS2 Reading"),
    Column("KS2 Writing"),
    Column("KS2 Maths"),
    Column("English Language"),
    Column("English Literature"),
    Column("Maths"),
    Column("Attainment 8", Kind.NUMBER),
)
"""What a one-row-per-pupil sheet may carry beside the Pupils columns (contract section 1)."""

SCHOOL = Table(
    "School",
    (
        _bold("Name"),
        _bold("Phase", Kind.CHOICE, codes.PHASES),
        Column("Local authority"),
        Column("URN"),
        _bold("As at", Kind.DATE),
        Column("SDQ permission", Kind.FLAG),
    ),
)
PUPILS = Table("Pupils", _PUPIL_COLUMNS)
FORMER_PUPILS = Table(
    "Former pupils",
    (_UPN, *(Column(c.heading, c.kind, choices=c.choices) for c in _PUPIL_COLUMNS[1:])),
)
"""Pupils no longer in Pupils of whom staff wrote something: in our own workbooks, beside `TABLES`.

Nobody on it counts in any figure. It says whose records are held apart instead of set aside.
"""
PLANS = Table(
    "Plans",
    (
        _UPN,
        _bold("Plan", Kind.CHOICE, codes.PLANS),
        _star("Start date", Kind.DATE),
        Column("End date", Kind.DATE),
        Column("Source"),
    ),
)
ATTENDANCE = Table(
    "Attendance",
    (
        _UPN,
        _bold("Academic year", Kind.ACADEMIC_YEAR),
        _bold("Possible sessions", Kind.WHOLE),
        _bold("Authorised absence", Kind.WHOLE),
        _bold("Unauthorised absence", Kind.WHOLE),
        Column("Late", Kind.WHOLE),
    ),
)
REGISTER = Table(
    "Register",
    (
        _UPN,
        _bold("Date", Kind.DATE),
        Column("AM", Kind.MARK),
        Column("PM", Kind.MARK),
    ),
)
EXCLUSIONS = Table(
    "Exclusions",
    (
        _UPN,
        _bold("Type", Kind.CHOICE, ("SUSP", "PERM")),
        _bold("Start date", Kind.DATE),
        Column("Sessions", Kind.WHOLE),
        Column("Reason"),
    ),
)
RESULTS = Table(
    "Results",
    (
        _UPN,
        _bold("Academic year", Kind.ACADEMIC_YEAR),
        _bold("Stage", Kind.CHOICE, codes.STAGES),
        _bold("Subject"),
        _bold("Result"),
    ),
)
PLACEMENTS = Table(
    "Placements",
    (
        _UPN,
        _bold("Kind", Kind.CHOICE, codes.PLACEMENTS),
        Column("Provider"),
        _bold("Start date", Kind.DATE),
        Column("End date", Kind.DATE),
        Column("Review date", Kind.DATE),
        Column("Weekly hours", Kind.NUMBER),
    ),
)
DESTINATIONS = Table(
    "Destinations",
    (
        _UPN,
        _bold("Academic year", Kind.ACADEMIC_YEAR),
        _bold("Age", Kind.CHOICE, ("16", "18")),
        _bold("Destination", Kind.CHOICE, codes.DESTINATIONS),
    ),
)
WELLBEING = Table(
    "Wellbeing",
    (
        _UPN,
        _bold("Date", Kind.DATE),
        _bold("Instrument"),
        _choice("Informant", codes.INFORMANTS),
        _bold("Score", Kind.NUMBER),
    ),
)
TERMS = Table(
    "Terms",
    (_bold("Name"), _bold("Start date", Kind.DATE), _bold("End date", Kind.DATE)),
)
OVERRIDES = Table(
    "Overrides",
    (
        _UPN,
        _bold("Group", Kind.CHOICE, codes.GROUPS),
        _bold("Reason"),
        _bold("By"),
        _bold("On", Kind.DATE),
        Column("From date", Kind.DATE),
    ),
    record=True,
)
DECISIONS = Table(
    "Decisions",
    (
        _UPN,
        _bold("Source"),
        _bold("Field"),
        _bold("Decision", Kind.CHOICE, codes.DECISIONS),
        _bold("By"),
        _bold("On", Kind.DATE),
    ),
    record=True,
)
LIST_CHANGES = Table(
    "List changes",
    (
        _UPN,
        _bold("Change", Kind.CHOICE, codes.LIST_EVENTS),
        _choice("Plan", codes.PLANS),
        Column("Start date", Kind.DATE),
        Column("End date", Kind.DATE),
        Column("Former start", Kind.DATE),
        Column("Former end", Kind.DATE),
        Column("Source"),
        Column("Said by"),
        _bold("By"),
        _bold("On", Kind.DATE),
        _choice("Settled", codes.SETTLED),
        Column("Settled on", Kind.DATE),
    ),
    record=True,
)
AWARENESS = Table(
    "Awareness",
    (
        _UPN,
        _bold("Role"),
        _bold("State", Kind.CHOICE, codes.AWARENESS),
        Column("By"),
        Column("On", Kind.DATE),
    ),
    record=True,
)
VOICE = Table(
    "Voice",
    (
        _UPN,
        _bold("Date", Kind.DATE),
        Column("Strengths"),
        Column("In their words"),
        Column("Hopes"),
    ),
    record=True,
)
FOLLOW_UPS = Table(
    "Follow-ups",
    (_UPN, _bold("Date", Kind.DATE), _bold("Kind"), _bold("By"), Column("Note")),
    record=True,
)
INTERVENTIONS = Table(
    "Interventions",
    (
        Column("UPN", Kind.KEY),
        _bold("Intervention"),
        _bold("Lead"),
        _bold("Start date", Kind.DATE),
        Column("End date", Kind.DATE),
        Column("Measure"),
        Column("Why"),
        Column("Review date", Kind.DATE),
        Column("Sessions planned", Kind.WHOLE),
        Column("Sessions attended", Kind.WHOLE),
        _choice("Outcome", codes.OUTCOMES),
        Column("Note"),
    ),
    record=True,
)
MEETINGS = Table(
    "Meetings",
    (_bold("Date", Kind.DATE), Column("Attended"), Column("Notes")),
    record=True,
)
ACTIONS = Table(
    "Actions",
    (
        Column("Meeting date", Kind.DATE),
        Column("UPN", Kind.KEY),
        _bold("Action"),
        _bold("Who"),
        _bold("By when", Kind.DATE),
        Column("Done on", Kind.DATE),
    ),
    record=True,
)
CHECKLIST = Table(
    "Checklist",
    (_bold("Point"), Column("Owner"), Column("Evidence"), Column("Looked at", Kind.DATE)),
    record=True,
)

TABLES: tuple[Table, ...] = (
    SCHOOL,
    PUPILS,
    PLANS,
    ATTENDANCE,
    REGISTER,
    EXCLUSIONS,
    RESULTS,
    PLACEMENTS,
    DESTINATIONS,
    WELLBEING,
    TERMS,
    OVERRIDES,
    DECISIONS,
    LIST_CHANGES,
    AWARENESS,
    VOICE,
    FOLLOW_UPS,
    INTERVENTIONS,
    MEETINGS,
    ACTIONS,
    CHECKLIST,
)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
