"""Finds the columns that are about plans, by their headings and by the look of their values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cwsw.intake.cells import plain
from cwsw.intake.exports import plan_headings
from cwsw.intake.exports.aliases import why_never, word
from cwsw.intake.exports.date_texts import is_date_text
from cwsw.intake.exports.plan_fields import DATES, END_FIELDS, NAMED, STATES, UNNAMED
from cwsw.intake.exports.plan_headings import (
    WORDS,
    field_of_heading,
    is_end_heading,
    read_heading,
    state_heading,
)
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.values import is_null
from cwsw.tables.proposal import Certainty

GOOD = 0.75
"""Share of dates from which a heading with an unknown word is asked about at all."""

MOST_WORDS = 8
"""Different words of a status column that are asked one by one; more are free text."""

_MAY_SAY_STATE = frozenset((None, "type", "plan", "result", "stage", *DATES))
_OF_PUPILS = frozenset(("on_roll", "has_left"))
"""Fields of who is on roll; on a list that is not the roll their headings are about plans."""

_FREE = frozenset((None, "type"))
_NO_PLAN_AT_ALL = "a section 47 enquiry is no plan"


@dataclass(frozen=True)
class PlanColumn:
    """What a column of plans is: its field and how sure; a `span` of several plans in one row.

    `alternative` is a second field it may be. `likely` is false where the likelier answer is that
    it is no plan at all.
    """

    field: str
    sure: Certainty
    why: str
    span: str = ""
    alternative: str = ""
    likely: bool = True


def by_heading(sheet: ExportSheet, index: int, heading: str) -> PlanColumn | None:
    """Read a heading that is not in the alias file word by word.

    Returns:
        The field it means, asked where a word is not known; None where it is not about plans, or
        its values are no dates.
    """
    read = read_heading(heading)
    if read is None:
        return _as_end(sheet, index, heading)
    doubt = read.doubt or (why_never(heading) or "" if not read.span else "")
    if doubt and (fit("date", sheet.cells(index)) or 0) < GOOD:
        return None
    if not doubt:
        return PlanColumn(
            read.field, Certainty.LIKELY, "its words say so", read.span, read.alternative
        )
    # On a list of referrals a date under 'CIN' is more likely that of a referral.
    referrals = any("referral" in plain(cell).casefold() for cell in sheet.headings)
    likely = not referrals and doubt != _NO_PLAN_AT_ALL
    return PlanColumn(read.field, Certainty.ASK, doubt, read.span, read.alternative, likely)


def _as_end(sheet: ExportSheet, index: int, heading: str) -> PlanColumn | None:
    """The dates below 'Ceased', 'Until' or 'Case closed' on a list of plans without other ends."""
    others = [field_of_heading(plain(h)) for i, h in enumerate(sheet.headings) if i != index]
    has_end = any(field in (*END_FIELDS, "end_date") for field in others)
    # 'Closed' on a roll may be anything; on a list of plans without an end it can only be that.
    if has_end or _is_roll(sheet) or not is_end_heading(heading) or not _has_plans(sheet, index):
        return None
    if (fit("date", sheet.cells(index)) or 0) < GOOD:
        return None
    return PlanColumn(UNNAMED.end, Certainty.LIKELY, "it is the only end on a list of plans")


def by_values(sheet: ExportSheet, index: int, heading: str, field: str | None) -> PlanColumn | None:
    """Find out whether a column says of plans that they are open: 'Status', 'Closed', 'Current?'.

    Returns:
        Its field; None where most of its words are about something else, as who is on roll.
    """
    named = state_heading(heading)
    is_roll = _is_roll(sheet)
    may_say = field in _MAY_SAY_STATE or (field in _OF_PUPILS and not is_roll)
    if named is None or not may_say or not _has_plans(sheet, index):
        return None
    texts = [plain(cell) for cell in sheet.cells(index) if not is_null(cell)]
    few = field in _FREE and named.polarity == WORDS and len(set(texts)) <= MOST_WORDS
    if not _holds_states(texts, named.polarity, few=few, is_roll=is_roll):
        return None
    return PlanColumn(STATES[named.plan], Certainty.LIKELY, "it says whether a plan is open")


def _has_plans(sheet: ExportSheet, index: int) -> bool:
    """Whether another column holds kinds or dates of plans."""
    others = [plain(cell) for i, cell in enumerate(sheet.headings) if i != index]
    return any(_is_of_plans(heading) for heading in others if heading)


def _is_of_plans(heading: str) -> bool:
    field = field_of_heading(heading)
    return field == "plan" or field in DATES


def _is_roll(sheet: ExportSheet) -> bool:
    return any(field_of_heading(plain(cell)) == "admission_date" for cell in sheet.headings)


def _holds_states(texts: list[str], polarity: str, *, few: bool, is_roll: bool) -> bool:
    """Whether more rows speak of open and closed than of dates, plans or pupils on roll.

    `few` says that the words may also all be unknown ones, which are then asked.
    """
    exact = [word("when", text) in ("open", "over") for text in texts]
    states = sum(
        e or flag_state(t, polarity) is not None for e, t in zip(exact, texts, strict=True)
    )
    plans = sum(bool((w := read_plan_word(t)) and w.plan) for t in texts)
    pupils = sum(word("enrolment", t) is not None for t in texts if is_roll or len(t) > 1)
    others = max(pupils, sum(map(is_date_text, texts)))
    if not texts or others > states or plans * 2 > len(texts) or (is_roll and pupils == states):
        return False
    return states * 2 >= len(texts) or few


def flag_state(text: str, polarity: str) -> bool | None:
    """Whether a yes or no under such a heading says that the plan is open."""
    answer = word("flag", text)
    if polarity == WORDS or answer not in ("Y", "N"):
        return None
    return (answer == "Y") is (polarity == plan_headings.OPEN)


def pair_spans(sheet: ExportSheet) -> None:
    """A start and an end that are each alone in their span belong together: 'Start', 'Last end'."""
    for fields in (UNNAMED, *NAMED.values()):
        columns = [(i, c) for i, c in enumerate(sheet.columns) if c.field in fields.names[:2]]
        spans = {c.span for _, c in columns}
        unpaired = {s: [f for f in fields.names[:2] if _has(columns, f, s)] for s in spans}
        starts = [s for s, names in unpaired.items() if names == [fields.start]]
        ends = [s for s, names in unpaired.items() if names == [fields.end]]
        if len(starts) == len(ends) == 1:
            for position, column in columns:
                if column.span == ends[0]:
                    sheet.columns[position] = replace(column, span=starts[0])


def _has(columns: Sequence[tuple[int, MatchedColumn]], field: str, span: str) -> bool:
    return any(column.field == field and column.span == span for _, column in columns)
