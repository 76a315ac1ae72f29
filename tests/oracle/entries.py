"""One measure in one year: counts, intervals, positions, verdict (contract sections 4 and 6)."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor
from statistics import median
from typing import Any

from cwsw.benchmarks.model import Benchmark, figures_2018, like_for_like
from tests.oracle import intervals
from tests.oracle.case import Case, year_label
from tests.oracle.gap import gap
from tests.oracle.groups import group_on
from tests.oracle.outcomes import BETTER, MEASURES, Outcome, possible_sessions
from tests.oracle.supplied import is_supplied

ABSENCE = ("overall_absence", "persistent_absence", "severe_absence")
JUDGED = ("better", "worse", "cannot_tell")


def kind_of(key: str) -> str:
    """The kind of a measure."""
    return {"attainment8": "mean", "overall_absence": "sums"}.get(key, "proportion")


@dataclass
class Side:
    """One group's outcomes."""

    kind: str
    outcomes: list[Any] = field(default_factory=list)

    @property
    def pupils(self) -> int:
        """How many pupils are eligible."""
        return len(self.outcomes)

    @property
    def n(self) -> int:
        """Pupils who meet it, or sessions missed."""
        if self.kind == "sums":
            return sum(absent for absent, _ in self.outcomes)
        return self.pupils if self.kind == "mean" else sum(self.outcomes)

    @property
    def of(self) -> int:
        """Pupils eligible, or possible sessions."""
        if self.kind == "sums":
            return sum(possible for _, possible in self.outcomes)
        return self.pupils

    def moments(self) -> tuple[Fraction, Fraction | None]:
        """Value and its variance, of a mean or a ratio of sums."""
        if self.kind == "mean":
            return intervals.mean_and_variance(self.outcomes)
        return intervals.rate_and_variance(self.outcomes)

    def value(self) -> Fraction | None:
        """The share, mean or rate; None where nobody is eligible."""
        if not self.outcomes:
            return None
        return Fraction(self.n, self.of) if self.kind != "mean" else self.moments()[0]

    def limits(self) -> intervals.Limits:
        """The 95% interval."""
        if not self.outcomes:
            return intervals.NONE
        if self.kind == "proportion":
            return intervals.wilson(self.n, self.of)
        low, high = intervals.t_limits(*self.moments(), self.pupils)
        if self.kind == "sums" and low is not None and high is not None:
            return max(0.0, low), min(1.0, high)
        return low, high

    def as_dict(self) -> dict[str, Any]:
        """The contract's group object."""
        value, (low, high) = self.value(), self.limits()
        return {"n": self.n, "of": self.of, "pupils": self.pupils} | _limits(value, low, high)


def _limits(value: Fraction | None, low: float | None, high: float | None) -> dict[str, Any]:
    return {"value": None if value is None else float(value), "low": low, "high": high}


def difference(cwsw: Side, other: Side) -> dict[str, Any] | None:
    """`cwsw` - `other`."""
    one, two = cwsw.value(), other.value()
    if one is None or two is None:
        return None
    if cwsw.kind == "proportion":
        limits: intervals.Limits = intervals.newcombe(cwsw.n, cwsw.of, other.n, other.of)
    else:
        cohort = (cwsw.moments()[1], cwsw.pupils)
        right = (other.moments()[1], other.pupils)
        limits = intervals.welch_limits(one - two, cohort, right)
    return _limits(one - two, *limits)


def ratio(cwsw: Side, other: Side) -> dict[str, Any] | None:
    """`cwsw` / `other`, of proportions only."""
    one, two = cwsw.value(), other.value()
    if cwsw.kind != "proportion" or one is None or two is None or two == 0:
        return None
    return _limits(one / two, *intervals.koopman(cwsw.n, cwsw.of, other.n, other.of))


def _too_few(side: Side, p0: Fraction) -> bool:
    if side.pupils < 6:
        return True
    return side.kind == "proportion" and (side.of * p0 < 1 or side.of * (1 - p0) < 1)


def _position(side: Side, p0: Fraction) -> str:
    """above, below or not_clear: the interval against a fixed figure."""
    low, high = side.limits()
    assert low is not None  # six pupils or more
    assert high is not None
    if side.kind != "proportion" and side.moments()[1] == 0:
        value = side.value()
        assert value is not None
        return "above" if value > p0 else "below" if value < p0 else "not_clear"
    return "above" if low > p0 else "below" if high < p0 else "not_clear"


def position(key: str, year: int, side: Side, mark: Benchmark) -> str | None:
    """Where the cohort lies against one national figure."""
    if key == "gld" and mark.set == "2018" and year >= 2021:
        return "not_comparable"
    if mark.kind != "raw" or mark.value is None:
        return None
    return "too_few" if _too_few(side, mark.value) else _position(side, mark.value)


def _so_far(case: Case, key: str, year: int) -> bool:
    if case.as_at >= date(year + 1, 7, 15):
        return False
    if key not in ABSENCE:
        return True
    counts = []
    for pupil in case.pupils:
        possible = possible_sessions(case, pupil, year)
        if possible is not None and group_on(case, pupil, case.status_date(year)) == "cwsw":
            counts.append(possible)
    return not counts or median(counts) < 120


def verdict(case: Case, key: str, year: int, side: Side, p0: Fraction | None) -> str:
    """What may be said of the cohort against the like-for-like figure."""
    better = BETTER[key]
    if p0 is None or better not in ("higher", "lower"):
        return "context_only"
    if _so_far(case, key, year):
        return "so_far"
    if _too_few(side, p0):
        return "too_few"
    place = _position(side, p0)
    if place == "not_clear":
        return "cannot_tell"
    return "better" if (place == "above") == (better == "higher") else "worse"


def pupils(key: str, side: Side, p0: Fraction) -> int:
    """Fewest pupils whose outcome would have to change to be no worse than the figure."""
    if BETTER[key] == "higher":
        return max(0, ceil(side.of * p0) - side.n)
    return max(0, side.n - floor(side.of * p0))


def p_value(side: Side, p0: Fraction) -> float:
    """How surprising the cohort would be were it exactly like the nation."""
    if side.kind == "proportion":
        return intervals.binomial_p(side.n, side.of, p0)
    value, variance = side.moments()
    assert variance is not None  # six pupils or more
    return intervals.t_p(value, variance, side.pupils, p0)


def _benchmark(key: str, year: int, side: Side, mark: Benchmark) -> dict[str, Any]:
    value = None if mark.value is None else float(mark.value)
    return {
        "set": mark.set,
        "year": mark.year,
        "phase": mark.phase,
        "cohort": mark.cohort,
        "value": value,
        "position": position(key, year, side, mark),
    }


def _like_for_like(key: str, year: int, case: Case) -> tuple[list[Benchmark], Fraction | None]:
    """The figures, and p0: what a verdict comes from."""
    marks = list(like_for_like(key, year, case.school["phase"]))
    own = [m for m in marks if m.cohort == "CINO" and m.kind == "raw"]
    return marks, (own[0].value if own and same_phase(key, own[0], case) else None)


def same_phase(key: str, mark: Benchmark, case: Case) -> bool:
    """A figure of all schools judges none but an all-through school."""
    if key in (*ABSENCE, "suspended", "permanently_excluded") and mark.phase == "All":
        return bool(case.school["phase"] == "all-through")
    return True


def _sides(case: Case, key: str, year: int) -> tuple[Side, Side]:
    sides = {"cwsw": Side(kind_of(key)), "other": Side(kind_of(key))}
    for pupil in case.pupils:
        outcome: Outcome = MEASURES[key](case, pupil, year)
        group = group_on(case, pupil, case.status_date(year))
        if outcome is not None and group in sides:
            sides[group].outcomes.append(outcome)
    return sides["cwsw"], sides["other"]


def entry(case: Case, key: str, year: int) -> tuple[dict[str, Any], float | None] | None:
    """The entry of a measure and year with its p-value where judged; None where not given."""
    if not is_supplied(case, key, year):
        return None
    cwsw, other = _sides(case, key, year)
    if not cwsw.pupils and not other.pupils:
        return None
    marks, p0 = _like_for_like(key, year, case)
    word = verdict(case, key, year, cwsw, p0)
    judged, is_share = p0 is not None and word in JUDGED, cwsw.kind == "proportion"
    fields = {
        "key": key,
        "academic_year": year_label(year),
        "complete": case.as_at >= date(year + 1, 7, 15),
        "groups": {"cwsw": cwsw.as_dict(), "other": other.as_dict()},
        "difference": difference(cwsw, other),
        "ratio": ratio(cwsw, other),
        "benchmarks": [_benchmark(key, year, cwsw, m) for m in (*figures_2018(key), *marks)],
        "verdict": word,
        "gap_pupils": pupils(key, cwsw, p0) if judged and p0 and is_share else None,
        "alarm": False,
    }
    fields["gap"] = gap(
        fields,
        BETTER[key],
        (*figures_2018(key), *marks),
        _so_far(case, key, year),
        lambda mark: same_phase(key, mark, case),
    )
    return fields, (p_value(cwsw, p0) if judged and p0 is not None else None)
