"""Children recorded as joined or left, against the roll of the next upload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.chains import ROLL, in_words, takes_effect, unknown_on
from cwsw.records.next_upload.loaded import Overlay, identity
from cwsw.records.next_upload.questions import (
    FILE,
    KEEP,
    RECORDED_OR_FILE,
    QuestionSection,
    question,
)
from cwsw.tables.codes import YEAR_GROUPS, ListChangeOutcome, ListEvent
from cwsw.tables.english import day
from cwsw.tables.proposal import Question
from cwsw.tables.years import academic_year


@dataclass
class LaidRoll:
    """The rows of Pupils after what was recorded, how the changes are marked, what is asked."""

    pupils: dict[str, dict[str, Any]]
    marks: dict[ListChange, ListChange] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def lay_roll(overlay: Overlay) -> LaidRoll:
    """The roll of the upload with every recorded joining and leaving applied or asked about."""
    roll = LaidRoll(dict(overlay.new.pupils))
    events: dict[str, list[ListChange]] = {}
    for change in sorted(overlay.open_changes, key=lambda item: (item.on, str(item))):
        if change.change in ROLL:
            events.setdefault(change.upn, []).append(change)
    for _, of_child in sorted(events.items()):
        _lay_child(overlay, roll, of_child)
    return roll


def _lay_child(overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange]) -> None:
    """Lay the events of one child over the roll; the last one decides whether they are on it."""
    last = events[-1]
    row = roll.pupils.get(last.upn)
    if row is not None and _is_brought(overlay, row, last):
        return
    if last.change == ListEvent.JOINED:
        _lay_joined(overlay, roll, events)
    elif row is None:
        _lay_absent(overlay, roll, events)
    elif row["leaving_date"] is not None:
        _settle(overlay, roll, events, ListChangeOutcome.SAME)
    else:
        _lay_leaver(overlay, roll, events)


def _is_brought(overlay: Overlay, row: Mapping[str, Any], last: ListChange) -> bool:
    """Whether the upload is our own workbook, which has the child as recorded."""
    if identity(last) not in overlay.new.brought:
        return False
    return last.change == ListEvent.JOINED or row["leaving_date"] == last.end_date


def _lay_joined(overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange]) -> None:
    joined = events[-1]
    if joined.upn in roll.pupils:
        _settle(overlay, roll, events, ListChangeOutcome.SAME)
    # Kept against one file already: not asked again while files say the same (decision 21).
    elif _joins_later(overlay, joined) or joined.kept_against:
        _carry(overlay, roll, joined.upn)
    elif _is_kept(overlay, roll, events, "not on the roll"):
        roll.marks[joined] = replace(joined, settled_on=overlay.new.as_at)
        _carry(overlay, roll, joined.upn)


def _joins_later(overlay: Overlay, joined: ListChange) -> bool:
    # Not the day of recording: a roll from after the day of joining should have the child.
    return (takes_effect(joined) or joined.on) > overlay.new.as_at


def _lay_absent(overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange]) -> None:
    """A child recorded as left is not there: gone, or not joined yet on that day."""
    joined = [event for event in events if event.change == ListEvent.JOINED]
    if any(_joins_later(overlay, event) for event in joined):
        _carry(overlay, roll, events[-1].upn)
    else:
        _settle(overlay, roll, events, ListChangeOutcome.SAME)


def _lay_leaver(overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange]) -> None:
    """A child recorded as left is on the roll without a leaving date."""
    leaving = events[-1]
    joined = [event for event in events if event.change == ListEvent.JOINED]
    _settle(overlay, roll, joined, ListChangeOutcome.SAME)
    # What was kept before is asked again: the child may have come back since.
    is_silent = unknown_on(leaving, overlay.new.as_at)
    if is_silent or _is_kept(overlay, roll, events, "still on the roll"):
        year = overlay.new.year
        roll.pupils[leaving.upn] = _counted_on(
            roll.pupils[leaving.upn], year, leaving.end_date, year
        )


def _is_kept(overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange], stated: str) -> bool:
    """Ask, and mark the changes as replaced where the file's word is taken."""
    last, as_at = events[-1], overlay.new.as_at
    text = (
        f"{overlay.name(last.upn)}: {in_words(last)}, as {last.by} recorded on {day(last.on)}. "
        f"In the file of {day(as_at)} the child is {stated}."
    )
    new_question = question(
        QuestionSection.ROLL, (*identity(last), as_at), text, RECORDED_OR_FILE, KEEP
    )
    roll.questions.append(new_question)
    if overlay.answers.to(new_question) != FILE:
        return True
    _settle(overlay, roll, events, ListChangeOutcome.REPLACED)
    return False


def _carry(overlay: Overlay, roll: LaidRoll, upn: str) -> None:
    """Add the recorded row of Pupils, the year group counted on to the upload's school year."""
    row = overlay.loaded.pupil(upn)
    if row is None:
        return
    roll.pupils[upn] = _counted_on(row, overlay.loaded.year, row["leaving_date"], overlay.new.year)


def _counted_on(
    row: Mapping[str, Any], year: int, leaving: date | None, new_year: int
) -> dict[str, Any]:
    """A row of Pupils in a School sheet of another year, or with a leaving date.

    The year group of a child who left in an earlier academic year speaks of that year, of
    everybody else of the School sheet's.
    """
    group = row["year_group"]
    if group is not None:
        group += _column_year(leaving, new_year) - _column_year(row["leaving_date"], year)
    # Counted on beyond the last year group: left blank, and the child stays.
    year_group = group if group in YEAR_GROUPS.values() else None
    return {**row, "leaving_date": leaving, "year_group": year_group}


def _column_year(leaving: date | None, year: int) -> int:
    return year if leaving is None else min(academic_year(leaving), year)


def _settle(
    overlay: Overlay, roll: LaidRoll, events: Sequence[ListChange], how: ListChangeOutcome
) -> None:
    for change in events:
        if change not in roll.marks:
            on = overlay.new.as_at
            roll.marks[change] = replace(change, settled=how.value, settled_on=on)
