"""Before and after a start: counts in a sentence, the line by week, the warning, the table."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import streamlit as st
from dateutil.relativedelta import relativedelta

from cwsw.charts import MarkRole
from cwsw.charts.before_after import FEWEST_OTHERS, before_after_alt_text, before_after_chart
from cwsw.charts.squares import Count, squares
from cwsw.children.before_after import (
    BeforeAfter,
    NotShownReason,
    SessionSums,
    before_after,
    yearly,
)
from cwsw.children.support import Support
from cwsw.compare.intervals import wilson
from cwsw.compare.showing import COUNTS_BELOW, SQUARES_BELOW, half_up, percent
from cwsw.measures.registry import PERSISTENT_SHARE
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording import text

WARNING = (
    "Support usually starts when things are at their worst, and after a worst time most lines come "
    "back by themselves. So better weeks after the start do not show that the support did it. The "
    "other pupils' line over the same weeks helps to judge, and is no proof either."
)
SHORT = "So few weeks say very little yet: look again after half a term."
NO_YEARS = "There are no yearly sums of these pupils either, so it cannot be shown."
YEARS_MEAN = "Sums of whole years: they say nothing of before and after within a year."
NO_SCORES = "No wellbeing score of these pupils from a year before the start on is on record."
FEW_WEEKS = 6
_SDQ = "sdq"


def show_before_after(workspace: Workspace, support: Support, cohort: Sequence[str]) -> None:
    """Show the weeks before and after a start, or why they cannot be shown.

    `cohort`: the UPNs of the list, for support that is for the whole cohort.
    """
    first, upns = support.first, support.upns or cohort
    # A tuple: what is asked for is a part of the cache's key.
    comparison = cached(workspace, before_after, tuple(upns), support.begun, first.end_date)
    if comparison.missing is not None:
        _show_missing(workspace, comparison.missing, upns)
    else:
        st.markdown("\n\n".join(sentences(comparison)))
        # Of six to nine pupils each is a square; a percentage would say too much (design section
        # 4).
        if COUNTS_BELOW <= comparison.pupils < SQUARES_BELOW:
            _show_squares(comparison)
        ours = "This pupil" if comparison.pupils == 1 else f"These {comparison.pupils} pupils"
        show_chart(
            before_after_chart(comparison, ours, mode()), before_after_alt_text(comparison, ours)
        )
        # Never without it: support begins when things are bad, so that the weeks after it often
        # look better of themselves (decision 14).
        st.info(WARNING)
        with st.expander("The weeks as a table"):
            show_table(weeks_table(comparison))


def sentences(comparison: BeforeAfter) -> tuple[str, ...]:
    """What was missed before and after in sentences; percentages of ten pupils or more only."""
    weeks = text.counted(comparison.weeks_each_side, "school week")
    subject = "The pupil" if comparison.pupils == 1 else f"The {comparison.pupils} pupils"
    per_pupil = "" if comparison.pupils == 1 else " each"
    before, after = comparison.ours
    lines = [
        f"{subject} missed {_of(before)} sessions in the {weeks} before the start, and "
        f"{_of(after)} in as many after it: {_average(before)} a week{per_pupil} before, "
        f"{_average(after)} after."
    ]
    if comparison.pupils >= COUNTS_BELOW:
        lines.append(_persistent(comparison))
    lines.append(_other_pupils_sentence(comparison))
    if comparison.left_out:
        pupils_have = text.counted(comparison.left_out, "pupil has", "pupils have")
        lines.append(
            f"{pupils_have} sessions on one side of the start only, and {_is_are(comparison)} left "
            "out."
        )
    if comparison.weeks_each_side < FEW_WEEKS:
        lines.append(SHORT)
    return tuple(lines)


def weeks_table(comparison: BeforeAfter) -> Table:
    """Every week on both sides: our sessions as counts, the other pupils' per pupil."""
    headings = ("Week beginning", "Side", "Missed", "Possible", "Other pupils: missed, each")
    rows = tuple(
        (
            text.day(week.first),
            "before" if week.number < 0 else "after",
            f"{week.ours.missed:,}",
            f"{week.ours.possible:,}",
            _average_of_others(week.others),
        )
        for week in comparison.weeks
    )
    notes = (
        "A week runs seven days from the day of the start. Weeks without school are left out.",
    )
    return Table("Sessions missed by week", headings, rows, frozenset({2, 3, 4}), notes=notes)


def show_scores(workspace: Workspace, support: Support, roster: Roster) -> None:
    """Show the pupils' wellbeing scores with their dates, from a year before the start on.

    Nothing for support of the whole cohort, whose wellbeing is a measure on Explore.
    """
    if support.is_for_all:
        return
    rows = _scores(workspace, support)
    if not rows:
        st.write(NO_SCORES)
        return
    headings = ("Date", "Side", "Pupil", "Questionnaire", "Informant", "Score")
    lines = tuple(_score_line(row, support, roster) for row in rows)
    show_table(Table("Wellbeing scores", headings, lines, frozenset({5})))


def _score_line(row: Mapping[str, Any], support: Support, roster: Roster) -> tuple[str, ...]:
    return (
        text.day(row["date"]),
        "before" if row["date"] < support.begun else "after",
        roster.of(row["upn"]),
        row["instrument"],
        row["informant"] or "not said",
        f"{float(row['score']):g}",
    )


def _scores(workspace: Workspace, support: Support) -> list[dict[str, Any]]:
    """The scores, oldest first; the SDQ only where the school states that it may hold it."""
    since = support.begun - relativedelta(years=1)
    may_sdq = bool(workspace.school.sdq_permission)
    rows = [
        row
        for row in workspace.rows("wellbeing").to_pylist()
        if row["upn"] in support.upns
        and since <= row["date"] <= workspace.as_at
        and (may_sdq or row["instrument"].casefold() != _SDQ)
    ]
    return sorted(rows, key=lambda row: (row["date"], row["upn"], row["instrument"]))


def _show_missing(workspace: Workspace, missing: NotShownReason, upns: Sequence[str]) -> None:
    """Show the reason; without a register the sums of years, where there are any."""
    st.write(missing.value)
    if missing is not NotShownReason.NO_REGISTER:
        return
    years = cached(workspace, yearly, tuple(upns))
    if not years:
        st.write(NO_YEARS)
        return
    rows = tuple(
        (
            label(y.year),
            f"{y.ours.pupils:,}",
            f"{y.ours.missed:,}",
            f"{y.ours.possible:,}",
            _average_of_others(y.others),
        )
        for y in years
    )
    headings = ("Academic year", "Pupils", "Missed", "Possible", "Other pupils: missed, each")
    numbers = frozenset({1, 2, 3, 4})
    show_table(Table("Sessions missed by year", headings, rows, numbers, notes=(YEARS_MEAN,)))
    st.info(WARNING)


def _show_squares(comparison: BeforeAfter) -> None:
    """Show before and after as squares, one for each pupil."""
    before, after = comparison.persistent
    label_ = f"missed {PERSISTENT_SHARE} or more, filled"
    counts = (
        Count(
            f"Before: {before} of {comparison.pupils} {label_}",
            MarkRole.COHORT,
            before,
            comparison.pupils,
        ),
        Count(
            f"After: {after} of {comparison.pupils} {label_}",
            MarkRole.COHORT,
            after,
            comparison.pupils,
        ),
    )
    show_chart(squares(counts, mode()), _persistent(comparison))


def _persistent(comparison: BeforeAfter) -> str:
    before, after = (_share(n, comparison.pupils) for n in comparison.persistent)
    share = text.capital(PERSISTENT_SHARE)
    return f"{share} or more of their sessions was missed by {before} before and {after} after."


def _share(n: int, of: int) -> str:
    """'3 of 7', or with ten and more '9 of 22 (41%, likely range 23% to 61%)'."""
    if of < SQUARES_BELOW:
        return f"{n} of {of}"
    range_ = wilson(n, of)
    if range_.low is None or range_.high is None:
        return f"{n} of {of}"
    limits = f"{percent(range_.low)} to {percent(range_.high)}"
    return f"{n} of {of} ({percent(Fraction(n, of))}, likely range {limits})"


def _other_pupils_sentence(comparison: BeforeAfter) -> str:
    if comparison.other_pupils < FEWEST_OTHERS:
        return "There are too few other pupils with a register to compare them with."
    before, after = comparison.others
    return (
        f"The school's other pupils (about {comparison.other_pupils:,}) missed {_average(before)} "
        f"a week each over the same weeks before, {_average(after)} after."
    )


def _average_of_others(sums: SessionSums) -> str:
    """What the other pupils missed on average, or 'too few' where there are too few of them."""
    return _average(sums) if sums.pupils >= FEWEST_OTHERS else "too few"


def _average(sums: SessionSums) -> str:
    """Sessions missed per pupil (of weeks: per pupil and week), one decimal."""
    return "none known" if sums.each is None else f"{half_up(sums.each, 1)}"


def _of(sums: SessionSums) -> str:
    return f"{sums.missed:,} of {sums.possible:,}"


def _is_are(comparison: BeforeAfter) -> str:
    return "is" if comparison.left_out == 1 else "are"
