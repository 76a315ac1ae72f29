"""Sessions missed before and after a start, week by week, of some pupils and of the others.

A week runs seven days from the day of the start, so that none lies on both sides of it. Weeks in
which nobody had school are left out; there are equally many before and after, and the children
are the same. Source: the Register sheet.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cwsw.cohort.steps import parameters, steps
from cwsw.measures.registry import THRESHOLDS
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace, statement

MOST_WEEKS = 12
"""School weeks shown on each side of the start, at most."""
_REACH = 26
"""Calendar weeks read on each side: enough for `MOST_WEEKS`, holidays included."""
_SATURDAY = 5
_MARKS = """
select
    floor(date_diff('day', $start, date) / 7)::integer as week,
    case when list_contains($upns, upn) then upn end as child,
    count(distinct pupil) filter (where mark <> 'not possible') as pupils,
    count(*) filter (where mark in ('authorised', 'unauthorised')) as missed,
    count(*) filter (where mark <> 'not possible') as possible
from (
    select pupil, date, unnest([am, pm]) as code
    from register
    where date between $first and $last
)
join register_codes using (code)
join pupils using (pupil)
left join membership using (pupil)
where list_contains($upns, upn) or "group" = 'other'
group by week, child
having possible > 0
order by week, child
"""
_YEARS = """
select
    sessions.year,
    pupils.upn,
    membership."group",
    sessions.absent::integer as missed,
    sessions.possible::integer as possible
from sessions
join membership using (pupil, year)
join pupils using (pupil)
where sessions.possible > 0
order by all
"""


class NotShownReason(StrEnum):
    """Why a before and after cannot be shown."""

    NO_REGISTER = "No register rows of these pupils were supplied, so no week can be shown."
    TOO_EARLY = "There is no whole school week since the start yet. Look again in some weeks."
    NO_BEFORE = "The register holds no school week before the start, so there is no before."
    NOBODY = "None of these pupils had sessions on both sides of the start."


@dataclass(frozen=True)
class SessionSums:
    """Sessions missed and possible, and the number of pupils."""

    missed: int
    possible: int
    pupils: int

    @property
    def is_persistent(self) -> bool:
        """Whether as much was missed as makes absence persistent."""
        return (
            self.possible > 0
            and self.missed * 100 >= self.possible * THRESHOLDS["persistent_percent"]
        )

    @property
    def each(self) -> float | None:
        """Sessions missed per pupil; None without pupils."""
        return self.missed / self.pupils if self.pupils else None


NONE = SessionSums(0, 0, 0)


@dataclass(frozen=True)
class SupportWeek:
    """Seven days from `first`; `number` -1 is the last week before the start, 0 the first after."""

    number: int
    first: date
    ours: SessionSums
    others: SessionSums


@dataclass(frozen=True)
class BeforeAfter:
    """Weeks on both sides of a start, in order. `left_out`: pupils with sessions on one side only.

    `per_child`: the sums before and after of each pupil that is shown, in an order that tells
    nothing about them.
    """

    start: date
    weeks: tuple[SupportWeek, ...] = ()
    per_child: tuple[tuple[SessionSums, SessionSums], ...] = ()
    left_out: int = 0
    missing: NotShownReason | None = None

    @property
    def pupils(self) -> int:
        """How many pupils are shown."""
        return len(self.per_child)

    @property
    def weeks_each_side(self) -> int:
        """How many school weeks there are on each side of the start."""
        return len(self.weeks) // 2

    @property
    def ours(self) -> tuple[SessionSums, SessionSums]:
        """Our pupils before and after."""
        return self._sides("ours")

    @property
    def others(self) -> tuple[SessionSums, SessionSums]:
        """The other pupils before and after."""
        return self._sides("others")

    @property
    def other_pupils(self) -> int:
        """How many other pupils had sessions, in the week with the most of them."""
        return max((week.others.pupils for week in self.weeks), default=0)

    @property
    def persistent(self) -> tuple[int, int]:
        """How many of our pupils were persistently absent in these weeks, before and after."""
        before, after = zip(*self.per_child, strict=True)
        return sum(s.is_persistent for s in before), sum(s.is_persistent for s in after)

    def _sides(self, which: str) -> tuple[SessionSums, SessionSums]:
        week_sums: Sequence[SessionSums] = [getattr(week, which) for week in self.weeks]
        half = self.weeks_each_side
        return _total(week_sums[:half]), _total(week_sums[half:])


@dataclass(frozen=True)
class YearSums:
    """One academic year of the same pupils and of the other pupils."""

    year: int
    ours: SessionSums
    others: SessionSums


def before_after(
    workspace: Workspace, upns: Collection[str], start: date, end: date | None = None
) -> BeforeAfter:
    """The weeks around a start for these pupils; `end` is the last day to look at.

    Never later than the as-at date. `missing` says why nothing can be shown.
    """
    # A later register row may be there; the data are as at this date and no later.
    until = min(workspace.as_at, end or workspace.as_at)
    marks = _marks(workspace, upns, start, until)
    if not any(child for _, child in marks):
        return BeforeAfter(start, missing=NotShownReason.NO_REGISTER)
    numbers = sorted({number for number, _ in marks})
    before = [n for n in numbers if n < 0]
    after = [n for n in numbers if n >= 0 and _is_over(start, n, until)]
    # As many weeks before as after: else a season would look like an effect.
    length = min(len(before), len(after), MOST_WEEKS)
    if not length:
        return BeforeAfter(
            start, missing=NotShownReason.TOO_EARLY if before else NotShownReason.NO_BEFORE
        )
    return _around(start, marks, before[-length:], after[:length])


def yearly(workspace: Workspace, upns: Collection[str]) -> tuple[YearSums, ...]:
    """Sessions of these pupils and of the others by academic year, latest first.

    For schools without registers: it cannot show before and after within a year.
    """
    rows = rows_of(workspace, _YEARS)
    ours = _by_year(row for row in rows if row["upn"] in upns)
    others = _by_year(r for r in rows if r["upn"] not in upns and r["group"] == "other")
    return tuple(YearSums(y, ours[y], others.get(y, NONE)) for y in sorted(ours, reverse=True))


def _marks(
    workspace: Workspace, upns: Collection[str], start: date, until: date
) -> Mapping[tuple[int, str | None], SessionSums]:
    """(week, child) -> sums; the child is None for all other pupils together."""
    reach = timedelta(weeks=_REACH)
    query_parameters = {
        **parameters(workspace),
        "upns": sorted(upns),
        "start": start,
        "first": start - reach,
        "last": min(until, start + reach),
    }
    with workspace.cursor() as cursor:
        rows = cursor.execute(statement(steps(), _MARKS), query_parameters).fetchall()
    return {
        (week, child): SessionSums(missed, possible, n) for week, child, n, missed, possible in rows
    }


def _around(
    start: date,
    marks: Mapping[tuple[int, str | None], SessionSums],
    before: Sequence[int],
    after: Sequence[int],
) -> BeforeAfter:
    per_child = {
        child: (_of(marks, before, child), _of(marks, after, child))
        # In an order that tells nothing about their attendance.
        for child in sorted({child for _, child in marks if child})
    }
    # The same children on both sides: else a child who joined would look like an effect.
    both = {c: sides for c, sides in per_child.items() if all(side.possible for side in sides)}
    on_one_side = [c for c, sides in per_child.items() if any(side.possible for side in sides)]
    if not both:
        return BeforeAfter(start, missing=NotShownReason.NOBODY)
    weeks = tuple(
        SupportWeek(
            number,
            start + timedelta(weeks=number),
            _total([marks.get((number, child), NONE) for child in both]),
            marks.get((number, None), NONE),
        )
        for number in (*before, *after)
    )
    return BeforeAfter(start, weeks, tuple(both.values()), len(on_one_side) - len(both))


def _of(
    marks: Mapping[tuple[int, str | None], SessionSums], numbers: Sequence[int], child: str
) -> SessionSums:
    """One child's sums over some weeks."""
    total = _total([marks.get((number, child), NONE) for number in numbers])
    return SessionSums(total.missed, total.possible, 1)


def _total(sums: Sequence[SessionSums]) -> SessionSums:
    """Add sums up, over weeks or pupils. Over weeks the same pupils are counted more than once."""
    return SessionSums(
        sum(s.missed for s in sums), sum(s.possible for s in sums), sum(s.pupils for s in sums)
    )


def _is_over(start: date, number: int, until: date) -> bool:
    """Whether a week's last school day has passed."""
    last = start + timedelta(weeks=number, days=6)
    # A week that ends on a Saturday or Sunday is over on its Friday.
    return last - timedelta(days=max(0, last.weekday() - _SATURDAY + 1)) <= until


def _by_year(rows: Iterator[Mapping[str, object]]) -> dict[int, SessionSums]:
    by_year: dict[int, list[SessionSums]] = {}
    for row in rows:
        sums = SessionSums(int(str(row["missed"])), int(str(row["possible"])), 1)
        by_year.setdefault(int(str(row["year"])), []).append(sums)
    return {year: _total(sums) for year, sums in by_year.items()}
