"""The check before an upload is kept: what was read, what it would show, what was noticed."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from cwsw.compare.sentences import cohort_sentence
from cwsw.measures.registry import BY_KEY
from cwsw.summary.model import Summary
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import Problem, Severity, Upload
from cwsw.ui import text
from cwsw.ui.export import csv_bytes
from cwsw.ui.tables import Table, show_table

SHOWN = 100
"""Problems listed on the page; the download holds all."""

_HEADINGS = ("Sheet", "Row", "Column", "Value", "Message", "Effect")
_KINDS = {
    Severity.ERROR: ("Set aside", "An error sets a row aside: it counts for nothing."),
    Severity.WARNING: ("Kept, with a warning", "A warning keeps the row and says what changed."),
    Severity.NOTE: ("To know", "A note is for information."),
}


def show_read(upload: Upload) -> None:
    """Rows read and kept of each sheet."""
    rows = tuple(
        (BY_NAME[name].sheet if name in BY_NAME else name, f"{count.read:,}", f"{count.kept:,}")
        for name, count in upload.counts.items()
    )
    headings = ("Sheet", "Rows read", "Rows kept")
    show_table(Table("What was read", headings, rows, numbers=frozenset({1, 2})))


def show_found(upload: Upload, summary: Summary) -> None:
    """Pupils recognised, and the cohort found among them."""
    pupils = upload.counts["pupils"].kept
    st.write(f"**{text.count(pupils, 'pupil')} recognised.** {cohort_sentence(summary.cohort)}")
    if "plans" not in summary.supplied and summary.cohort.cwsw == 0:
        st.warning(text.NO_PLANS)


def show_missing(summary: Summary) -> None:
    """What the upload does not hold and what that costs."""
    if not summary.missing:
        st.write("Nothing is missing: every figure can be given.")
        return
    st.markdown("\n".join(f"- {text.plain(words)}" for words in missing_words(summary)))


def missing_words(summary: Summary) -> tuple[str, ...]:
    """One line for each sheet that is not there, then the reasons of single figures."""
    by_sheets: dict[tuple[str, ...], list[str]] = {}
    single: list[str] = []
    for entry in summary.missing:
        measure = BY_KEY[entry.key]
        if summary.supplied.isdisjoint(measure.needs):
            by_sheets.setdefault(measure.needs, []).append(measure.title)
        else:
            single.append(entry.reason)
    return (*(_no_sheet(needs, lost) for needs, lost in by_sheets.items()), *single)


def _no_sheet(needs: tuple[str, ...], lost: Iterable[str]) -> str:
    sheets = " or ".join(BY_NAME[name].sheet for name in needs if name in BY_NAME)
    return f"No {sheets} sheet: no figures for {'; '.join(lost)}."


def show_problems(problems: tuple[Problem, ...]) -> None:
    """Everything noticed, by severity, and all of it to take away."""
    if not problems:
        st.write("Nothing was noticed that needs your attention.")
        return
    for severity, (title, meaning) in _KINDS.items():
        found = [p for p in problems if p.severity is severity]
        if found:
            st.subheader(f"{title}: {len(found):,}")
            st.write(meaning)
            show_table(_problem_table(title, found))
    st.download_button(
        f"Download the whole list as CSV ({len(problems):,})",
        data=partial(problems_csv, problems),
        file_name="what-the-check-found.csv",
        mime="text/csv",
    )


def _problem_table(title: str, found: list[Problem]) -> Table:
    listed = found[:SHOWN]
    caption = f"{title}: showing {len(listed):,} of {len(found):,}"
    return Table(caption, _HEADINGS, tuple(_cells(problem) for problem in listed))


def _cells(problem: Problem) -> tuple[str, ...]:
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
