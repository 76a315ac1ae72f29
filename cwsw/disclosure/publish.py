"""A school's summary in, what governors may see of it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cwsw import __version__
from cwsw.compare.model import Compared, Figure, Position
from cwsw.compare.nationals import NationalRow, nationals
from cwsw.compare.showing import half_up
from cwsw.disclosure.model import (
    HIDDEN,
    NOBODY,
    National,
    PublishedFigure,
    PublishedSummary,
    WholeSchoolFigure,
)
from cwsw.disclosure.rules import (
    HiddenReason,
    SchoolCount,
    beside_others,
    count_range,
    reason,
    school_range,
    size_range,
    total,
)
from cwsw.disclosure.sentences import with_sentences
from cwsw.measures.registry import BY_KEY, Better, Measure
from cwsw.summary.model import Summary
from cwsw.tables.codes import GROUPS
from cwsw.tables.years import academic_year, is_complete, label

UNNAMED = "Our school"
"""What a publication calls a school that gives no name."""
YEARS = 3
"""How many closed years stand side by side."""

PRIMARY_STANDARD = "primary_standard"
POOLED = ("gld", "phonics", "ks2_rwm")
"""Results of different children, a year group each: they are said as one number."""
PARTS = {PRIMARY_STANDARD: POOLED}
KEYS = (
    "persistent_absence",
    PRIMARY_STANDARD,
    "em_standard",
    "suspended",
    "permanently_excluded",
    "wellbeing_known",
)
"""What is published, in its order. No two stand inside one another (as severe absence stands in
persistent absence), and each result enters one number: their difference would be a count."""
_STANDARD = "Met the standard*"
_STANDARD_MEANS = (
    "A good level of development at the end of Reception, the phonics standard in Year 1, the "
    "expected standard in reading, writing and maths at the end of Year 6."
)
_NOT_PUBLISHED = ("CPPO", "CLA12")
"""National groups that stand apart from children in need: they are for staff pages."""
_CHANGED = "The definition has changed since, so this is not a comparison."


@dataclass(frozen=True)
class HiddenFigure:
    """A figure of which nothing is said, and why, in more words than governors read."""

    key: str
    title: str
    academic_year: str
    reason: HiddenReason


def publish(summary: Summary, practice: tuple[str, ...] = ()) -> PublishedSummary:
    """The draft for governors, in which no child can be recognised.

    `practice` are the sentences on what the school does (`cwsw.disclosure.practice`).
    """
    year = closed_year(summary.as_at)
    counts = summary.cohort
    draft = PublishedSummary(
        school=summary.school.name or UNNAMED,
        as_at=summary.as_at,
        sample=summary.school.sample,
        published=None,
        year=label(year),
        size=size_range(counts.cwsw, counts.on_roll),
        on_roll=counts.on_roll,
        figures=tuple(_published(key, figures) for key, figures in _closed(summary, year)),
        practice=practice,
        version=__version__,
    )
    return with_sentences(draft)


def hidden_figures(summary: Summary) -> tuple[HiddenFigure, ...]:
    """What the draft leaves out and why: for the headteacher."""
    left_out = []
    for key, figures in _closed(summary, closed_year(summary.as_at)):
        why = reason(_sizes(figures), _parts(figures))
        if why is not None:
            left_out.append(HiddenFigure(key, _title(key), label(figures[0].year), why))
    return tuple(left_out)


def closed_year(as_at: date) -> int:
    """The latest school year that is over on a day."""
    year = academic_year(as_at)
    return year if is_complete(year, as_at) else year - 1


def _closed(summary: Summary, year: int) -> Iterator[tuple[str, list[Figure]]]:
    """The figures behind each published number: by measure, the latest closed year first."""
    for key in KEYS:
        for back in range(YEARS):
            candidates = (f for part in PARTS.get(key, (key,)) for f in summary.of(part))
            # A year still open would be published again once it has closed, and the two numbers
            # compared.
            year_figures = [f for f in candidates if f.year == year - back and f.complete]
            if year_figures:
                yield key, year_figures


def _everyone(figure: Figure) -> SchoolCount:
    """The whole school's tally, the groups between cohort and other pupils included."""
    # Everybody of the school, since its totals are public numbers (docs/decisions/0018-ranges.md).
    groups = [figure.groups[name] for name in GROUPS if name in figure.groups]
    return SchoolCount(sum(group.n for group in groups), sum(group.of for group in groups))


def _parts(figures: Sequence[Figure]) -> tuple[SchoolCount, ...]:
    return tuple(_everyone(figure) for figure in figures)


def _sizes(figures: Sequence[Figure]) -> tuple[int, ...]:
    """How many children of the cohort are counted, in each part."""
    return tuple(figure.cwsw.of for figure in figures)


def _published(key: str, figures: Sequence[Figure]) -> PublishedFigure:
    sizes, parts = _sizes(figures), _parts(figures)
    school = total(parts)
    # The exact size stays inside: it is known to some readers, and published to none.
    size = size_range(sum(sizes), school.of)
    count = count_range(sum(f.cwsw.n for f in figures), sizes, parts)
    return PublishedFigure(
        key=key,
        academic_year=label(figures[0].year),
        title=_title(key),
        definition=_STANDARD_MEANS if key in PARTS else figures[0].measure.meets,
        count=count,
        # Without its count the size would be a number about nothing.
        of=size if count else None,
        school=WholeSchoolFigure(school_range(school.n), school.of),
        beside_others=beside_others(count, size, school) if count and size else None,
        # One phrase for every reason to hide: who learns the reason learns something of the
        # count.
        why="" if count else HIDDEN if school.n else NOBODY,
        better=Better.HIGHER if key in PARTS else figures[0].measure.better,
        # No national figure is of three results of different children in one number.
        nationals=() if key in PARTS else _nationals(figures[0]),
    )


def _title(key: str) -> str:
    return _STANDARD if key in PARTS else title_of(BY_KEY[key])


def title_of(measure: Measure) -> str:
    """The shorter of a measure's two names."""
    return min(measure.title, measure.short, key=len)


def _nationals(figure: Figure) -> tuple[National, ...]:
    """The national figures beside it. Where the cohort lies against them is left to the reader."""
    rows = zip(figure.benchmarks, nationals(figure), strict=True)
    return tuple(_national(compared, row) for compared, row in rows if _is_published(compared))


def _is_published(compared: Compared) -> bool:
    return compared.benchmark.value is not None and compared.benchmark.cohort not in _NOT_PUBLISHED


def _national(compared: Compared, row: NationalRow) -> National:
    benchmark = compared.benchmark
    changed = compared.position is Position.NOT_COMPARABLE
    against = benchmark.comparator_value
    return National(
        set=benchmark.set,
        year=benchmark.year,
        phase=benchmark.phase,
        cohort=row.cohort,
        percent=_percent(benchmark.value or Fraction(0)),
        comparator=benchmark.comparator,
        comparator_percent=None if against is None else _percent(against),
        source=benchmark.source,
        words=f"{row.words} {_CHANGED}" if changed else row.words,
        comparable=not changed,
        note=_CHANGED if changed else "",
    )


def _percent(value: Fraction) -> float:
    return float(half_up(100 * value, 1))
