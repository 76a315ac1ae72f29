"""What to ask the local authority: a letter without names, and a sheet with them to send safely."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter

from cwsw.cohort.entries import Entry
from cwsw.cohort.explanation import day
from cwsw.cohort.history import Joiner, Whom
from cwsw.cohort.list_matching import Case, Reason
from cwsw.cohort.people import Pupil
from cwsw.cohort.sources import List
from cwsw.cohort.unclear import Unclear
from cwsw.reports import html
from cwsw.tables.upload import School

HEADINGS = (
    "UPN",
    "Surname",
    "Forename",
    "Date of birth",
    "What we hold",
    "What we ask",
    "Plan (CIN, CP or none)",
    "Start date",
    "End date",
)
"""The last three are left for the answer."""

_QUESTIONS: Mapping[Reason, str] = {
    Reason.FORMER_UPN: "Is this the same child under a former UPN?",
    Reason.LEFT: "The pupil has left us: please update your list.",
    Reason.UNDATED: "When did the plan begin and end?",
    Reason.TYPED: "Which dates are right?",
    Reason.OTHER_DATES: "Which dates are right?",
    Reason.ENDED: "Has this plan ended, and when?",
    Reason.OTHER_KIND: "Is it a child in need or a child protection plan?",
    Reason.EARLY_HELP: "Has there been a CIN or CP plan, or was it early help or a referral?",
    Reason.NOT_TOLD: "We were not told of this plan: is it so, and since when?",
}
_SHORT = {List.LA: "your list", List.DSL: "our safeguarding lead", List.MIS: "our system"}


@dataclass(frozen=True)
class PlanQuestion:
    """One line of the sheet."""

    person: Pupil
    held: str
    text: str


HISTORY = "Has there been a CIN or CP plan within six years, and when?"


def questions(
    cases: Iterable[Case],
    rows: Iterable[Unclear],
    people: Mapping[str, Pupil],
    joiners: Iterable[Joiner] = (),
) -> tuple[PlanQuestion, ...]:
    """What to ask: of disagreements, of rows on which a date is missing, each thing once.

    `joiners`: the authority is being asked about their history.
    """
    lines = [PlanQuestion(people[c.upn], _held(c), _QUESTIONS[c.reason]) for c in cases]
    about = {question.person.upn for question in lines}
    lines += [
        PlanQuestion(people[item.member.upn], item.missing, "Please give the dates of the plan.")
        for item in rows
        if item.member.upn not in about
    ]
    lines += [
        PlanQuestion(people[joiner.member.upn], _joined(joiner), HISTORY)
        for joiner in joiners
        if joiner.waits_for(Whom.AUTHORITY)
    ]
    return tuple(lines)


def sheet(questions: Sequence[PlanQuestion]) -> bytes:
    """The sheet (xlsx): a row for each question, with room for the answer. Text is only text."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Plans to confirm")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        page.freeze_panes(1, 0)
        page.set_column(0, len(HEADINGS) - 1, 22, wrapped)
        for place, words in enumerate(HEADINGS):
            page.write_string(0, place, words, bold)
        for number, question in enumerate(questions, 1):
            for place, words in enumerate(_cells(question)):
                page.write_string(number, place, words, wrapped)
    return buffer.getvalue()


def letter(questions: Sequence[PlanQuestion], school: School, as_at: date) -> bytes:
    """The letter (HTML, to print or to paste into an e-mail): counts and questions, no names."""
    counted = Counter(question.text for question in questions)
    children = len({question.person.upn for question in questions})
    name = school.name or "our school"
    parts = [
        html.paragraph(f"From: {name}{f' (URN {school.urn})' if school.urn else ''}"),
        html.paragraph(f"To: {school.local_authority or 'the local authority'}"),
        html.paragraph(
            "We keep a list of our pupils who are, or in the past six years were, on a child in "
            f"need or child protection plan, as at {day(as_at)}. We use it to support them in "
            f"school. On {children:,} of our pupils what we hold is incomplete or does not agree "
            "with what we were told. Please help us to put it right."
        ),
        html.table(
            "What we ask", ("Question", "How often"), [(q, f"{n:,}") for q, n in counted.items()]
        ),
        html.paragraph(
            "The pupils and our questions stand in the sheet that goes with this letter, with "
            "three empty columns for your answer. It names children: we send it, and ask you to "
            "return it, only by a secure way that we agree on. Please leave out everything but "
            "the kind of plan and its dates."
        ),
        html.paragraph("Signed, for the school:"),
    ]
    return html.page("Plans to confirm", parts)


def _cells(question: PlanQuestion) -> tuple[str, ...]:
    person = question.person
    born = f"{person.born:%d/%m/%Y}" if person.born else ""
    named = (person.upn, person.surname or "", person.forename or "", born)
    return (*named, question.held, question.text)


def _joined(joiner: Joiner) -> str:
    admitted = joiner.member.admitted
    return f"joined us {day(admitted)}, no plan on record" if admitted else "no plan on record"


def _held(case: Case) -> str:
    """'your list: CIN 3 Feb 2021 to 9 Nov 2021; our safeguarding lead: nothing'."""
    held = [f"{_SHORT[e.list]}: {_spoken(e)}" for e in case.entries]
    return "; ".join([*held, *(f"{_SHORT[kind]}: nothing" for kind in case.missing)])


def _spoken(entry: Entry) -> str:
    if entry.is_flag:
        return f"{entry.plan} now"
    start = day(entry.start) if entry.start else "start not known"
    end = day(entry.end) if entry.end else "no end"
    return f"{entry.plan} {start} to {end}"
