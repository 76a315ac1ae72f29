"""Random schools, leaning towards the days and numbers on which a rule turns.

A school is built by `build_school` from any `random.Random`: a seeded one for big schools, one
of Hypothesis's own for small schools that shrink to the smallest failing example.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from tests.oracle.builder import Builder
from tests.oracle.case import Row, Rows
from tests.oracle.rows import ALWAYS, MAKE, pupil_row

PHASES = ("nursery", "primary", "secondary", "all-through", "special", "AP", "post-16")
TURNING_DAYS = ((2, 28), (2, 29), (7, 14), (7, 15), (8, 31), (9, 1), (12, 31), (1, 1), (3, 31))


@dataclass(frozen=True, repr=False)
class RandomSchool:
    """A school as the oracle takes it."""

    school: Row
    rows: Rows
    as_at: date | None = None
    seed: str = ""

    def __repr__(self) -> str:
        """All of a small school, the way to make a big one again."""
        if self.seed:
            return f"big_school({self.seed})"
        return f"RandomSchool(school={self.school!r}, rows={self.rows!r}, as_at={self.as_at!r})"

    @property
    def day(self) -> date:
        """The day every question is answered for."""
        return self.as_at or self.school["as_at"]


def _as_at(rnd: Random) -> date:
    if not rnd.randrange(10):
        return date(2024, 2, 29)
    year = rnd.choice((2022, 2024, 2025, 2026))
    if rnd.randrange(2):
        month, day = rnd.choice(TURNING_DAYS)
        return date(year, month, day if (month, day) != (2, 29) or year == 2024 else 28)
    return date(year, 1, 1) + timedelta(rnd.randrange(365))


def _other_as_at(rnd: Random, day: date) -> date | None:
    if rnd.randrange(4):
        return None
    return rnd.choice((day - timedelta(rnd.randrange(500)), day + timedelta(rnd.randrange(40))))


def build_school(rnd: Random, pupils: int, big: bool = False) -> RandomSchool:
    """A school with some pupils; `big` means plausible rates, so that verdicts can be reached."""
    school: Row = {
        "name": "Made-up School",
        "phase": rnd.choice(PHASES),
        "as_at": _as_at(rnd),
        "sdq_permission": rnd.choice((True, True, False)),
    }
    as_at = _other_as_at(rnd, school["as_at"])
    build = Builder(rnd, school, as_at or school["as_at"], big)
    tables = [name for name in ALWAYS if build.chance(0.65)]
    tables += ["flat"] if build.chance(0.25) else []
    tables += ["overrides"] if build.chance(0.3) else []
    empty = {name for name in tables if build.chance(0.07)}
    rows: Rows = {"pupils": [], **{name: [] for name in tables}}
    has_gap = big and build.chance(0.6)
    for number in range(pupils):
        build.apart = has_gap and build.chance(0.4)
        pupil = pupil_row(build, number)
        rows["pupils"].append(pupil)
        for name in tables:
            if name not in empty:
                rows[name] += _unlike(pupil["upn"], MAKE[name](build, pupil))
    return RandomSchool(school, rows, as_at)


def _unlike(upn: str, rows: list[Row]) -> list[Row]:
    """A pupil's rows without exact repeats, as the reader leaves them."""
    different: list[Row] = []
    for row in rows:
        if {"upn": upn, **row} not in different:
            different.append({"upn": upn, **row})
    return different


@st.composite
def small_schools(draw: st.DrawFn, at_most: int = 5) -> RandomSchool:
    """Schools of a few pupils that shrink well."""
    return build_school(draw(st.randoms(note_method_calls=False)), draw(st.integers(0, at_most)))


@st.composite
def big_schools(draw: st.DrawFn) -> RandomSchool:
    """Schools big enough for verdicts and alarms, each from one seed."""
    return big_school(draw(st.integers(0, 2**32)))


def big_school(seed: int) -> RandomSchool:
    """The big school of a seed."""
    rnd = Random(seed)
    return replace(build_school(rnd, rnd.choice((20, 60, 60, 150)), big=True), seed=str(seed))
