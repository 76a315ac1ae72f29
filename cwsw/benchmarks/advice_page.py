"""The National picture: the advice page's statistics, who the groups are, what not to compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from cwsw.benchmarks.model import Benchmark, figures_2018
from cwsw.benchmarks.series import SeriesPoint, all_series, load, national_series, phases
from cwsw.benchmarks.sources import Source, sources
from cwsw.tables.typed_data import strictly_typed


@dataclass(frozen=True)
class Claim:
    """One statistic of the advice page with its source and how it is drawn.

    `kind` is raw or phrase; `availability` is "school" where a school can count its own and
    "context" where it cannot; `raw` gives DfE's published figures in words; `agrees` is "yes", "no"
    or "cannot be tested"; `why` explains it in one sentence; `measure` is a registry key or empty.

    What is drawn: `charts` names the charts it stands on ("percent", "times"); `short` is its label
    there; `phases` the schools it concerns (none: all); `percent` and `percent_others` are the two
    shares it states, `times` (up to `times_to`) how many times as likely it says they are, `fewer`
    where that is less likely; `raw_times` the same of published counts no yearly series holds.
    """

    id: str
    claim: str
    cohort: str
    comparator: str
    year: str
    kind: str
    source: str
    confidence: str
    availability: str
    raw: str
    agrees: str
    why: str
    measure: str = ""
    charts: tuple[str, ...] = ()
    short: str = ""
    phases: tuple[str, ...] = ()
    percent: str = ""
    percent_others: str = ""
    times: str = ""
    times_to: str = ""
    fewer: bool = False
    raw_times: str = ""

    @property
    def published(self) -> Benchmark | None:
        """The 2018 percentages behind it: the page's own, or those of children in need."""
        rows = figures_2018(self.measure) if self.measure else ()
        return next((row for row in rows if row.kind == "raw" and row.value is not None), None)

    @property
    def shares(self) -> tuple[Fraction, Fraction] | None:
        """Both shares, as it states them or as they were published."""
        if self.percent:
            return Fraction(self.percent) / 100, Fraction(self.percent_others) / 100
        row = self.published
        if row is None or row.value is None or row.comparator_value is None:
            return None
        return row.value, row.comparator_value

    @property
    def times_published(self) -> Fraction | None:
        """How many times as likely (or less likely) by the published figures; None without any."""
        if self.raw_times:
            return Fraction(self.raw_times)
        if self.shares is None:
            return None
        cohort_share, others = self.shares
        # "Three times less likely" divides the other way round.
        return others / cohort_share if self.fewer else cohort_share / others

    @property
    def publication(self) -> Source:
        """The publication the claim goes back to."""
        return sources()[self.source]


@dataclass(frozen=True)
class NationalGroup:
    """A group of children that national figures speak of, in plain words."""

    key: str
    name: str
    words: str


@dataclass(frozen=True)
class GroupSize:
    """A share of the pupils who finished Key Stage 4 in 2021, in per cent as published."""

    group: str
    percent: str


@dataclass(frozen=True)
class Caution:
    """Years or figures that must not be compared, and why."""

    title: str
    words: str
    confidence: str


@cache
def claims() -> tuple[Claim, ...]:
    """The statistics of the advice page, ADV-01 to ADV-14 in order."""
    return strictly_typed(tuple[Claim, ...], load("advice_page.toml")["claim"])


def claims_for(phase: str | None) -> tuple[Claim, ...]:
    """The statistics in the order that suits a school: those of its own phase first, then of all.

    Without a phase, in the page's order.
    """
    return tuple(sorted(claims(), key=lambda claim: _distance(claim, phase)))


def _distance(claim: Claim, phase: str | None) -> int:
    if phase is None:
        return 0
    # The school's own phase first; a claim about all schools before one about another phase.
    if phase in claim.phases:
        return 0
    return 2 if claim.phases else 1


@cache
def groups() -> tuple[NationalGroup, ...]:
    """Who CIN, CINO, CPPO, CLA12, all pupils and this dashboard's own cohort are."""
    return strictly_typed(tuple[NationalGroup, ...], load("context.toml")["group"])


@cache
def group_sizes() -> tuple[GroupSize, ...]:
    """Shares of all pupils known to social care in the six years before the end of Key Stage 4.

    The groups do not overlap. Education Policy Institute, pupils of 2021: the best check of the
    size of a school's own cohort.
    """
    return strictly_typed(tuple[GroupSize, ...], load("context.toml")["size"])


@cache
def cautions() -> tuple[Caution, ...]:
    """What must not be compared or trended."""
    return strictly_typed(tuple[Caution, ...], load("context.toml")["caution"])


@cache
def context_mix() -> Mapping[str, tuple[SeriesPoint, ...]]:
    """SEN support, EHC plans and free school meals year by year, by measure key.

    Free school meals of all pupils are published by phase only, so every phase is given.
    """
    keys = [key for key, series in all_series().items() if series.context]
    mix = {key: tuple(p for f in phases(key) for p in national_series(key, f)) for key in keys}
    # Read only: everybody who asks gets the same one.
    return MappingProxyType(mix)
