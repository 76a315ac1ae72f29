"""What to ask the local authority: a letter without names, and a sheet with them to send safely."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.compared_lists import List
from cwsw.cohort.history import Joiner, Respondent
from cwsw.cohort.list_matching import Case, Reason
from cwsw.cohort.plan_entries import PlanEntry
from cwsw.cohort.unclear import Unclear
from cwsw.reports.document import Document, Paragraph, Table
from cwsw.tables.english import brief_day, short_day, span
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
_FOR_THE_ANSWER = ("", "", "")
"""The cells under the last three headings, left blank for the authority's answer."""
_WIDTHS = (22,) * len(HEADINGS)
_REQUEST = (
    "We keep a list of our pupils who are, or in the past six years were, on a child in need or "
    "child protection plan, as at {day}. We use it to support them in school. On {children} of our "
    "pupils what we hold is incomplete or does not agree with what we were told. Please help us to "
    "put it right."
)
_SEND_SAFELY = (
    "The pupils and our questions are in the sheet that goes with this letter, with three empty "
    "columns for your answer. It names children: we send it, and ask you to return it, only by a "
    "secure way that we agree on. Please leave out everything but the kind of plan and its dates."
)

_QUESTIONS: Mapping[Reason, str] = {
    Reason.FORMER_UPN: "Is this the same child under a former UPN?",
    Reason.LEFT: "The pupil has left us: please update your list.",
    Reason.UNDATED: "When did the plan begin and end?",
    Reason.TYPED: "Which dates are right?",
    Reason.OTHER_DATES: "Which dates are right?",
    Reason.ENDED: "Has this plan ended, and when?",
    Reason.OTHER_KIND: "Is it a child in need or a child protection plan?",
    Reason.EARLY_HELP: "Has there been a CIN or CP plan, or was it early help or a referral?",
    Reason.NOT_ON_SCHOOL_LISTS: "We were not told of this plan: is it so, and since when?",
}
_SHORT = {List.LA: "your list", List.DSL: "our safeguarding lead", List.MIS: "our system"}


@dataclass(frozen=True)
class PlanQuestion:
    """One line of the sheet."""

    pupil: Pupil
    on_lists: str
    text: str


HISTORY = "Has there been a CIN or CP plan within six years, and when?"


def questions(
    cases: Iterable[Case],
    rows: Iterable[Unclear],
    pupils: Mapping[str, Pupil],
    joiners: Iterable[Joiner] = (),
) -> tuple[PlanQuestion, ...]:
    """What to ask about disagreements, missing dates and histories; each thing once.

    Args:
        cases: Where the lists disagree.
        rows: Children whose plan cannot be placed in time.
        pupils: Every pupil by UPN.
        joiners: Children who joined, for whose history the authority is being asked.

    """
    lines = [PlanQuestion(pupils[c.upn], _list_texts(c), _QUESTIONS[c.reason]) for c in cases]
    about = {question.pupil.upn for question in lines}
    lines += [
        PlanQuestion(pupils[item.member.upn], item.missing, "Please give the dates of the plan.")
        for item in rows
        if item.member.upn not in about
    ]
    lines += [
        PlanQuestion(pupils[joiner.member.upn], _joined(joiner), HISTORY)
        for joiner in joiners
        if joiner.waits_for(Respondent.AUTHORITY)
    ]
    return tuple(lines)


def sheet(questions: Sequence[PlanQuestion]) -> Document:
    """The sheet: a row for each question, with room for the answer."""
    return Document("", (Table("", HEADINGS, tuple(map(_cells, questions)), widths=_WIDTHS),))


def letter(questions: Sequence[PlanQuestion], school: School, as_at: date) -> Document:
    """The letter, to print or to paste into an e-mail: counts and questions, no names."""
    # Counts and questions alone: names go in the sheet, by a secure way.
    counted = Counter(question.text for question in questions)
    children = len({question.pupil.upn for question in questions})
    name = school.name or "our school"
    rows = tuple((question, f"{number:,}") for question, number in counted.items())
    return Document(
        title="Plans to confirm",
        blocks=(
            Paragraph(f"From: {name}{f' (URN {school.urn})' if school.urn else ''}"),
            Paragraph(f"To: {school.local_authority or 'the local authority'}"),
            Paragraph(_REQUEST.format(day=brief_day(as_at), children=f"{children:,}")),
            Table("What we ask", ("Question", "How often"), rows),
            Paragraph(_SEND_SAFELY),
            Paragraph("Signed, for the school:"),
        ),
    )


def _cells(question: PlanQuestion) -> tuple[str, ...]:
    pupil = question.pupil
    born = short_day(pupil.born) if pupil.born else ""
    named = (pupil.upn, pupil.surname or "", pupil.forename or "", born)
    return (*named, question.on_lists, question.text, *_FOR_THE_ANSWER)


def _joined(joiner: Joiner) -> str:
    admitted = joiner.member.admitted
    return (
        f"joined us {brief_day(admitted)}, no plan on record" if admitted else "no plan on record"
    )


def _list_texts(case: Case) -> str:
    """'your list: CIN 3 Feb 2021 to 9 Nov 2021; our safeguarding lead: nothing'."""
    texts = [f"{_SHORT[e.list]}: {_entry_words(e)}" for e in case.entries]
    return "; ".join([*texts, *(f"{_SHORT[kind]}: nothing" for kind in case.missing)])


def _entry_words(entry: PlanEntry) -> str:
    if entry.is_flag:
        return f"{entry.plan} now"
    return f"{entry.plan} {span(entry.start, entry.end, no_end='no end')}"
