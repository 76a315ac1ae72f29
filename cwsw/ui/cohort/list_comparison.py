"""The lists compared: where they agree, disagreements by their likely reason, and the decision."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.compared_lists import COMPARED, List
from cwsw.cohort.list_matching import Case, Reason
from cwsw.cohort.plan_entries import PlanEntry
from cwsw.cohort.reconcile import (
    REFUSE,
    Comparison,
    Resolution,
    Standing,
    match_lists,
    possible_resolutions,
    reasons,
    regions,
    resolve,
    with_decisions,
)
from cwsw.cohort.today import list_day
from cwsw.cohort.unnamed import unnamed_lists
from cwsw.records import ChangedMeanwhile, Decision, ListChange, facts
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables import english
from cwsw.ui.cohort.list_owner import ask_for_owner
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import CHILD, Names
from cwsw.ui.widgets.row_table import show_words
from cwsw.ui.wording import text

ONE_LIST = (
    "There are no two lists to compare yet. Upload each list as a file of its own that says whose "
    "it is in its name or title, such as “CSC list Nov” or “DSL list”, or paste it and say so. On "
    "our own Plans sheet the Source column says it. Y under CIN now or CP now in the pupil list "
    "counts as the school system's flag."
)
MEANS = (
    "A plan counts as soon as one list has it. Accept the list that is right: what differs from it "
    "counts no more. Refuse what is no plan. Ask where you do not know: it goes into the letter."
)
ALL_DECIDED = "Every disagreement is decided or being asked about."
ALL_AGREE = "The lists agree on every child. Upload a newer list to compare again."
ALL_ALIKE = "All of this reason"
_LIST_NAMES = {List.LA: "Local authority", List.DSL: "Safeguarding lead", List.MIS: "School system"}
_NUMBERS = frozenset({1})
_LAST = "lists_last_reason"
"""Session state: the reason of what was just decided."""


def compared_lists(workspace: Workspace) -> Comparison:
    """The lists compared: matched once for each version of the data and day; decisions each time.

    A decision that takes no plan out makes no new version.
    """
    return with_decisions(workspace, cached(workspace, match_lists, list_day(workspace)))


def show_day(workspace: Workspace) -> None:
    """Say which day the lists are of, where a change was recorded since that no list has yet."""
    if any(change.settled is None for change in facts(workspace, ListChange)):
        st.caption(
            f"What the lists said on {text.day(workspace.as_at)} is compared. What was recorded "
            "since counts on Our list at once; the next lists will show whether they agree."
        )


def finding(comparison: Comparison) -> str:
    """The title: how many disagreements are still to be decided."""
    if not comparison.cases:
        return "There is only one list so far"
    waiting = len(comparison.of(Standing.OPEN, Standing.AGAIN))
    queried = len(comparison.of(Standing.QUERIED))
    if not waiting and not queried:
        return "No disagreement between the lists is waiting"
    more = f", {queried:,} being asked about" if queried else ""
    return text.counted(waiting, "disagreement") + f" to decide{more}"


def show_regions(comparison: Comparison, pupils: Mapping[str, Pupil], names: Names) -> None:
    """Show how many children each combination of lists has, and who they are."""
    if not comparison.cases:
        st.write(ONE_LIST)
        return
    list_regions = regions(comparison)
    rows = tuple((_region(r.lists, r.agree), f"{len(r.upns):,}") for r in list_regions)
    note = "Each child is in one line. Other sources, such as a previous school, are left out."
    counts, children = st.columns(2, gap="large")
    with counts:
        show_table(
            Table("Where the lists agree", ("Lists", "Children"), rows, _NUMBERS, notes=(note,))
        )
    with children:
        labels = {_region(r.lists, r.agree): r for r in list_regions}
        region = labels[st.selectbox("The children of", list(labels), key="lists_region")]
        listed = tuple(names.place(pupils[upn]) for upn in region.upns)
        show_words(Table(_region(region.lists, region.agree), CHILD, listed), key="lists_children")


def show_disagreements(
    user: User,
    workspace: Workspace,
    comparison: Comparison,
    pupils: Mapping[str, Pupil],
    names: Names,
) -> None:
    """Show the disagreements of one likely reason, and the form to decide them."""
    ask_for_owner(user, workspace, cached(workspace, unnamed_lists))
    if not comparison.cases:
        st.write(ONE_LIST)
        return
    waiting = comparison.of(Standing.OPEN, Standing.AGAIN)
    cases = (*waiting, *comparison.of(Standing.QUERIED))
    if not waiting:
        # Said by a screen reader when the last decision was taken.
        st.html(f'<p role="status"><strong>{_nothing_waits(comparison)}</strong></p>')
    if not cases:
        return
    table_side, form_side = st.columns((2, 1), gap="large")
    with table_side:
        reason = _show_reasons(comparison, cases, waiting)
        alike = [case for case in cases if case.reason is reason]
        show_words(_cases_table(alike, comparison, pupils, names), key="lists_cases")
    with form_side:
        st.write(MEANS)
        if may_change(user, workspace):
            _decide_form(workspace, alike, pupils, names)


def _show_reasons(comparison: Comparison, cases: Sequence[Case], waiting: Sequence[Case]) -> Reason:
    """A select box of the reasons, and a table of all of them behind a click; the one chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = _choose_reason(cases, waiting)
        with st.popover("All reasons", type="tertiary"):
            show_table(_reason_table(comparison))
    return reason


def _nothing_waits(comparison: Comparison) -> str:
    return ALL_DECIDED if comparison.mismatches else ALL_AGREE


def _reason_table(comparison: Comparison) -> Table:
    rows = tuple(
        (text.capital(reason.value), *_counts(comparison, reason)) for reason, _ in _all(comparison)
    )
    headings = ("Likely reason", "To decide", "Being asked", "Accepted")
    return Table("Disagreements by likely reason", headings, rows, frozenset({1, 2, 3}))


def _choose_reason(cases: Sequence[Case], waiting: Sequence[Case]) -> Reason:
    """The reason to go through; after a decision the next that has something to decide."""
    labels = {r: f"{text.capital(r.value)} ({n:,})" for r, n in reasons(cases)}
    # Once, right after a decision: later the reader's own choice in the box counts.
    last = st.session_state.pop(_LAST, None)
    if last is not None:
        follows = next_reason(last, [r for r, _ in reasons(waiting)])
        st.session_state["lists_reason"] = labels[follows or next(iter(labels))]
    option = st.selectbox(
        "Reason to go through", list(labels.values()), key="lists_reason", width=430
    )
    return next(r for r, label in labels.items() if label == option)


def next_reason(last: Reason, remaining: Sequence[Reason]) -> Reason | None:
    """The reason to go on with: the same while it has open cases, else the next, else the first."""
    order = list(Reason)
    later = (r for r in remaining if order.index(r) >= order.index(last))
    return next(later, remaining[0] if remaining else None)


def resolution_words(resolution: Resolution) -> str:
    """A decision, as it is worded in the select box."""
    if resolution.same_child:
        return "Accept: the same child, join it to the pupil on roll"
    if resolution.list is not None:
        return f"Accept the {resolution.list.value}"
    return "Refuse: no such plan" if resolution.decision == REFUSE else "Ask the local authority"


def entry_words(entry: PlanEntry) -> str:
    """'CIN 3 Feb 2021 to 9 Nov 2021', 'CIN now (flag)'."""
    if entry.is_flag:
        return f"{entry.plan} now (flag)"
    if entry.start is None and entry.end is None:
        return f"{entry.plan}, no dates"
    return f"{entry.plan} {english.span(entry.start, entry.end)}"


def _decide_form(
    workspace: Workspace, alike: Sequence[Case], pupils: Mapping[str, Pupil], names: Names
) -> None:
    """The form that decides one disagreement, or all of this reason alike."""
    options = _case_options(alike, pupils, names)
    offered = tuple(
        dict.fromkeys(resolution for case in alike for resolution in possible_resolutions(case))
    )
    # Offered is what any of these cases allows; whether it fits all that were chosen is checked
    # below.
    labels = {resolution_words(resolution): resolution for resolution in offered}
    with st.form("decide"):
        about = st.selectbox(
            "Disagreement", [f"{ALL_ALIKE} ({len(alike):,})", *options], key="lists_about"
        )
        resolution = labels[st.selectbox("Decision", list(labels), key="lists_take")]
        signed = signature("lists")
        cases = [options[about]] if about in options else list(alike)
        fits = all(resolution in possible_resolutions(case) for case in cases)
        wrong = "" if fits else "Not every one of these can be decided so: take them one by one."
        facts_seen = as_seen("lists", facts(workspace, Decision))
        save = partial(_settle, workspace, cases, resolution, signed, facts_seen)
        submit("Keep this decision", signed, save, wrong)


def _settle(
    workspace: Workspace,
    cases: Sequence[Case],
    resolution: Resolution,
    signed: Signature,
    facts_seen: Sequence[Decision],
) -> str:
    """Save the decision of these cases.

    Raises:
        ChangedMeanwhile: Somebody decided since, so that what was chosen from has changed.
    """
    # Compared and decided in one step: between the two somebody else could decide the same.
    with workspace.exclusive():
        decisions = facts(workspace, Decision)
        if set(decisions) != set(facts_seen):
            raise ChangedMeanwhile((), [fact for fact in decisions if fact not in facts_seen])
        resolve(workspace, cases, resolution, signed.by, signed.on)
    st.session_state[_LAST] = cases[0].reason
    words = resolution_words(resolution)
    return f"kept: {words[0].lower()}{words[1:]} ({text.counted(len(cases), 'disagreement')})"


def _cases_table(
    cases: Sequence[Case], comparison: Comparison, pupils: Mapping[str, Pupil], names: Names
) -> Table:
    """A row for each disagreement: the child, what each list says, the state."""
    lists = [kind for kind in COMPARED if kind in comparison.lists]
    headings = (*CHILD, *(_LIST_NAMES[kind] for kind in lists), "State")
    rows = tuple(
        (
            *names.place(pupils[case.upn]),
            *(_plan_texts(case, kind) for kind in lists),
            text.capital(comparison.standing(case).value),
        )
        for case in cases
    )
    return Table("Disagreements of this reason", headings, rows)


def _plan_texts(case: Case, kind: List) -> str:
    texts = [entry_words(entry) for entry in case.entries if entry.list is kind]
    if texts:
        return "; ".join(texts)
    return "nothing" if kind in case.missing else "not expected to have it"


def _case_options(
    cases: Sequence[Case], pupils: Mapping[str, Pupil], names: Names
) -> Mapping[str, Case]:
    return {
        # With the number: two children may have the same name.
        f"{names.of(pupils[c.upn])} ({pupils[c.upn].number}): {entry_words(c.entries[0])}": c
        for c in cases
    }


def _all(comparison: Comparison) -> tuple[tuple[Reason, int], ...]:
    return reasons(comparison.mismatches)


def _counts(comparison: Comparison, reason: Reason) -> tuple[str, str, str]:
    def number(*standings: Standing) -> str:
        return f"{sum(case.reason is reason for case in comparison.of(*standings)):,}"

    return (
        number(Standing.OPEN, Standing.AGAIN),
        number(Standing.QUERIED),
        number(Standing.ACCEPTED),
    )


def _region(lists: Sequence[List], agree: bool) -> str:
    """'Local authority and safeguarding lead, agree'."""
    named = text.listed(_LIST_NAMES[kind].lower() for kind in lists)
    only = " only" if len(lists) == 1 else ""
    agreement = "agree" if agree and len(lists) > 1 else "as expected" if agree else "disagree"
    return text.capital(f"{named}{only}: {agreement}")
