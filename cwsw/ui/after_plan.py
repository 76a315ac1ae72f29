"""When a plan ends: whom to check in with by when, and how children do since then, as counts."""

from collections.abc import Iterable, Mapping

import streamlit as st

from cwsw.children.after_plan import (
    CHECKED,
    NOT_KNOWN,
    Since,
    StepDown,
    Tally,
    by_band,
    since_plans,
    step_down,
    tally,
)
from cwsw.children.followed import last_follow_ups
from cwsw.cohort import Member
from cwsw.compare.intervals import wilson
from cwsw.compare.model import GroupFigure
from cwsw.measures.registry import BY_KEY
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, is_complete, label
from cwsw.ui import text
from cwsw.ui.child_choice import open_child
from cwsw.ui.figure_tables import HOW_SMALL, NOTHING, in_short
from cwsw.ui.filters import members_of
from cwsw.ui.names import CHILD, Names
from cwsw.ui.once import once
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.named_list import ORDER, in_order, show_named

LEAD = "A plan that ends is not the end of the need. Whom to check in with, and how children do."
CHECK_INS = (
    "A check-in is suggested 6 weeks, 3 months, 6 months and 12 months after a plan ended. These "
    "days are the project's proposal; no national rule sets them. The next one is the first after "
    "the latest follow-up."
)
NOBODY = "No child on roll has a plan that ended within six years and none now."
NOBODY_LATELY = "No plan ended in the twelve months to {as_at}."
WHOLE_YEAR = (
    "The counts are of the whole academic year, so for a plan that ended in it a part lies before "
    "its end. The children are few and the years before differ: read it as a question for each "
    "child, not as what comes of a plan that ends."
)
_ON_A_PLAN, _OTHERS = "On a plan now", "Other pupils"


def show_after_plans(workspace: Workspace, names: Names) -> None:
    """The step-down list, then the counts."""
    everybody = members_of(workspace)
    known = once(workspace, since_plans)
    ended = in_order(m for m in everybody if m.current == "ended")
    st.header("Step-down list")
    if ended:
        _show_step_down(ended, known, workspace, names)
    else:
        st.write(NOBODY)
    st.header("How they do since the plan ended")
    show_counts(everybody, known, workspace)


def step_down_table(found: Iterable[StepDown], names: Names, workspace: Workspace) -> Table:
    """Each child with the plan that ended, the latest follow-up and the next check-in."""
    rows = tuple(
        (
            *names.place(line.member),
            line.plan,
            text.day(line.ended_on),
            text.day(line.last_follow_up) if line.last_follow_up else "none on record",
            _check_in(line, workspace),
        )
        for line in found
    )
    headings = (*CHILD, "Plan", "Ended on", "Last followed up", "Next check-in")
    return Table("Plans that ended in the past twelve months", headings, rows)


def counts_table(
    groups: Mapping[str, tuple[Member, ...]], known: Mapping[int, Since], year: str
) -> Table:
    """How many of each group meet each measure; small groups show counts only."""
    tallies = {name: tally(members, known) for name, members in groups.items()}
    rows = tuple(
        (name, f"{found.children:,}", *(_counted(found, key) for key in CHECKED))
        for name, found in tallies.items()
    )
    headings = ("Plan ended", "Children", *(BY_KEY[key].title for key in CHECKED))
    return Table(f"This academic year, {year}", headings, rows, frozenset({1}), (HOW_SMALL,))


def show_counts(
    everybody: Iterable[Member], known: Mapping[int, Since], workspace: Workspace
) -> None:
    """The counts of each band, beside children on a plan now and other pupils."""
    members = tuple(everybody)
    groups = groups_of(members, known, workspace)
    ours = sum(len(groups[name]) for name in groups if name not in (_ON_A_PLAN, _OTHERS))
    year = academic_year(workspace.as_at)
    so_far = "" if is_complete(year, workspace.as_at) else " so far"
    st.markdown(
        f"**{text.count(ours, 'child has', 'children have')} a plan that ended within six years "
        f"and none on {text.day(workspace.as_at)}.**"
    )
    st.write(WHOLE_YEAR)
    show_table(counts_table(groups, known, f"{label(year)}{so_far}"))


def groups_of(
    everybody: tuple[Member, ...], known: Mapping[int, Since], workspace: Workspace
) -> dict[str, tuple[Member, ...]]:
    """Children on a plan now, those whose plan has ended by how long ago, and other pupils."""
    bands = by_band((m for m in everybody if m.current == "ended"), known, workspace.as_at)
    if not bands[NOT_KNOWN]:
        bands = {name: members for name, members in bands.items() if name != NOT_KNOWN}
    on_a_plan = tuple(m for m in everybody if m.current in ("current_cp", "current_cin"))
    others = tuple(m for m in everybody if m.group == "other")
    return {_ON_A_PLAN: on_a_plan, **bands, _OTHERS: others}


def _show_step_down(
    ended: tuple[Member, ...],
    known: Mapping[int, Since],
    workspace: Workspace,
    names: Names,
) -> None:
    found = step_down(ended, known, last_follow_ups(workspace), workspace.as_at)
    due = sum(line.check_in is not None and line.check_in <= workspace.as_at for line in found)
    st.markdown(
        f"**{len(found):,} of {text.count(len(ended), 'child', 'children')} whose plan has ended "
        f"saw it end in the twelve months to {text.day(workspace.as_at)}; for {due:,} a check-in "
        "is due.**"
    )
    st.write(CHECK_INS)
    if not found:
        st.write(NOBODY_LATELY.format(as_at=text.day(workspace.as_at)))
        return
    st.write(ORDER)
    open_child(workspace, [line.member for line in found], names, "step_down_child")
    show_named(step_down_table(found, names, workspace), workspace, "step-down.csv", "step_down")


def _check_in(line: StepDown, workspace: Workspace) -> str:
    if line.check_in is None:
        return "all four made"
    is_due = line.check_in <= workspace.as_at
    return f"{'due since' if is_due else 'by'} {text.day(line.check_in)}"


def _counted(found: Tally, key: str) -> str:
    """'3 of 7'; of ten and more a percentage with its range too; '–': it is known of nobody."""
    n, of = found.n[key], found.of[key]
    if not of:
        return NOTHING
    return in_short(BY_KEY[key], GroupFigure(n, of, of, wilson(n, of)))
