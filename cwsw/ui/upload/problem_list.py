"""What was noticed in an upload: what costs most first, all of it to take away, cells marked."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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
"""Lines listed on the page; the download holds all."""

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
    """Everything noticed, by severity and then by cost, and all of it to take away."""
    if not problems:
        st.write("Nothing was noticed that needs your attention.")
    groups = problem_costs.by_cost(problems, upload)
    for severity, (title, meaning) in _KINDS.items():
        of_severity = [g for g in groups if g.problems[0].severity is severity]
        if of_severity:
            label = f"{title}: {sum(len(g.problems) for g in of_severity):,}"
            with _place(severity, label):
                st.write(meaning)
                show_table(_table(title, of_severity))
    _downloads(upload)


def _place(severity: Severity, label: str) -> DeltaGenerator:
    """On the page; one click away for what no figure, plan or child depends on."""
    if severity is Severity.NOTE:
        return st.expander(label)
    st.subheader(label)
    return st.container()


def _downloads(upload: Upload) -> None:
    if upload.as_read:
        st.write(wording.MARKED_MEANS)
        download_button(
            wording.MARKED_BUTTON,
            partial(marked_workbook, upload),
            "sheets-with-cells-to-mend.xlsx",
        )
    if upload.problems:
        download_button(
            f"Download the whole list as CSV ({len(upload.problems):,})",
            partial(problems_csv, upload.problems),
            "what-the-check-found.csv",
        )


def _table(title: str, groups: Sequence[ProblemGroup]) -> Table:
    lines = [line for group in groups for line in _lines(group)]
    listed = lines[:MOST_LINES]
    caption = f"{title}: showing {len(listed):,} of {len(lines):,}"
    headings = (*_HEADINGS[:-1], "What it costs")
    return Table(caption, headings, tuple(listed))


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
    """Sheets that look like another report than the one needed, and what to export instead."""
    for problem in problems:
        if problem.code == "wrong_report":
            words = text.plain(f"{problem.message} {problem.effect}")
            st.warning(words, title=wording.WRONG_REPORT)
