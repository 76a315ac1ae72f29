"""The check before an upload is used: what was read, what was set aside and what it would show."""

from collections.abc import Iterable

import streamlit as st

from cwsw.compare.sentences import cohort_sentence
from cwsw.measures.registry import BY_KEY
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import Upload
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

SMALLER = 0.8
"""Share of the pupils loaded now below which a new roll looks like a part of it."""


def show_read(upload: Upload) -> None:
    """Rows read, used and set aside of each sheet as it was given."""
    rows = tuple(
        (s.sheet, s.file, f"{s.read:,}", f"{s.used:,}", f"{s.aside:,}") for s in upload.sources
    )
    headings = ("Sheet", "File", "Rows read", "Used", "Set aside")
    show_table(Table("What was read", headings, rows, numbers=frozenset({2, 3, 4})))


def show_recognised(upload: Upload, summary: Summary) -> None:
    """Pupils recognised, and the cohort found among them."""
    pupils, on_roll = upload.counts["pupils"].kept, summary.cohort.on_roll
    on_roll_words = "" if pupils == on_roll else f"{on_roll:,} of them on roll. "
    recognised = f"**{text.counted(pupils, 'pupil')} recognised.** {on_roll_words}"
    st.write(recognised + cohort_sentence(summary.cohort))
    if "plans" not in summary.supplied and summary.cohort.cwsw == 0:
        st.warning(text.NO_PLANS)


def show_roll_beside(on_roll: int, former: int) -> None:
    """Say that far fewer pupils are on roll than in what is loaded now: part of a list, perhaps."""
    if on_roll < SMALLER * former:
        st.warning(text.smaller_roll(on_roll, former))


def show_missing(summary: Summary) -> None:
    """What the upload does not hold and what that costs, one click away."""
    lines = missing_words(summary)
    if not lines:
        st.write("Nothing is missing: every figure can be given.")
        return
    with st.expander(f"What is missing, and what that costs: {len(lines):,}"):
        st.markdown("\n".join(f"- {text.plain(words)}" for words in lines))


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
