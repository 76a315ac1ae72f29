"""What the paper of a publication of the first rules says of it."""

from cwsw.benchmarks.model import SET_2018
from cwsw.charts.rounded import size_words
from cwsw.compare.words import capital
from cwsw.disclosure import National, RoundedFigure, RoundedSummary
from cwsw.disclosure.rounded import HIDDEN
from cwsw.reports.words import DRAFT_STAMP, sample_marks
from cwsw.tables.english import day

OURS = "Our children with a social worker"
SHORT_RULE = "Counts are rounded to 5 and small numbers are hidden"


def marks(shown: RoundedSummary) -> tuple[str, ...]:
    """What must stand on every page and sheet: that it is a draft, that the pupils are made up."""
    draft = () if shown.published else (DRAFT_STAMP,)
    return (*draft, *sample_marks(shown.sample))


def about(shown: RoundedSummary) -> tuple[tuple[str, str], ...]:
    """The school, the days, the years of the national figures, the version: label and words."""
    return (
        ("School", shown.school),
        ("As at", day(shown.as_at)),
        ("Published", day(shown.published) if shown.published else DRAFT_STAMP.lower()),
        ("How many children", size(shown)),
        ("National figures of", ", ".join(shown.benchmark_years) or "none"),
        ("Small numbers", f"{SHORT_RULE}; the rule stands at the end"),
        ("Made by", f"Children with a social worker, version {shown.version}"),
    )


def own_words(shown: RoundedSummary) -> tuple[str, ...]:
    """The headteacher's comment, paragraph by paragraph."""
    return tuple(words for words in shown.comment.splitlines() if words.strip())


def size(shown: RoundedSummary) -> str:
    """'between 18 and 37', or that it is hidden."""
    return size_words(shown.size) if shown.size else HIDDEN


def year(figure: RoundedFigure) -> str:
    """'2025/26', or '2026/27 so far'."""
    return figure.academic_year if figure.complete else f"{figure.academic_year} so far"


def national_year(national: National) -> str:
    """'2018', or '2024/25, like for like'."""
    return "2018" if national.set == SET_2018 else f"{national.year}, like for like"


def national_order(figure: RoundedFigure) -> tuple[National, ...]:
    """The national figures as the chart shows them: like for like, then 2018."""
    return tuple(sorted(figure.nationals, key=lambda national: national.set == SET_2018))


def beside(national: National) -> tuple[tuple[str, float], ...]:
    """The groups of a national figure and their percentages: the children, then whom they are
    compared with."""
    ours = (f"{national.cohort}, England", national.percent)
    if national.comparator_percent is None:
        return (ours,)
    return (ours, (f"{capital(national.comparator)}, England", national.comparator_percent))
