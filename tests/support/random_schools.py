"""Random schools for the attacker: small ones and all-or-nothing groups more often than in life."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from cwsw.disclosure import Publications, PublishedFigure, PublishedSummary, publish
from cwsw.disclosure.rules import Tally
from cwsw.summary.model import Summary
from cwsw.tables.terms import block_of
from tests.support.attacker import Known, Seen, SeenSize
from tests.support.figures import proportion
from tests.support.made_up_summary import summary

CLOSED, YOUNG = 2025, 2026
ON_ROLL = ("suspended", "permanently_excluded")
CLASSES = ("gld", "phonics", "ks2_rwm", "em_standard")
DAYS = (date(2026, 9, 14), date(2026, 11, 24), date(2027, 1, 20))
SCHOOL = "a school"


@dataclass(frozen=True)
class Case:
    """Everything that could be read of a school over time, and what is known beforehand."""

    seen: tuple[Seen | SeenSize, ...]
    known: Known
    sizes: dict[str, int]
    summaries: tuple[PublishedSummary, ...]


def case(seed: int) -> Case:
    """A school that publishes once to three times, its data changed a little each time."""
    random = Random(seed)
    first = _school(random)
    register = Publications()
    everyone, on_roll, sizes, same, seen = {}, {}, {}, [], []
    for number, day in enumerate(DAYS[: random.randint(1, 3)]):
        current = first if number == 0 else _changed(random, first)
        made = register.publish(SCHOOL, publish(current), block_of(day), day, "head").summary
        size = f"size {number}"
        on_roll[size] = current.cohort.on_roll
        sizes[size] = current.cohort.cwsw
        seen.append(SeenSize(size, *(made.size or (None, None))))
        for shown in made.figures:
            table = table_of(shown, number)
            if table not in everyone:
                figure = next(f for f in current.figures if f.measure.key == shown.key)
                everyone[table] = Tally(
                    figure.cwsw.n + figure.other.n, figure.cwsw.of + figure.other.of
                )
                sizes[table] = figure.cwsw.of
            seen.append(Seen(table, shown.count, shown.of))
            if shown.key == "wellbeing_known":
                same.append((table, size))
    same += [tuple(f"{key} {CLOSED}" for key in ON_ROLL)]
    known = Known(everyone, on_roll, tuple(same))
    return Case(tuple(seen), known, sizes, tuple(p.summary for p in register.of(SCHOOL)))


def table_of(shown: PublishedFigure, publication: int) -> str:
    """A figure of a complete year is one table for good; of a young year, one each time."""
    if shown.complete:
        return f"{shown.key} {shown.academic_year[:4]}"
    return f"{shown.key} {shown.academic_year[:4]} of publication {publication}"


def _school(random: Random) -> Summary:
    on_roll = random.choice(
        (random.randint(5, 60), random.randint(40, 300), random.randint(200, 1500))
    )
    share = random.choice((0.05, 0.1, 0.2, 0.5, 0.9)) * (0.5 + random.random())
    size = min(on_roll, round(on_roll * share))
    of_year = Tally(size + random.randint(0, 3), on_roll + random.randint(4, 20))
    counted = dict.fromkeys(ON_ROLL, of_year)
    counted |= {"persistent_absence": _part(random, size, on_roll, 0.95)}
    counted |= {key: _part(random, size, on_roll, 0.15) for key in CLASSES}
    figures = [_figure(random, key, of, CLOSED) for key, of in counted.items()]
    figures.append(_figure(random, "wellbeing_known", Tally(size, on_roll), YOUNG))
    return summary(*figures, cwsw=size, on_roll=on_roll)


def _part(random: Random, size: int, on_roll: int, share: float) -> Tally:
    """How many of the children, and of all pupils, a measure counts."""
    children = sum(random.random() < share for _ in range(size))
    others = sum(random.random() < share for _ in range(on_roll - size))
    return Tally(children, children + others)


def _figure(random: Random, key: str, counted: Tally, year: int):
    others = counted.of - counted.n
    return proportion(
        key, (_meeting(random, counted.n), counted.n), (_meeting(random, others), others), year
    )


def _meeting(random: Random, of: int) -> int:
    """None, all, nearly so, or any number."""
    few = min(of, random.randint(0, 12))
    some = [random.randint(0, of) for _ in range(3)]
    return random.choice((0, of, few, of - few, *some))


def _changed(random: Random, former: Summary) -> Summary:
    """The same school with a child or two more or less wherever it was counted."""
    figures = [_nudged(random, figure) for figure in former.figures]
    young = next(f for f in figures if f.measure.key == "wellbeing_known")
    size = young.cwsw.of
    return replace(summary(*figures, cwsw=size, on_roll=size + young.other.of))


def _nudged(random: Random, figure):
    pairs = []
    for group in (figure.cwsw, figure.other):
        of = max(0, group.of + random.randint(-1, 2))
        pairs.append((min(of, max(0, group.n + random.randint(-1, 2))), of))
    return proportion(figure.measure.key, *pairs, figure.year)
