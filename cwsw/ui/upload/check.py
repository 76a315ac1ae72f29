"""The check before an upload is used: what was read, what was set aside and what it would show."""

from collections.abc import Iterable

import streamlit as st

from cwsw.compare.sentences import cohort_sentence
from cwsw.measures.registry import BY_KEY
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import Upload
from cwsw.ui.upload import problem_list, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

SMALLER = 0.8
"""Share of the pupils loaded now below which a new roll looks like a part of it."""


def show_verdict(pending: PendingUpload, summary: Summary) -> None:
    """Show in one sentence whether all is well, or what to look at before going on."""
    to_see = things_to_see(pending, summary)
    if to_see:
        st.warning(f"{wording.LOOK_FIRST}: {text.plain('; '.join(to_see))}.")
    else:
        st.success(wording.ALL_WELL)


def things_to_see(pending: PendingUpload, summary: Summary) -> tuple[str, ...]:
    """What is set aside, differs or could not be read, most serious first; all is shown below."""
    unread, upload = len(pending.left_out), pending.upload
    unmatched, differing = upload.not_on_roll, upload.differences
    things = (
        wording.NOBODY_COUNTS if has_no_plans(summary) else "",
        wording.unread_files(unread) if unread else "",
        text.uncapital(wording.not_on_roll(len(unmatched))) if unmatched else "",
        *problem_list.counts_of(pending.problems),
        wording.differing(len(differing)) if differing else "",
    )
    return tuple(filter(None, things))


def show_read(upload: Upload, *, so_far: bool = False) -> None:
    """Show the rows read, used and set aside of each sheet, behind a click."""
    rows = tuple(
        (s.sheet, s.file, f"{s.read:,}", f"{s.used:,}", f"{s.aside:,}") for s in upload.sources
    )
    read, used = sum(s.read for s in upload.sources), sum(s.used for s in upload.sources)
    aside = sum(s.aside for s in upload.sources)
    label = wording.rows_so_far(read, used) if so_far else wording.rows_read(read, aside)
    headings = ("Sheet", "File", "Rows read", "Used", "Set aside")
    with st.expander(label):
        show_table(Table("What was read", headings, rows, numbers=frozenset({2, 3, 4})))


def show_recognised(upload: Upload, summary: Summary) -> None:
    """Show how many pupils were recognised, and how many of them count as the cohort."""
    pupils, on_roll = upload.counts["pupils"].kept, summary.cohort.on_roll
    # Leavers are in the files too: the sentence that follows counts pupils on roll alone.
    on_roll_words = "" if pupils == on_roll else f"{on_roll:,} of them on roll. "
    recognised = f"**{text.counted(pupils, 'pupil')} recognised.** {on_roll_words}"
    st.write(recognised + cohort_sentence(summary.cohort))
    if has_no_plans(summary):
        st.write(text.NO_PLANS)


def has_no_plans(summary: Summary) -> bool:
    """Whether no plans were given at all, so that nobody counts."""
    return "plans" not in summary.supplied and summary.cohort.cwsw == 0


def show_roll_beside(on_roll: int, former: int) -> None:
    """Warn where far fewer pupils are on roll than in what is loaded: perhaps part of a list."""
    if on_roll < SMALLER * former:
        st.warning(text.smaller_roll(on_roll, former))


def show_missing(summary: Summary) -> None:
    """Show what the upload does not hold and which figures that costs, behind a click."""
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
        # A line for each missing sheet: a line for each of its figures would say the same many
        # times.
        if summary.supplied.isdisjoint(measure.needs):
            by_sheets.setdefault(measure.needs, []).append(measure.title)
        else:
            single.append(entry.reason)
    return (*(_no_sheet(needs, lost) for needs, lost in by_sheets.items()), *single)


def _no_sheet(needs: tuple[str, ...], lost: Iterable[str]) -> str:
    sheets = " or ".join(BY_NAME[name].sheet for name in needs if name in BY_NAME)
    return f"No {sheets} sheet: no figures for {'; '.join(lost)}."
