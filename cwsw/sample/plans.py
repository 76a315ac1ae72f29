"""Made-up social-care plans: the dated episodes behind each child's story."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from cwsw.sample.child import Child
from cwsw.sample.levels import CareHistory

Episode = tuple[str, date | None, date | None]
"""Plan, start, end; a plan without an end is open."""

Row = tuple[str, str, date | None, date | None, str]

_SIX_YEARS = 6 * 365
_NEWLY_KNOWN = 0.003
_LACKING, _MISTYPED = 0.06, 0.2
"""Chances that the second list lacks a plan, and that its start may be typed another way round."""
_SOURCES = ("Local authority list", "Safeguarding file", "Previous school")


def plan_rows(children: Sequence[Child], as_at: date, rng: Random) -> list[Row]:
    """The Plans rows of all children: what one list says, then what the other says of the same."""
    rows = [
        (child.upn, plan, start, end, _source(start, child, rng))
        for child in children
        for plan, start, end in _episodes(child, as_at, rng)
    ]
    return [*rows, *_second_list(rows, rng)]


def _second_list(rows: Sequence[Row], rng: Random) -> Iterator[Row]:
    """The same plans on the other of two lists, but for a few that it lacks or has otherwise.

    What differs changes nobody's group: the figures are those of the first list alone.
    """
    for upn, plan, start, end, source in rows:
        if source == _SOURCES[2] or start is None:
            continue
        chance = rng.random()
        if chance < _LACKING:
            continue
        if chance < _LACKING + _MISTYPED:
            start = _day_and_month_exchanged(start, end)
        other = _SOURCES[1] if source == _SOURCES[0] else _SOURCES[0]
        yield upn, plan, start, end, other


def _day_and_month_exchanged(start: date, end: date | None) -> date:
    """3 May as 5 March, where there is such a day and the plan does not begin earlier by it."""
    if start.day > 12:
        return start
    other = start.replace(month=start.day, day=start.month)
    return other if start <= other and (end is None or other <= end) else start


def _source(start: date | None, child: Child, rng: Random) -> str:
    # Plans from before the child joined are known from the previous school or the authority.
    if start is None or start < child.admission:
        return _SOURCES[2] if rng.random() < 0.6 else _SOURCES[0]
    return _SOURCES[rng.randrange(2)]


def _episodes(child: Child, as_at: date, rng: Random) -> list[Episode]:
    until = min(as_at, child.leaving or as_at)
    episodes = sorted(_story(child, until, as_at, rng), key=lambda e: e[1] or date.min)
    # A story is drawn without regard to the child's age.
    first = child.born + timedelta(days=20)
    return [_after_birth(episode, first) for episode in episodes]


def _after_birth(episode: Episode, first: date) -> Episode:
    plan, start, end = episode
    if start is None:
        return episode
    start = max(start, first)
    return plan, start, None if end is None else max(end, start + timedelta(days=30))


def _story(child: Child, until: date, as_at: date, rng: Random) -> Iterator[Episode]:
    match child.story:
        case CareHistory.CP:
            yield from _open_cp(until, rng)
        case CareHistory.CIN:
            yield from _open_cin(until, rng)
        case CareHistory.ENDED:
            yield from _ended(child, until, rng)
        case CareHistory.LOOKED_AFTER:
            yield "CLA", _back(until, 60, 2000, rng), None
        case CareHistory.UNDATED:
            yield ("CIN" if rng.random() < 0.7 else "CP"), None, None
        case CareHistory.EARLIER:
            end = _back(until - relativedelta(years=6), 30, 900, rng)
            yield ("CIN" if rng.random() < 0.7 else "CP"), _back(end, 60, 600, rng), end
        case CareHistory.OTHER if child.leaving is None and rng.random() < _NEWLY_KNOWN:
            yield "CIN", as_at + timedelta(days=rng.randint(5, 30)), None


def _open_cp(until: date, rng: Random) -> Iterator[Episode]:
    start = _back(until, 5, 540, rng)
    yield "CP", start, None
    if rng.random() < 0.6:
        yield "CIN", _back(start, 40, 500, rng), start
    if rng.random() < 0.2:
        end = _back(start, 510, 1500, rng)
        yield "CP", _back(end, 90, 400, rng), end


def _open_cin(until: date, rng: Random) -> Iterator[Episode]:
    start = _back(until, 10, 700, rng)
    yield "CIN", start, None
    if rng.random() < 0.35:
        yield "CP", _back(start, 90, 450, rng), start
    elif rng.random() < 0.25:
        end = _back(start, 60, 900, rng)
        yield "CIN", _back(end, 60, 500, rng), end


def _ended(child: Child, until: date, rng: Random) -> Iterator[Episode]:
    longest = min(_SIX_YEARS - 30, (until - child.born).days - 120)
    end = _back(until, 1, max(2, longest), rng)
    start = _back(end, 40, 700, rng)
    shape = rng.random()
    if shape < 0.55:
        yield "CIN", start, end
    elif shape < 0.70:
        yield "CP", start, end
    elif shape < 0.90:
        stepped_down = _back(end, 20, 200, rng)
        yield "CP", _back(stepped_down, 90, 400, rng), stepped_down
        yield "CIN", stepped_down, end
    else:
        yield "CIN", _back(start, 200, 400, rng), end
        yield "CP", start, _back(end, 5, 30, rng)
    if rng.random() < 0.2:
        before = _back(start, 420, 1200, rng)
        yield "CIN", _back(before, 60, 500, rng), before
    if child.looked_after:
        yield "CLA", end, None


def _back(day: date, least: int, most: int, rng: Random) -> date:
    return day - timedelta(days=rng.randint(least, most))
