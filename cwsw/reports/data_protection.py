"""The data-protection starter pack: facts of this program as it is set up here, and questions.

A starter to be completed by the school's data protection officer, and no legal advice. It states no
law: what was read of guidance is listed with how sure we are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cwsw.reports.data_protection_risks import guidance, possible_harms
from cwsw.reports.document import Document, Paragraph, Section, Table
from cwsw.reports.folded_section import folded_section
from cwsw.tables.english import capital, day
from cwsw.tables.schema import FORMER_PUPILS, TABLES

TITLE = "Data protection: a starter"
STARTER = (
    "This is a starter, not legal advice. It says what the program does and asks what only your "
    "school can answer. Your data protection officer completes and signs it."
)
SAMPLE = "Made while a sample school was shown: its pupils are made up."
OUR_SCHOOL = "our school"
NEVER_READ = (
    "addresses",
    "contacts",
    "ethnicity",
    "religion",
    "abuse category",
    "social-care notes",
)
"""What the contract says is never read or stored, even where a sheet has it (section 1)."""


@dataclass(frozen=True)
class Settings:
    """How the program is set up here.

    `rights_by_role`: what each role may do, in words. `keep_until`: the day until which data are
    kept, encrypted; None where nothing is kept. `supplied`: the names of the tables in use (none:
    nothing is uploaded yet). `keeps_trail`: whether who did what is written to the server's disk.
    """

    rights_by_role: Mapping[str, tuple[str, ...]]
    is_hosted: bool
    school: str | None = None
    is_sample: bool = False
    supplied: frozenset[str] = frozenset()
    keep_until: date | None = None
    keeps_trail: bool = False

    @property
    def name(self) -> str:
        """The school, or what to call it where no upload names it."""
        return self.school or OUR_SCHOOL

    @property
    def place(self) -> str:
        """Where the data are while they are looked at."""
        if self.is_hosted:
            return "a server for several people, each with a sign-in of their own"
        return "one computer, which no other computer can reach through the program"


def starter(settings: Settings) -> Document:
    """The whole pack: the outline of the assessment, then the notice and the retention line."""
    opening = (STARTER, f"For {settings.name}.", *((SAMPLE,) if settings.is_sample else ()))
    return Document(
        title=TITLE,
        blocks=(
            *map(Paragraph, opening),
            _purpose(settings),
            _what_is_read(settings),
            _how(settings),
            _roles(settings),
            _retention(settings),
            _leaving(settings),
            possible_harms(settings.is_hosted),
            guidance(),
            _privacy_notice(settings),
            _signing(),
        ),
    )


def _purpose(settings: Settings) -> Section:
    return folded_section(
        "1. What is done, and why",
        (
            f"{capital(settings.name)} finds out which of its pupils have, or in the past six "
            "years had, a social worker (a child in need or child protection plan), counts how "
            "they do at school, compares that with national figures, and plans support.",
            "No score is given to a child, no child is ranked, and the program decides nothing by "
            "itself: people do.",
        ),
        ask=(
            "The lawful basis on which the school does this",
            "Whether a full assessment (DPIA) is needed, and who was asked about it",
            "Why less data would not do",
        ),
    )


def _what_is_read(settings: Settings) -> Section:
    rows = tuple(
        (t.sheet, ", ".join(c.heading for c in t.columns), _in_use(t.name, settings))
        for t in (*TABLES, FORMER_PUPILS)
    )
    excluded = ", ".join(NEVER_READ[:-1]) + f" and {NEVER_READ[-1]}"
    return folded_section(
        "2. What is read, and what never is",
        (
            f"Never read or kept, even where a spreadsheet has it: {excluded}. Nor is any sheet or "
            "column that is not listed here.",
            "Only Pupils is needed; every other sheet may be left out.",
        ),
        table=Table(
            "Every sheet and column that can be read", ("Sheet", "Columns", "In use now"), rows
        ),
        ask=("Which of these sheets the school will supply, and where each comes from",),
    )


def _in_use(name: str, settings: Settings) -> str:
    if not settings.supplied:
        return "nothing is uploaded"
    return "yes" if name in settings.supplied else "no"


def _how(settings: Settings) -> Section:
    place = f"It runs on {settings.place}."
    alone = "There is no sign-in: whoever sits at the computer can open it while it runs."
    hosted = "What a person may see is looked up on the server at every step."
    return folded_section(
        "3. How an upload is handled",
        (place, hosted if settings.is_hosted else alone),
        (
            "A file is read in memory, in a process of its own with limits of size and time; "
            "nothing of it is written to disk to be read.",
            "Nothing is used before a person has looked at what was read and confirmed it.",
            "The database is in memory; it can open no file and reach no network.",
            "An error shows no pupil's data, and the log holds none.",
        ),
        ask=(
            "Who looks after this server, where it is, and under which agreement"
            if settings.is_hosted
            else "Whose computer it is, whether its disk is encrypted and its screen locks",
        ),
    )


def _roles(settings: Settings) -> Section:
    rows = tuple((capital(role), "; ".join(may)) for role, may in settings.rights_by_role.items())
    lock = (
        "These rights hold: nobody can give themselves another."
        if settings.is_hosted
        else "On one computer the roles are views and no lock: keep it to those who may see all."
    )
    return folded_section(
        "4. Who can see what",
        (lock,),
        table=Table("What each role may do", ("Role", "May"), rows),
        ask=("The people in each role, who adds and removes them, and how often that is checked",),
    )


def _retention(settings: Settings) -> Section:
    """How long data are kept: the line for the school's retention schedule."""
    return folded_section(
        "5. How long it is kept: the retention line",
        (_retention_line(settings), _FORMER, *((_TRAIL,) if settings.keeps_trail else ())),
        ask=(
            "How long files that people download (lists, workbooks, this page) are kept, and where",
            "How long after a pupil has left what staff wrote of them is erased",
            "Who erases, and who checks that it was done",
        ),
    )


_FORMER = (
    "What staff wrote of pupils who are no longer in Pupils is held apart: it goes with every "
    "later upload and downloaded workbook until somebody erases former pupils on the page Keep on "
    "this machine."
)
_TRAIL = (
    "Who did what is written to the server's disk, and never shortened by the program; a child "
    "is in it as a pseudonym, not by name or UPN."
)


_SUBJECTS = "Data of every pupil in the spreadsheet, with or without a social worker:"


def _retention_line(settings: Settings) -> str:
    if settings.keep_until is not None:
        place = "the server" if settings.is_hosted else "this computer"
        return f"{_SUBJECTS} kept encrypted on {place} until {day(settings.keep_until)}."
    until = "the server is restarted" if settings.is_hosted else "the program is stopped"
    return (
        f"{_SUBJECTS} not kept. They are in memory until they are removed or replaced, or {until}."
    )


def _leaving(settings: Settings) -> Section:
    far = (
        "Pages travel between the server and the browsers of those who have signed in."
        if settings.is_hosted
        else "Nothing is sent to another computer."
    )
    return folded_section(
        "6. What leaves",
        (far, "The page on what leaves this machine says how to check it."),
        (
            "Files that people download hold what the page showed, names included.",
            "Governors see only what the head has published: ranges of numbers, small ones "
            "hidden, no child by name.",
        ),
        ask=("Whether lists are passed on to anybody, by which way, and under which agreement",),
    )


def _privacy_notice(settings: Settings) -> Section:
    """A paragraph for the school's privacy notice, in the words of parents and pupils."""
    name = capital(settings.name)
    retention = (
        "We do not keep it in that program."
        if settings.keep_until is None
        else f"We keep it there, locked, until {day(settings.keep_until)}."
    )
    users = (
        "on a server that only people whom we have named can sign in to"
        if settings.is_hosted
        else "on a computer in school"
    )
    return folded_section(
        "9. A paragraph for the privacy notice",
        (
            f"{name} wants every child to do well. So that the adults who teach and look after "
            "them can help, we work out which of our pupils have, or in the past six years had, a "
            "social worker, and look at how they are getting on: attendance, results, suspensions, "
            "wellbeing. We use our own records and what the local authority tells us. We do this "
            f"{users}; the headteacher, the designated safeguarding lead and the pastoral team see "
            f"it, each as much as they need. {retention} Our governors see ranges of numbers and "
            "no names. No computer makes a decision about your child.",
        ),
        ask=(
            "Our lawful basis is",
            "To see what we hold, to correct it or to object, ask",
            "If you are not content with our answer, you can turn to",
        ),
    )


def _signing() -> Section:
    return folded_section(
        "10. Agreed",
        ask=("Data protection officer", "Headteacher", "Date", "To be looked at again by"),
    )
