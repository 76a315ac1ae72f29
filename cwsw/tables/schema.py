"""The workbook as data: every table, its columns, and what each column must hold.

The empty workbook, the reader, the store and the docs are all made from `TABLES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cwsw.tables import codes


class CellKind(StrEnum):
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
    kind: CellKind = CellKind.TEXT
    heading_needed: bool = False
    cell_needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The column's name inside the program: 'Year group' -> 'year_group'."""
        return field_name(self.heading)


@dataclass(frozen=True)
class TableSchema:
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


def _bold(heading: str, kind: CellKind = CellKind.TEXT, choices: tuple[str, ...] = ()) -> Column:
    return Column(heading, kind, heading_needed=True, cell_needed=True, choices=choices)


def _star(heading: str, kind: CellKind = CellKind.TEXT) -> Column:
    return Column(heading, kind, heading_needed=True)


def _choice(heading: str, choices: tuple[str, ...]) -> Column:
    return Column(heading, CellKind.CHOICE, choices=choices)


_UPN = _bold("UPN", CellKind.KEY)

_PUPIL_COLUMNS = (
    _UPN,
    _star("Surname"),
    _star("Forename"),
    Column("Date of birth", CellKind.DATE),
    _bold("Year group", CellKind.YEAR_GROUP),
    Column("Form"),
    Column("Sex"),
    _choice("SEN", ("N", "K", "E")),
    Column("FSM", CellKind.FLAG),
    Column("Pupil premium", CellKind.FLAG),
    Column("EAL", CellKind.FLAG),
    Column("Looked after", CellKind.FLAG),
    _star("Admission date", CellKind.DATE),
    Column("Leaving date", CellKind.DATE),
    Column("Key adult"),
)

FLAT_COLUMNS = (
    Column("CIN now", CellKind.FLAG),
    Column("CP now", CellKind.FLAG),
    Column("CIN now source"),
    Column("CP now source"),
    Column("CIN start", CellKind.DATE),
    Column("CIN end", CellKind.DATE),
    Column("CP start", CellKind.DATE),
    Column("CP end", CellKind.DATE),
    Column("Possible sessions", CellKind.WHOLE),
    Column("Authorised absence", CellKind.WHOLE),
    Column("Unauthorised absence", CellKind.WHOLE),
    Column("Attendance %", CellKind.PERCENT),
    Column("Suspensions", CellKind.WHOLE),
    Column("Permanently excluded", CellKind.FLAG),
    Column("GLD", CellKind.FLAG),
    Column("Phonics mark", CellKind.WHOLE),
    Column("KS2 Reading"),
    Column("KS2 Writing"),
    Column("KS2 Maths"),
    Column("English Language"),
    Column("English Literature"),
    Column("Maths"),
    Column("Attainment 8", CellKind.NUMBER),
)
"""What a one-row-per-pupil sheet may carry beside the Pupils columns (contract section 1)."""

SCHOOL = TableSchema(
    "School",
    (
        _bold("Name"),
        _bold("Phase", CellKind.CHOICE, codes.PHASES),
        Column("Local authority"),
        Column("URN"),
        _bold("As at", CellKind.DATE),
        Column("SDQ permission", CellKind.FLAG),
    ),
)
PUPILS = TableSchema("Pupils", _PUPIL_COLUMNS)
FORMER_PUPILS = TableSchema(
    "Former pupils",
    (_UPN, *(Column(c.heading, c.kind, choices=c.choices) for c in _PUPIL_COLUMNS[1:])),
)
"""Pupils no longer in Pupils of whom staff wrote something: in our own workbooks, beside `TABLES`.

Nobody on it counts in any figure. It says whose records are held apart instead of set aside.
"""
PLANS = TableSchema(
    "Plans",
    (
        _UPN,
        _bold("Plan", CellKind.CHOICE, codes.PLANS),
        _star("Start date", CellKind.DATE),
        Column("End date", CellKind.DATE),
        Column("Source"),
    ),
)
ATTENDANCE = TableSchema(
    "Attendance",
    (
        _UPN,
        _bold("Academic year", CellKind.ACADEMIC_YEAR),
        _bold("Possible sessions", CellKind.WHOLE),
        _bold("Authorised absence", CellKind.WHOLE),
        _bold("Unauthorised absence", CellKind.WHOLE),
        Column("Late", CellKind.WHOLE),
    ),
)
REGISTER = TableSchema(
    "Register",
    (
        _UPN,
        _bold("Date", CellKind.DATE),
        Column("AM", CellKind.MARK),
        Column("PM", CellKind.MARK),
    ),
)
EXCLUSIONS = TableSchema(
    "Exclusions",
    (
        _UPN,
        _bold("Type", CellKind.CHOICE, ("SUSP", "PERM")),
        _bold("Start date", CellKind.DATE),
        Column("Sessions", CellKind.WHOLE),
        Column("Reason"),
    ),
)
RESULTS = TableSchema(
    "Results",
    (
        _UPN,
        _bold("Academic year", CellKind.ACADEMIC_YEAR),
        _bold("Stage", CellKind.CHOICE, codes.STAGES),
        _bold("Subject"),
        _bold("Result"),
    ),
)
PLACEMENTS = TableSchema(
    "Placements",
    (
        _UPN,
        _bold("Kind", CellKind.CHOICE, codes.PLACEMENTS),
        Column("Provider"),
        _bold("Start date", CellKind.DATE),
        Column("End date", CellKind.DATE),
        Column("Review date", CellKind.DATE),
        Column("Weekly hours", CellKind.NUMBER),
    ),
)
DESTINATIONS = TableSchema(
    "Destinations",
    (
        _UPN,
        _bold("Academic year", CellKind.ACADEMIC_YEAR),
        _bold("Age", CellKind.CHOICE, ("16", "18")),
        _bold("Destination", CellKind.CHOICE, codes.DESTINATIONS),
    ),
)
WELLBEING = TableSchema(
    "Wellbeing",
    (
        _UPN,
        _bold("Date", CellKind.DATE),
        _bold("Instrument"),
        _choice("Informant", codes.INFORMANTS),
        _bold("Score", CellKind.NUMBER),
    ),
)
TERMS = TableSchema(
    "Terms",
    (_bold("Name"), _bold("Start date", CellKind.DATE), _bold("End date", CellKind.DATE)),
)
OVERRIDES = TableSchema(
    "Overrides",
    (
        _UPN,
        _bold("Group", CellKind.CHOICE, codes.GROUPS),
        _bold("Reason"),
        _bold("By"),
        _bold("On", CellKind.DATE),
        Column("From date", CellKind.DATE),
    ),
    record=True,
)
DECISIONS = TableSchema(
    "Decisions",
    (
        _UPN,
        _bold("Source"),
        _bold("Field"),
        _bold("Decision", CellKind.CHOICE, codes.DECISIONS),
        _bold("By"),
        _bold("On", CellKind.DATE),
    ),
    record=True,
)
LIST_CHANGES = TableSchema(
    "List changes",
    (
        _UPN,
        _bold("Change", CellKind.CHOICE, codes.LIST_EVENTS),
        _choice("Plan", codes.PLANS),
        Column("Start date", CellKind.DATE),
        Column("End date", CellKind.DATE),
        Column("Former start", CellKind.DATE),
        Column("Former end", CellKind.DATE),
        Column("Source"),
        Column("Said by"),
        _bold("By"),
        _bold("On", CellKind.DATE),
        _choice("Settled", codes.LIST_CHANGE_OUTCOMES),
        Column("Settled on", CellKind.DATE),
    ),
    record=True,
)
AWARENESS = TableSchema(
    "Awareness",
    (
        _UPN,
        _bold("Role"),
        _bold("State", CellKind.CHOICE, codes.AWARENESS),
        Column("By"),
        Column("On", CellKind.DATE),
    ),
    record=True,
)
VOICE = TableSchema(
    "Voice",
    (
        _UPN,
        _bold("Date", CellKind.DATE),
        Column("Strengths"),
        Column("In their words"),
        Column("Hopes"),
    ),
    record=True,
)
FOLLOW_UPS = TableSchema(
    "Follow-ups",
    (_UPN, _bold("Date", CellKind.DATE), _bold("Kind"), _bold("By"), Column("Note")),
    record=True,
)
INTERVENTIONS = TableSchema(
    "Interventions",
    (
        # Blank where it is for all the children.
        Column("UPN", CellKind.KEY),
        _bold("Intervention"),
        _bold("Lead"),
        _bold("Start date", CellKind.DATE),
        Column("End date", CellKind.DATE),
        Column("Measure"),
        Column("Why"),
        Column("Review date", CellKind.DATE),
        Column("Sessions planned", CellKind.WHOLE),
        Column("Sessions attended", CellKind.WHOLE),
        _choice("Outcome", codes.OUTCOMES),
        Column("Note"),
    ),
    record=True,
)
MEETINGS = TableSchema(
    "Meetings",
    (_bold("Date", CellKind.DATE), Column("Attended"), Column("Notes")),
    record=True,
)
ACTIONS = TableSchema(
    "Actions",
    (
        Column("Meeting date", CellKind.DATE),
        # Blank where it is for all the children.
        Column("UPN", CellKind.KEY),
        _bold("Action"),
        _bold("Who"),
        _bold("By when", CellKind.DATE),
        Column("Done on", CellKind.DATE),
    ),
    record=True,
)
CHECKLIST = TableSchema(
    "Checklist",
    (_bold("Point"), Column("Owner"), Column("Evidence"), Column("Looked at", CellKind.DATE)),
    record=True,
)

TABLES: tuple[TableSchema, ...] = (
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
BY_NAME: Mapping[str, TableSchema] = {table.name: table for table in TABLES}
