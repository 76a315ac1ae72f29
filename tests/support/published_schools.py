"""Random schools that publish three times over two years, their data corrected in between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from cwsw.compare.model import Figure
from cwsw.disclosure import Publications, PublishedSummary, publish
from cwsw.disclosure.publish import POOLED, PRIMARY_STANDARD
from cwsw.disclosure.rules import VALUES, SchoolCount
from cwsw.summary.model import Summary
from cwsw.tables.half_terms import block_of
from cwsw.tables.years import is_complete
from tests.support.figures import proportion
from tests.support.made_up_summary import summary

DAYS = (date(2026, 7, 17), date(2026, 11, 20), date(2027, 7, 16))
YEARS = (2023, 2024, 2025, 2026)
WHOLE = ("persistent_absence", "suspended", "permanently_excluded", "wellbeing_known")
KEYS_ATTACKED = (*WHOLE, PRIMARY_STANDARD)
SCHOOL = "a school"
FAR = 12
"""So many counts to either side are tried: more than any range but the last is wide."""


@dataclass(frozen=True)
class Cell:
    """One hidden count: `n` of the children of `sizes`, a size for each part of the school.

    `later` is what the data of each publication add to it: they were corrected in between.
    """

    n: int
    sizes: tuple[int, ...]
    schools: tuple[SchoolCount, ...]
    later: tuple[int, ...] = (0, 0, 0)

    @property
    def counts(self) -> range:
        """The counts it can have."""
        pairs = [*zip(self.sizes, self.schools, strict=True)]
        low = sum(max(0, size - (school.of - school.n)) for size, school in pairs)
        return range(low, sum(min(size, school.n) for size, school in pairs) + 1)

    def split(self, publication: int) -> Iterator[tuple[int, int, SchoolCount]]:
        """Count, size and school of each part, as the data of a publication have them."""
        counts = self.counts
        first = min(max(self.n + self.later[publication], counts[0]), counts[-1]) - counts[0]
        for size, school in zip(self.sizes, self.schools, strict=True):
            low = max(0, size - (school.of - school.n))
            more = min(first, min(size, school.n) - low)
            first -= more
            yield low + more, size, school


@dataclass(frozen=True)
class History:
    """A school: the hidden counts of every measure and year."""

    seed: int
    size: int
    on_roll: int
    cells: dict[tuple[str, int], Cell]
    years: tuple[int, ...] = YEARS

    def possible(self, key: str, year: int) -> range:
        """The values that one hidden count may have before anything is read."""
        return self.cells[key, year].counts

    def with_count(self, key: str, year: int, n: int) -> "History":
        """The same school, all else the same, with another count."""
        cell = replace(self.cells[key, year], n=n)
        return replace(self, cells=self.cells | {(key, year): cell})


def history(seed: int) -> History:
    """A random school: small ones, and groups in which none or all meet it, more than in life."""
    random = Random(seed)
    on_roll = random.choice((random.randint(60, 250), random.randint(200, 1500)))
    share = random.choice((0.08, 0.15, 0.3)) * (0.5 + random.random())
    size = max(1, round(on_roll * share))
    cells = {}
    for year in YEARS:
        for key in WHOLE:
            cells[key, year] = _cell(random, year, [(size, on_roll)])
        groups = [_group(random, size, on_roll) for _ in POOLED]
        cells[PRIMARY_STANDARD, year] = _cell(random, year, groups)
    return History(seed, size, on_roll, cells)


def said_over_time(school: History) -> tuple[PublishedSummary, ...]:
    """Everything the school publishes."""
    register = Publications()
    for number, day in enumerate(DAYS):
        draft = publish(_summary(school, number, day))
        register.publish(SCHOOL, draft, block_of(day), day, "head")
    summaries = (p.summary for p in register.of(SCHOOL))
    return tuple(s for s in summaries if isinstance(s, PublishedSummary))


def alike(school: History, key: str, year: int) -> tuple[int, ...]:
    """Values of one hidden count with which the school publishes exactly the same; five at most."""
    published_by_time, own = said_over_time(school), school.cells[key, year].n
    numbers: list[int] = []
    for n in sorted(school.possible(key, year), key=lambda n: abs(n - own)):
        if abs(n - own) <= FAR and len(numbers) < VALUES:
            is_same = (
                n == own or said_over_time(school.with_count(key, year, n)) == published_by_time
            )
            numbers += [n] if is_same else []
    return tuple(numbers)


def _group(random: Random, size: int, on_roll: int) -> tuple[int, int]:
    """A year group's children and pupils."""
    pupils = max(1, on_roll // 7)
    return min(pupils, max(0, size // 7 + random.randint(-2, 2))), pupils


def _cell(random: Random, year: int, groups: list[tuple[int, int]]) -> Cell:
    schools, sizes = [], []
    for size, pupils in groups:
        share = random.choice((0.03, 0.15, 0.3, 0.6, 0.9))
        schools.append(SchoolCount(round(pupils * share), pupils))
        sizes.append(size)
    is_first_said_last = year == YEARS[-1]
    later = (0, 0, 0) if is_first_said_last else (0, *(random.randint(-2, 3) for _ in "23"))
    empty = Cell(0, tuple(sizes), tuple(schools), later)
    counts = empty.counts
    n = random.choice((counts[0], counts[-1], *(random.choice(counts) for _ in range(4))))
    return replace(empty, n=n)


def _summary(school: History, number: int, day: date) -> Summary:
    figures = []
    for (key, year), cell in school.cells.items():
        if key == "wellbeing_known" and year != (2026 if number else 2025):
            continue  # it speaks of the as-at date
        for part, counts in zip(_parts(key), cell.split(number), strict=True):
            figure = _figure(part, year, *counts)
            figures.append(replace(figure, complete=is_complete(year, day)))
    base = summary(*figures, cwsw=school.size, on_roll=school.on_roll)
    return replace(base, as_at=day)


def _parts(key: str) -> tuple[str, ...]:
    return POOLED if key == PRIMARY_STANDARD else (key,)


@cache
def _figure(key: str, year: int, n: int, of: int, school: SchoolCount) -> Figure:
    return proportion(key, (n, of), (school.n - n, school.of - of), year, phase="primary")
