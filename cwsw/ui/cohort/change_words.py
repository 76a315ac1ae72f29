"""What was recorded of the list, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cwsw.records import ListChange
from cwsw.tables import english
from cwsw.tables.codes import ListEvent
from cwsw.ui.wording import text

PLAN_NAMES: Mapping[str, str] = {
    "CIN": "Child in need plan",
    "CP": "Child protection plan",
    "CLA": "Time looked after",
}
"""A kind of plan -> what it is called in a sentence."""

_SETTLED = {"the same": "the data say the same", "replaced": "the data said otherwise"}


def change_words(change: ListChange) -> str:
    """'Child in need plan ended 12 June 2026'; 'Joined 7 September 2026'."""
    plan = PLAN_NAMES.get(change.plan or "", "Plan")
    match change.change:
        case ListEvent.BEGUN:
            return f"{plan} {_begun(change)}"
        case ListEvent.ENDED:
            return f"{plan} ended {_day(change.end_date)}"
        case ListEvent.CORRECTED:
            dates = _span(change.start_date, change.end_date)
            return f"{plan}: {dates} (was {_span(change.former_start, change.former_end)})"
        case ListEvent.JOINED:
            return f"Joined {_day(change.start_date)}"
        case _:
            return f"Left {_day(change.end_date)}"


def by_words(change: ListChange) -> str:
    """'A. Lead, 15 June 2026; said by the social worker'."""
    said_by = f"; said by {change.said_by}" if change.said_by else ""
    against = change.kept_against
    confirmed = f"; kept against the data of {text.day(against)}" if against else ""
    return f"{change.by}, {text.day(change.on)}{said_by}{confirmed}"


def settled_words(change: ListChange) -> str:
    """What a later upload says of the change; '' where none has answered it yet."""
    return _SETTLED.get(change.settled or "", "")


def together(changes: Iterable[ListChange]) -> tuple[tuple[ListChange, ...], ...]:
    """Group the rows that were recorded as one thing: an end is in the row of each list."""
    groups: dict[tuple[str, ...], list[ListChange]] = {}
    for change in changes:
        # By what a reader would see: rows that say the same in words are one thing recorded.
        key = (change.upn, change_words(change), by_words(change), settled_words(change))
        groups.setdefault(key, []).append(change)
    return tuple(map(tuple, groups.values()))


def in_short(changes: Sequence[ListChange]) -> str:
    """What was just recorded, in words; it may be about several children."""
    words = list(dict.fromkeys(text.uncapital(change_words(change)) for change in changes))
    children = len({change.upn for change in changes})
    return (
        words[0] if children == 1 else f"{text.counted(children, 'child', 'children')} {words[0]}"
    )


def _begun(change: ListChange) -> str:
    if change.start_date is None:
        return "without a first day" if change.end_date is None else _ended(change.end_date)
    end = "" if change.end_date is None else f" and {_ended(change.end_date)}"
    return f"began {_day(change.start_date)}{end}"


def _ended(day: date) -> str:
    return f"ended {_day(day)}"


def _span(start: date | None, end: date | None) -> str:
    return english.span(start, end, text.day, no_start="no date")


def _day(day: date | None) -> str:
    return "no date" if day is None else text.day(day)
