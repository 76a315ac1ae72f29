"""Simulated schools: sizes, groups and outcomes as in England, and what may be said of them.

Sizes and shares are rounded from the Department for Education's statistics (schools and pupils
2024/25; absence 2024/25; suspensions 2023/24; results 2024/25). The six-year group is taken to lie
between children in need today and all pupils. Schools differ by more than chance: the share of
children with a social worker and each outcome vary between schools.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from random import Random

from cwsw.disclosure.rules import Range, SchoolCount, count_range, size_range, total

PRIMARY, SECONDARY, SPECIAL = "primary", "secondary", "special"
Part = tuple[SchoolCount, SchoolCount]
"""Group and whole school of one measure or year group."""


@dataclass(frozen=True)
class Outcome:
    """A number that may be said: its parts' shares of the roll, and how many meet it in a hundred
    of the group and of the other pupils."""

    shares: tuple[float, ...]
    group: float
    others: float


@dataclass(frozen=True)
class Phase:
    """How schools of a phase are drawn: pupils (median, spread of the logarithm, fewest, most), the
    share with a social worker (mean, spread of the log odds), and the outcomes."""

    pupils: tuple[int, float, int, int]
    share: tuple[float, float]
    outcomes: Mapping[str, Outcome]


PHASES: Mapping[str, Phase] = {
    PRIMARY: Phase(
        (250, 0.5, 40, 900),
        (0.11, 0.5),
        {
            "persistent_absence": Outcome((0.8,), 26, 12),
            "primary_standard": Outcome((0.135, 0.135, 0.135), 46, 71),
            "suspended": Outcome((1.03,), 4, 0.7),
        },
    ),
    SECONDARY: Phase(
        (1050, 0.35, 250, 2200),
        (0.13, 0.4),
        {
            "persistent_absence": Outcome((0.83,), 48, 20),
            "em_standard": Outcome((0.17,), 30, 69),
            "suspended": Outcome((1.03,), 28, 8),
        },
    ),
    SPECIAL: Phase(
        (130, 0.5, 30, 400),
        (0.35, 0.4),
        {
            "persistent_absence": Outcome((0.8,), 42, 33),
            "suspended": Outcome((1.03,), 9, 4),
        },
    ),
}


@dataclass(frozen=True)
class School:
    """A simulated school: its size, the group's, and each outcome's parts."""

    phase: str
    pupils: int
    group: int
    outcomes: Mapping[str, tuple[Part, ...]]


def schools(phase: str, number: int, seed: int) -> Iterator[School]:
    """So many random schools of a phase."""
    random = Random(f"{phase} {seed}")
    for _ in range(number):
        yield _school(random, phase)


def said_now(parts: tuple[Part, ...]) -> Range | None:
    """The range that is said of an outcome by the rules."""
    groups, whole = zip(*parts, strict=True)
    sizes = tuple(group.of for group in groups)
    return count_range(sum(group.n for group in groups), sizes, whole)


def of_now(parts: tuple[Part, ...]) -> Range | None:
    """The range that is said of how many children are counted."""
    groups, whole = zip(*parts, strict=True)
    return size_range(sum(group.of for group in groups), total(whole).of)


def said_before(part: Part) -> bool:
    """Whether the first rules said a count: rounded to 5, six left on every side."""
    group, school = part
    n, of = _rounded(group.n), _rounded(group.of)
    others, others_of = school.n - n, school.of - of
    return n >= 8 and of - n >= 10 and others >= 8 and others_of - others >= 10


def size_before(group: int) -> Range:
    """The range that the first rules gave for the size: each twice as wide as the one before."""
    low, high = 0, 17
    while group > high:
        low, high = high + 1, 2 * high + 3
    return Range(low, high)


def _rounded(count: int) -> int:
    return (count + 2) // 5 * 5


def _school(random: Random, phase: str) -> School:
    drawn = PHASES[phase]
    median, spread, fewest, most = drawn.pupils
    pupils = min(most, max(fewest, round(median * exp(random.gauss(0, spread)))))
    group = _meet(random, pupils, _vary(random, *drawn.share))
    outcomes = {
        key: tuple(_part(random, outcome, share, pupils, group) for share in outcome.shares)
        for key, outcome in drawn.outcomes.items()
    }
    return School(phase, pupils, group, outcomes)


def _part(random: Random, outcome: Outcome, share: float, pupils: int, group: int) -> Part:
    """Who is counted and who meets it, in the group and in the whole school."""
    size = _meet(random, group, share)
    others = round((pupils - group) * share)
    met = _meet(random, size, _vary(random, outcome.group / 100, 0.35))
    others_met = _meet(random, others, _vary(random, outcome.others / 100, 0.35))
    return SchoolCount(met, size), SchoolCount(met + others_met, size + others)


def _vary(random: Random, share: float, spread: float) -> float:
    """A share that differs between schools."""
    odds = log(share / (1 - share)) + random.gauss(0, spread)
    return 1 / (1 + exp(-odds))


def _meet(random: Random, of: int, share: float) -> int:
    """How many of some pupils meet something that each meets by chance; all where more than all."""
    return of if share >= 1 else sum(random.random() < share for _ in range(of))
