"""docs/benchmarks.md, made from the data: `python -m cwsw.benchmarks.docs` rewrites it."""

from collections.abc import Iterable

from cwsw import paths
from cwsw.benchmarks.advice_page import Claim, cautions, claims, group_sizes, groups
from cwsw.benchmarks.model import Benchmark, figures_2018
from cwsw.benchmarks.series import COHORTS, Series, all_series, national_series, phases
from cwsw.benchmarks.sources import sources
from cwsw.tables import years

DOCS = paths.DOCS / "benchmarks.md"

_INTRODUCTION = """\
# National figures

Made from `cwsw/benchmarks/data` by `python -m cwsw.benchmarks.docs`; do not edit by hand.
DfE statistics are published under the Open Government Licence v3.0. England, state-funded schools.

**Which figure stands beside a school's own.** The 2018 set is drawn always and said with
"in 2018". The like-for-like figure has the same definition, the figure's academic year or else
the latest published before it, and the school's phase where one is published (primary, secondary,
special, AP); all-through, nursery and post-16 schools take the figure of all schools. Absence,
suspensions and exclusions differ so much by phase that a figure of all schools judges none but an
all-through one: for any other it is drawn with the words "all schools". Figures marked `*` belong
in no trend: another definition, grades set in another way, or the pandemic."""

_LOCAL = """\
## Your local authority's own figures

A school may load them from DfE's [Explore Education Statistics][ees]: "Outcomes for children in
need", the data sets by local authority (absence over six half terms, suspensions and exclusions,
early years, Key Stages 2 and 4), downloaded as CSV with their columns untouched. Lines of part of
a year or of some of the children only are left out. A figure that DfE hid has no value and says why
(`c`, `z`, `x`, `low`, `k`, `u`). Beside each stands the same group of children in England.
Column names of the format of 2024 and, for Key Stages 2 and 4, of 2025 are known.

[ees]: https://explore-education-statistics.service.gov.uk"""


def markdown() -> str:
    """The whole page."""
    parts = (
        _INTRODUCTION,
        _groups(),
        _cautions(),
        *(_series(series) for series in all_series().values()),
        _figures_2018(),
        _claims(),
        _LOCAL,
        _sources(),
    )
    return "\n\n".join(parts) + "\n"


def _table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(heading)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _groups() -> str:
    sizes = "; ".join(f"{size.group.lower()} {size.percent}%" for size in group_sizes())
    table = _table(("group", "who"), ((g.key, g.words) for g in groups()))
    return (
        f"## Who the groups are\n\n{table}\n\n"
        "Of all pupils who finished Key Stage 4 in 2021, known to social care in the six years "
        f"before (Education Policy Institute; the groups do not overlap): {sizes}."
    )


def _cautions() -> str:
    lines = (f"- **{c.title}.** {c.words} ({c.confidence})" for c in cautions())
    return "## What must not be compared\n\n" + "\n".join(lines)


def _series(series: Series) -> str:
    tables = (_phase_table(series, phase) for phase in phases(series.measure))
    unit = f"In {series.unit}." if series.unit == "points" else "In per cent."
    words = (series.definition, unit, series.note, *(c.words for c in series.changes))
    paragraph = " ".join(part for part in words if part)
    return f"## {series.title}\n\n`{series.measure}`. {paragraph}\n\n" + "\n\n".join(tables)


def _phase_table(series: Series, phase: str) -> str:
    points = national_series(series.measure, phase)
    columns = sorted({p.year for p in points})
    cells = {(p.cohort, p.year): p.text + ("" if p.in_trend else "*") for p in points}
    cohorts = [c for c in COHORTS if any(p.cohort == c for p in points)]
    rows = ([c, *(cells.get((c, year), "–") for year in columns)] for c in cohorts)
    return _table((phase, *map(years.label, columns)), rows)


def _figures_2018() -> str:
    measures = (*(k for k, s in all_series().items() if not s.context), *_PAGE_ONLY)
    rows = (_row_2018(b) for measure in measures for b in figures_2018(measure))
    heading = ("measure", "phase", "cohort", "figure", "comparator", "figure", "kind", "confidence")
    return "## The 2018 set\n\nAll of 2017/18.\n\n" + _table(heading, rows)


# Measures that the advice page has and for which no yearly series is published.
_PAGE_ONLY = ("alternative_provision", "a_levels_at_16", "he_at_18", "level2_by_21")


def _row_2018(b: Benchmark) -> tuple[str, ...]:
    figure = b.phrase or b.text or "not published"
    other = b.comparator_text or "–"
    return (b.measure, b.phase, b.cohort, figure, b.comparator, other, b.kind, b.confidence)


def _claims() -> str:
    heading = ("", "claim", "cohort; comparator", "year", "kind", "DfE's raw figures", "why")
    return "## The advice page's statistics\n\n" + _table(heading, map(_claim, claims()))


def _claim(c: Claim) -> tuple[str, ...]:
    availability = "a school can count its own" if c.availability == "school" else "context only"
    groups_named = f"{c.cohort}; {c.comparator}"
    kind = f"{c.kind}, {c.confidence}; {availability}"
    return (c.id, c.claim, groups_named, c.year, kind, c.raw, c.why)


def _sources() -> str:
    lines = (f"- {s.citation}." + (f" <{s.url}>" if s.url else "") for s in sources().values())
    return "## Sources\n\n" + "\n".join(lines)


if __name__ == "__main__":
    DOCS.write_text(markdown(), encoding="utf-8")
