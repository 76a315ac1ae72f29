"""The same answers for a person at a terminal."""

from collections.abc import Iterable

from cwsw.compare.model import Figure
from cwsw.compare.narrative import finding, gap_words
from cwsw.compare.sentences import cohort_sentence, others, ours, verdict_words
from cwsw.summary.model import Summary
from cwsw.tables.controls import one_line
from cwsw.tables.upload import Problem, Upload


def problems_text(problems: Iterable[Problem]) -> str:
    """One line per problem: severity, place, message, effect."""
    lines = [one_line(f"{p.severity}: {_place(p)}{p.message} {p.effect}") for p in problems]
    return "\n".join(lines) or "No problems found."


def _place(problem: Problem) -> str:
    parts = [problem.sheet, f"row {problem.row}" if problem.row else None, problem.column]
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""


def check_text(upload: Upload, refused: bool) -> str:
    """Rows read, used and set aside of each sheet, then every problem."""
    counts = [
        one_line(f"{s.file}, {s.sheet}: {s.read} rows read, {s.used} used, {s.aside} set aside")
        for s in upload.sources
    ]
    heading = "Refused." if refused else "Accepted."
    return "\n".join([heading, *counts, problems_text(upload.problems)])


def measures_text(summary: Summary) -> str:
    """The cohort, then each figure in sentences."""
    lines = [f"As at {summary.as_at:%d %B %Y}", cohort_sentence(summary.cohort)]
    for figure in summary.figures:
        sentences = (
            finding(figure),
            ours(figure),
            others(figure),
            _gap(figure),
            verdict_words(figure),
        )
        lines += ["", figure.measure.title, *filter(None, sentences)]
    lines += [""] + [missing.reason for missing in summary.missing]
    return "\n".join(lines).rstrip()


def _gap(figure: Figure) -> str:
    """'England 2018: 45.4 points. England 2024/25: 46.7 points. As wide as nationally.'"""
    gap = gap_words(figure)
    pairs = (f"{words}." for words in (gap.nation_2018, gap.nation_latest) if words)
    return " ".join((*pairs, gap.note)).strip()
