"""The command line's JSON objects, exactly as contract section 5 gives them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cwsw.compare.model import Compared, Estimate, Figure, Gap, GroupFigure
from cwsw.disclosure import PublishedFigure, PublishedSummary, Range
from cwsw.summary.model import Summary
from cwsw.tables.upload import Problem, Upload
from cwsw.tables.years import label

Json = dict[str, Any]


def refused_object(problems: Iterable[Problem]) -> Json:
    """The answer where the upload is refused."""
    return {"accepted": False, "problems": [asdict(p) for p in problems]}


def check_object(upload: Upload, *, accepted: bool) -> Json:
    """What was read, what is used, and every problem, accepted or not."""
    return {
        "accepted": accepted,
        "tables": {name: asdict(count) for name, count in upload.counts.items()},
        "columns": [asdict(column) for column in upload.columns],
        "problems": [asdict(problem) for problem in upload.problems],
    }


def measures_object(summary: Summary) -> Json:
    """The cohort and every measure; proportions are fractions of 1, not rounded."""
    return {
        "as_at": summary.as_at.isoformat(),
        "cohort": summary.cohort.as_dict(),
        "measures": [_figure(figure) for figure in summary.figures],
    }


def governors_object(summary: PublishedSummary) -> Json:
    """What governors may see: counts in ranges, hidden where they are of too few pupils."""
    return {
        "as_at": summary.as_at.isoformat(),
        "published": summary.published.isoformat() if summary.published else None,
        "size": _range(summary.size),
        "figures": [_published(figure) for figure in summary.figures],
        "sentences": list(summary.sentences),
    }


def _published(figure: PublishedFigure) -> Json:
    school = figure.school
    # One by one: what is added to a publication does not reach outside readers by itself.
    return {
        "key": figure.key,
        "academic_year": figure.academic_year,
        "count": _range(figure.count),
        "of": _range(figure.of),
        "school": {"n": asdict(school.n), "of": school.of} if school else None,
        "beside_others": figure.beside_others,
        "hidden": figure.hidden,
        "why": figure.why,
    }


def _range(limits: Range | None) -> Json | None:
    return asdict(limits) if limits else None


def _figure(figure: Figure) -> Json:
    return {
        "key": figure.measure.key,
        "academic_year": label(figure.year),
        "complete": figure.complete,
        "groups": {"cwsw": _group(figure.cwsw), "other": _group(figure.other)},
        "difference": _estimate(figure.difference),
        "ratio": _estimate(figure.ratio),
        "benchmarks": [_benchmark(compared) for compared in figure.benchmarks],
        "verdict": str(figure.verdict),
        "gap_pupils": figure.gap_pupils,
        "alarm": figure.alarm,
        "gap": _gap(figure.gap),
    }


def _gap(gap: Gap) -> Json:
    return {name: None if word is None else str(word) for name, word in asdict(gap).items()}


def _group(group: GroupFigure) -> Json:
    counts = {"n": group.n, "of": group.of, "pupils": group.pupils}
    return counts | asdict(group.estimate)


def _estimate(estimate: Estimate | None) -> Json | None:
    return None if estimate is None else asdict(estimate)


def _benchmark(compared: Compared) -> Json:
    benchmark = compared.benchmark
    against = benchmark.comparator_value
    return {
        "set": benchmark.set,
        "year": benchmark.year,
        "phase": benchmark.phase,
        "cohort": benchmark.cohort,
        "value": None if benchmark.value is None else float(benchmark.value),
        "comparator": benchmark.comparator,
        "comparator_value": None if against is None else float(against),
        "kind": benchmark.kind,
        "source": benchmark.source,
        "position": None if compared.position is None else str(compared.position),
    }
