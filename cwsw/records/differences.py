"""The changes between what is loaded and the next upload, by child and by plan.

A plan whose end was filled in is one change. The order of rows, a Source and a year group that is
counted on in September are none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pyarrow as pa

from cwsw.records.next_upload.loaded import flags
from cwsw.records.next_upload.plan_rows import (
    Dates,
    Place,
    plan_rows,
    pupil_name,
)
from cwsw.store import Workspace
from cwsw.tables.english import counted
from cwsw.tables.schema import PLANS, PUPILS
from cwsw.tables.upload import FLAT, Upload
from cwsw.tables.years import academic_year

_OWN_EVENTS = frozenset(("upn", "leaving_date"))
"""Fields of Pupils in which a difference is a change of its own."""


class Event(StrEnum):
    """What happened to a plan or a child, in the order in which it is listed."""

    BEGUN = "plan begun"
    ENDED = "plan ended"
    DATES = "dates of a plan changed"
    EARLIER = "earlier plan added"
    GONE = "plan no longer there"
    NEW = "child new"
    LEFT = "child left"
    KEY = "new UPN"


_SHORT: Mapping[Event, tuple[str, str]] = {
    Event.BEGUN: ("plan begun", "plans begun"),
    Event.ENDED: ("plan ended", "plans ended"),
    Event.DATES: ("plan with other dates", "plans with other dates"),
    Event.EARLIER: ("earlier plan added", "earlier plans added"),
    Event.GONE: ("plan no longer there", "plans no longer there"),
    Event.NEW: ("child new", "children new"),
    Event.LEFT: ("child left", "children left"),
    Event.KEY: ("child with a new UPN", "children with a new UPN"),
}


@dataclass(frozen=True)
class ListDifferenceEvent:
    """One change: the child, and the plan's dates before and after it."""

    event: Event
    upn: str
    name: str
    plan: str = ""
    before: Dates | None = None
    after: Dates | None = None


@dataclass(frozen=True)
class Details:
    """A child with other values in some columns of Pupils, by their headings."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """Everything that changed, by event and name; `details` are changes that reach no list."""

    events: tuple[ListDifferenceEvent, ...]
    details: tuple[Details, ...]

    def of(self, event: Event) -> tuple[ListDifferenceEvent, ...]:
        """The changes of one kind."""
        return tuple(found_event for found_event in self.events if found_event.event is event)

    @property
    def in_words(self) -> str:
        """'6 changes: 2 plans begun, 1 ended, 2 children new, 1 left.'"""
        if not self.events:
            return "No child and no plan changed."
        parts, noun = [], ""
        for event in Event:
            if number := len(self.of(event)):
                words = counted(number, *_SHORT[event])
                parts.append(_without(words, noun))
                noun = words.split()[1]
        return f"{counted(len(self.events), 'change', 'changes')}: {', '.join(parts)}."


@dataclass(frozen=True)
class _Side:
    """What one side says of the list: the children by key, their plans' dates, their flags."""

    as_at: date
    pupils: Mapping[str, dict[str, Any]]
    plans: Mapping[Place, set[Dates]]
    flags: frozenset[Place]


@dataclass(frozen=True)
class _Sides:
    """Both sides, children under the keys that they have in the new data."""

    before: _Side
    after: _Side

    @property
    def upns(self) -> set[str]:
        """The children on both."""
        return self.before.pupils.keys() & self.after.pupils.keys()

    def name(self, upn: str) -> str:
        """The name of a child who is in the new data."""
        return pupil_name(self.after.pupils[upn])


def differences(
    former: Workspace,
    new: Upload,
    moved: Mapping[str, str] | None = None,
    as_at: date | None = None,
) -> Differences:
    """Compare the lists of the former and the new data; records and figures are left out.

    `moved` are children who have another key now: former key -> new key. `as_at` is the day of the
    new data, where their School sheet gives none.
    """
    keys = moved or {}
    before = {name: former.rows(name) for name in (PUPILS.name, PLANS.name, FLAT)}
    day = new.school.as_at or as_at or former.as_at
    sides = _Sides(_side(before, keys, former.as_at), _side(new.tables, {}, day))
    events = (*_of_roll(sides, keys), *_of_plans(sides), *_of_flags(sides))
    order = {event: place for place, event in enumerate(Event)}
    # The Year group column is as at the School sheet's date, whatever as-at date was chosen.
    years = academic_year(day) - academic_year(former.school_as_at)
    return Differences(
        # Down to their text: they come out of sets, which have another order in every process.
        tuple(
            sorted(
                events,
                key=lambda change: (
                    order[change.event],
                    change.name,
                    change.upn,
                    str(change),
                ),
            )
        ),
        _details(sides, years),
    )


def _side(tables: Mapping[str, pa.Table], keys: Mapping[str, str], as_at: date) -> _Side:
    pupils = {keys.get(row["upn"], row["upn"]): row for row in tables[PUPILS.name].to_pylist()}
    plans: dict[Place, set[Dates]] = {}
    for row in plan_rows(tables.get(PLANS.name)):
        plans.setdefault((keys.get(row.upn, row.upn), row.plan), set()).add(row.dates)
    plans_by_flag = frozenset((keys.get(upn, upn), plan) for upn, plan in flags(tables))
    return _Side(as_at, pupils, plans, plans_by_flag)


def _without(words: str, noun: str) -> str:
    """'1 plan ended' after plans -> '1 ended'."""
    number, first, remainder = words.split(" ", 2)
    is_same = {first, noun} <= {"plan", "plans"} or {first, noun} <= {"child", "children"}
    return f"{number} {remainder}" if noun and is_same else words


def _of_roll(sides: _Sides, keys: Mapping[str, str]) -> Iterable[ListDifferenceEvent]:
    before, after = sides.before.pupils, sides.after.pupils
    for upn, row in after.items():
        # A child who had left and is back is as new to the list as one who was never there.
        former_row = before.get(upn)
        if former_row is None or (former_row["leaving_date"] and row["leaving_date"] is None):
            yield ListDifferenceEvent(Event.NEW, upn, pupil_name(row))
    for upn, row in before.items():
        is_gone = upn not in after or after[upn]["leaving_date"] is not None
        if row["leaving_date"] is None and is_gone:
            yield ListDifferenceEvent(Event.LEFT, upn, pupil_name(row))
    for upn in sorted(set(keys.values()) & sides.upns):
        yield ListDifferenceEvent(Event.KEY, upn, sides.name(upn))


def _of_plans(sides: _Sides) -> Iterable[ListDifferenceEvent]:
    """The plans of the children on both sides, whatever list says them."""
    old, new = sides.before.plans, sides.after.plans
    for upn, plan in old.keys() | new.keys():
        # A child who joined or left is one change: their plans are no further changes.
        if upn in sides.upns:
            pairs = _paired(old.get((upn, plan), set()), new.get((upn, plan), set()))
            for old_dates, other in pairs:
                event = _event(old_dates, other, sides.before.as_at)
                yield ListDifferenceEvent(event, upn, sides.name(upn), plan, old_dates, other)


def _of_flags(sides: _Sides) -> Iterable[ListDifferenceEvent]:
    """`CIN now` and `CP now` of a flat sheet, where no row of Plans says it."""
    old, new = sides.before.flags, sides.after.flags
    planned = sides.before.plans.keys() | sides.after.plans.keys()
    for event, places in ((Event.BEGUN, new - old), (Event.ENDED, old - new)):
        for upn, plan in places - planned:
            if upn in sides.upns:
                yield ListDifferenceEvent(event, upn, sides.name(upn), plan)


def _paired(before: set[Dates], after: set[Dates]) -> Iterable[tuple[Dates | None, Dates | None]]:
    """The dates that differ, as pairs of a plan before and after; None where it is on one side.

    Plans are paired by the same start, else by days that both share. Another list's version of a
    plan that did not change is no difference.
    """
    unchanged = before & after
    old, new = (sorted(side, key=str) for side in (before - after, after - before))
    # The surest sign first: what one of them pairs is not there for the next.
    for is_same in (_same_start, Dates.overlaps, _undated):
        # A copy, since what is paired leaves `old` and `new` on the way.
        for old_dates in list(old):
            match = next((other for other in new if is_same(old_dates, other)), None)
            if match is not None:
                old.remove(old_dates)
                new.remove(match)
                yield old_dates, match
    yield from (
        (new_dates, None)
        for new_dates in old
        if not any(new_dates.overlaps(other) for other in unchanged)
    )
    yield from (
        (None, new_dates)
        for new_dates in new
        if not any(new_dates.overlaps(other) for other in unchanged)
    )


def _same_start(dates: Dates, other: Dates) -> bool:
    return dates.start is not None and dates.start == other.start


def _undated(dates: Dates, other: Dates) -> bool:
    return not dates.is_dated or not other.is_dated


def _event(before: Dates | None, after: Dates | None, former_day: date) -> Event:
    if after is None:
        return Event.GONE
    if before is None:
        is_recent = after.end is None or after.end > former_day
        return Event.BEGUN if is_recent and after.is_dated else Event.EARLIER
    is_ended = before.end is None and after.end is not None and before.start == after.start
    return Event.ENDED if is_ended else Event.DATES


def _details(sides: _Sides, years: int) -> tuple[Details, ...]:
    details = []
    for upn in sides.upns:
        row, other = sides.before.pupils[upn], sides.after.pupils[upn]
        group = row["year_group"]
        # Every child is a year group further in September: only another one than that is a change.
        expected = row | {"year_group": None if group is None else group + years}
        names = [n for n in other if n not in _OWN_EVENTS and other[n] != expected[n]]
        if names:
            headings = tuple(PUPILS.column(name).heading for name in names)
            details.append(Details(pupil_name(other), headings))
    return tuple(sorted(details, key=lambda detail: (detail.name, detail.fields)))
