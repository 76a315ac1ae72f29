"""How many overviews of such schools show an alarm, all of them false."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from unittest import mock

import numpy as np

from cwsw.compare import alarms
from cwsw.compare.figures import compare
from cwsw.compare.model import Figure, Verdict, latest_judged
from cwsw.measures.school_phases import overview_keys
from tests.calibration.schools import AS_AT, Design, school

PROMISE = 0.05
"""Contract section 4: a false alarm in at most one overview in twenty."""


@dataclass(frozen=True)
class FalseAlarms:
    """Of so many schools: overviews with an alarm, with one on the bad side, and answers with one
    in any entry of any year; `by_measure` counts the schools in whose answer a measure alarms."""

    schools: int
    overviews: int
    overviews_worse: int
    answers: int
    by_measure: Mapping[str, int]

    @property
    def rate(self) -> float:
        """The share of overviews with a false alarm."""
        return self.overviews / self.schools


def false_alarms(seed: int, phase: str, pupils: int, design: Design, schools: int) -> FalseAlarms:
    """Draw so many schools and look at the overview of each."""
    random = np.random.default_rng([seed, pupils, design.years, design.all_counted])
    overviews = worse = answers = 0
    by_measure: Counter[str] = Counter()
    with remembered():
        for _ in range(schools):
            figures = compare(school(random, phase, pupils, design), phase, AS_AT)
            shown = [figure for figure in on_overview(figures, phase) if figure.alarm]
            overviews += bool(shown)
            worse += any(figure.verdict is Verdict.WORSE for figure in shown)
            raised = {_signed(figure) for figure in figures if figure.alarm}
            answers += bool(raised)
            by_measure.update(raised)
    return FalseAlarms(schools, overviews, worse, answers, dict(by_measure))


def on_overview(figures: Sequence[Figure], phase: str) -> tuple[Figure, ...]:
    """The latest year of the phase's main measures."""
    found = (latest_judged(figures, key) for key in overview_keys(phase))
    return tuple(figure for figure in found if figure is not None)


def _signed(figure: Figure) -> str:
    return f"{figure.measure.key} {figure.verdict}"


@contextmanager
def remembered() -> Iterator[None]:
    """The same exact test, each answer kept: a group of 200 has only 201 of them."""
    kept = lru_cache(maxsize=None)(alarms.binomial)
    with mock.patch.object(alarms, "binomial", kept):
        yield
