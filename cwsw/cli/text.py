"""The same answers for a person at a terminal."""

from collections.abc import Iterable

from cwsw.compare.sentences import cohort_sentence, finding, others, verdict_words
from cwsw.summary.model import Summary
from cwsw.tables.upload import Problem, Upload


def problems_text(problems: Iterable[Problem]) -> str:
    """One line per problem: severity, place, message, effect."""
    lines = [f"{p.severity}: {_place(p)}{p.message} {p.effect}".rstrip() for p in problems]
    return "\n".join(lines) or "No problems found."


def _place(problem: Problem) -> str:
    parts = [problem.sheet, f"row {problem.row}" if problem.row else None, problem.column]
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""


def check_text(upload: Upload, refused: bool) -> str:
    """Rows read, used and set aside of each sheet, then every problem."""
    counts = [
        f"{s.file}, {s.sheet}: {s.read} rows read, {s.used} used, {s.aside} set aside"
        for s in upload.sources
    ]
    heading = "Refused." if refused else "Accepted."
    return "\n".join([heading, *counts, problems_text(upload.problems)])


def measures_text(summary: Summary) -> str:
    """The cohort, then each figure in sentences."""
    lines = [f"As at {summary.as_at:%d %B %Y}", cohort_sentence(summary.cohort)]
    for figure in summary.figures:
        lines += ["", figure.measure.title, finding(figure), others(figure), verdict_words(figure)]
    lines += [""] + [missing.reason for missing in summary.missing]
    return "\n".join(lines).rstrip()
