"""The National picture: the advice page's statistics, who the groups are, what not to compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cwsw.benchmarks.series import Point, all_series, load, national_series, phases
from cwsw.benchmarks.sources import Source, sources


@dataclass(frozen=True)
class Claim:
    """One statistic of the advice page and what stands behind it.

    `kind` is raw or phrase; `held` is "school" where a school can count its own and "context"
    where it cannot; `raw` gives DfE's published figures in words; `agrees` is "yes", "no" or
    "cannot be tested"; `why` says so in one sentence; `measure` is a registry key or empty.
    """

    id: str
    claim: str
    cohort: str
    comparator: str
    year: str
    kind: str
    source: str
    confidence: str
    held: str
    raw: str
    agrees: str
    why: str
    measure: str = ""

    @property
    def publication(self) -> Source:
        """The publication the claim goes back to."""
        return sources()[self.source]


@dataclass(frozen=True)
class Group:
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
    return tuple(Claim(**entry) for entry in load("advice_page.toml")["claim"])


@cache
def groups() -> tuple[Group, ...]:
    """Who CIN, CINO, CPPO, CLA12, all pupils and this dashboard's own cohort are."""
    return tuple(Group(**entry) for entry in load("context.toml")["group"])


@cache
def group_sizes() -> tuple[GroupSize, ...]:
    """Shares of all pupils known to social care in the six years before the end of Key Stage 4.

    The groups do not overlap. Education Policy Institute, pupils of 2021: the best check of the
    size of a school's own cohort.
    """
    return tuple(GroupSize(**entry) for entry in load("context.toml")["size"])


@cache
def cautions() -> tuple[Caution, ...]:
    """What must not be compared or trended."""
    return tuple(Caution(**entry) for entry in load("context.toml")["caution"])


@cache
def context_mix() -> Mapping[str, tuple[Point, ...]]:
    """SEN support, EHC plans and free school meals year by year, by measure key.

    Free school meals of all pupils are published by phase only, so every phase is given.
    """
    keys = [key for key, series in all_series().items() if series.context]
    mix = {key: tuple(p for f in phases(key) for p in national_series(key, f)) for key in keys}
    return MappingProxyType(mix)
