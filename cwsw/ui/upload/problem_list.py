"""The problems of an upload, those that cost most first; the list and a marked copy as files."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.intake.annotated_workbook import marked_workbook
from cwsw.reports.document import Table
from cwsw.tables.upload import Problem, Severity, Upload
from cwsw.ui.upload import problem_costs, wording
from cwsw.ui.upload.problem_costs import ProblemGroup
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

MOST_LINES = 100
"""Lines listed one click away; the download holds all."""

FEW = 3
"""Lines of what is to mend that are shown before anything is opened: those that cost most."""

_HEADINGS = ("Sheet", "Row", "Column", "Value", "Message", "Effect")
_KINDS = {
    Severity.ERROR: (
        "To mend",
        "A row was set aside and counts for nothing, or a date or year group could not be read.",
    ),
    Severity.WARNING: (
        "To look at",
        "Figures depend on these: a cell that could not be used, or was read one way of several.",
    ),
    Severity.NOTE: ("To know", "No figure, plan or child depends on these."),
}

Line = tuple[str, ...]


def show_problems(problems: tuple[Problem, ...], upload: Upload) -> None:
    """Show all problems by severity and then by cost, and the buttons to download them."""
    groups = problem_costs.by_cost(problems, upload)
    for severity in _KINDS:
        of_severity = [group for group in groups if group.problems[0].severity is severity]
        if of_severity:
            _show_kind(severity, of_severity)
    _downloads(upload)


def show_refusals(refusals: Sequence[Problem]) -> None:
    """Show why nothing can be read of an upload, each reason once, and what to do about it."""
    reasons = [f"- {text.plain(_place(p) + p.message)}" for p in refusals]
    st.error("\n".join([text.REFUSED, "", *reasons]))
    if any(p.code == "no_pupil_table" for p in refusals):
        st.write(wording.CHOOSE_ROLL_TOO)


def _place(problem: Problem) -> str:
    """'roll.xlsx, Pupils, column UPN: ', as far as a problem has a place."""
    column = f"column {problem.column}" if problem.column else None
    place = ", ".join(filter(None, (problem.file, problem.sheet, column)))
    return f"{place}: " if place else ""


def counts_of(problems: Sequence[Problem]) -> tuple[str, ...]:
    """'4 to mend', '1 to look at': the counts that should be seen before going on."""
    counts = Counter(problem.severity for problem in problems)
    return tuple(
        f"{counts[severity]:,} {text.uncapital(title)}"
        for severity, (title, _) in _KINDS.items()
        if counts[severity] and severity is not Severity.NOTE
    )


def _show_kind(severity: Severity, groups: Sequence[ProblemGroup]) -> None:
    """Show the problems of one severity: a few of those to mend, all others behind a click."""
    title, meaning = _KINDS[severity]
    lines = [line for group in groups for line in _lines(group)]
    label = f"{title}: {sum(len(group.problems) for group in groups):,}"
    # Only what is to mend is shown before anything is opened: warnings and notes leave rows in use.
    if severity is Severity.ERROR:
        st.subheader(label)
        st.write(meaning)
        show_table(_table(title, lines, FEW))
        if len(lines) <= FEW:
            return
        label = f"All {len(lines):,} lines to mend"
    with st.expander(label):
        st.write(meaning)
        show_table(_table(title, lines, MOST_LINES))


def _downloads(upload: Upload) -> None:
    """Show the buttons for the marked copy and for the whole list."""
    if not upload.problems:
        return
    with st.expander(wording.TAKE_AWAY):
        # Empty where no cell is to be mended.
        if upload.as_read:
            st.write(wording.MARKED_MEANS)
            download_button(
                wording.MARKED_BUTTON,
                partial(marked_workbook, upload),
                "sheets-with-cells-to-mend.xlsx",
            )
        download_button(
            f"Download the whole list as CSV ({len(upload.problems):,})",
            partial(problems_csv, upload.problems),
            "what-the-check-found.csv",
        )


def _table(title: str, lines: Sequence[Line], most: int) -> Table:
    listed = tuple(lines[:most])
    caption = f"{title}: showing {len(listed):,} of {len(lines):,}"
    return Table(caption, (*_HEADINGS[:-1], "What it costs"), listed)


def _lines(group: ProblemGroup) -> list[Line]:
    """One line for each problem, or one for all where a column has many."""
    if not group.is_many:
        return [(*_cells(p)[:-1], group.cost or p.effect) for p in group.problems]
    first = group.problems[0]
    values = list(dict.fromkeys(p.value for p in group.problems if p.value))[:3]
    message = f"{len(group.problems):,} times in this column. The first: {first.message}"
    named = (first.sheet or "", problem_costs.rows_of(group), first.column or "")
    return [(*named, ", ".join(values), message, group.cost or first.effect)]


def _cells(problem: Problem) -> Line:
    return (
        problem.sheet or problem.file or "Upload",
        "" if problem.row is None else str(problem.row),
        problem.column or "",
        problem.value or "",
        problem.message,
        problem.effect,
    )


def problems_csv(problems: tuple[Problem, ...]) -> bytes:
    """All problems as CSV, made only when somebody asks for them."""
    headings = ("Severity", "Code", "File", *_HEADINGS)
    rows = ((str(p.severity), p.code, p.file or "", *_cells(p)) for p in problems)
    return csv_bytes(headings, rows)


def show_wrong_reports(problems: Sequence[Problem]) -> None:
    """Warn of sheets that look like another report, with what to export instead."""
    for problem in problems:
        if problem.code == "wrong_report":
            words = text.plain(f"{problem.message} {problem.effect}")
            st.warning(words, title=wording.WRONG_REPORT)
