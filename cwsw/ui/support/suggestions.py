"""Suggestions, and the library that they come from; each with the limits of its evidence."""

from collections.abc import Sequence

import streamlit as st

from cwsw.access import Right, User
from cwsw.advice import library
from cwsw.advice.model import Rule
from cwsw.advice.suggest import UNDATED_PLAN, Suggestion, first
from cwsw.children.support import running, supports
from cwsw.cohort.today import list_day
from cwsw.compare import words
from cwsw.compare.narrative import gap_words
from cwsw.compare.showing import counts_and_value
from cwsw.measures.registry import Measure
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.ui.support.rule_text import rule_block, sentence, strength, to_do, to_know
from cwsw.ui.widgets import links
from cwsw.ui.widgets.row_table import show_words
from cwsw.ui.wording import text

LOOK_AT_EACH_CHILD = "Look at each child, not at a rate."
HOW = "How, and the evidence"
ORDER = (
    "First gaps that are unusual for England, then other clear gaps, then what was counted of "
    "single children. Choose one or two: doing all at once shows nothing."
)
NOTHING_FIRES = (
    "No gap to your other pupils is clear, and no fact of a single child calls for one of these. "
    "Small groups hide much. Choose from the library below."
)
NO_FIGURES = (
    "There are no figures yet to suggest anything from. Add sheets such as Attendance, or choose "
    "from the library below."
)
READ = "Read about"
SUGGESTION = "suggestion"
"""The name of the suggestion in the address."""


def asked_suggestion(summary: Summary) -> Suggestion | None:
    """The suggestion that the address names; None where it names none that fits the figures."""
    rule_id = st.query_params.get(SUGGESTION)
    return next((s for s in summary.suggestions if s.rule.id == rule_id), None)


def asks_for(suggestion: Suggestion) -> dict[str, str]:
    """The query parameters with which the page begins with one suggestion, in full."""
    return {SUGGESTION: suggestion.rule.id}


def finding(summary: Summary, asked: Suggestion | None = None) -> str:
    """The title: the gap of the suggestion asked for or that comes first, or that there is none."""
    top = first(summary.suggestions)
    if not top:
        return "Nothing is suggested by the figures"
    suggestion = asked or top[0]
    figure = suggestion.figure
    if figure is None or suggestion.look_at_each_child:
        return suggestion.rule.title
    gap = f"{figure.measure.short}: {gap_words(figure).here}"
    return f"{gap}. Start here" if suggestion is top[0] else gap


def show_asked(suggestion: Suggestion) -> None:
    """Show one suggestion in full, with nothing left to open."""
    rule = suggestion.rule
    with st.container(border=True):
        st.header(rule.title)
        st.write(because(suggestion))
        left, right = st.columns(2)
        left.markdown("\n\n".join(to_do(rule)))
        right.markdown("\n\n".join(to_know(rule)))
        with st.container(horizontal=True):
            _way_on(suggestion)
            _explore_link(suggestion)
            links.page_link(links.WHAT_TO_DO, "All suggestions")


def show_first(summary: Summary, asked: Suggestion | None = None) -> None:
    """Show the first three suggestions, each as a card; or why there are none.

    `asked` is shown in full already.
    """
    top = [s for s in first(summary.suggestions) if s is not asked]
    if not top and asked is None:
        st.write(NOTHING_FIRES if summary.figures else NO_FIGURES)
    if not top:
        return
    for column, suggestion in zip(st.columns(len(top)), top, strict=True):
        with column.container(border=True, height="stretch"):
            _card(suggestion)


def _card(suggestion: Suggestion) -> None:
    """Show what to try, why, and how strong the evidence is; the rest opens on a click."""
    rule = suggestion.rule
    st.markdown(f"**{rule.title}**")
    st.write(in_short(suggestion))
    st.caption(f"Evidence {rule.strength} of A to D. {words.capital(sentence(rule.tested))}")
    with st.popover(HOW, width="stretch", key=f"how_{rule.id}", on_change="rerun") as opened:
        # Streamlit sends what is in a closed popover too: this is made only when somebody opens it.
        if opened.open:
            st.write(because(suggestion))
            rule_block(rule)
            _explore_link(suggestion)
    _way_on(suggestion)


def because(suggestion: Suggestion) -> str:
    """Why it is suggested, in a sentence or two."""
    # What is wrong with the list is no fact of a child to look at.
    is_of_list = suggestion.rule.child_fact == UNDATED_PLAN
    if suggestion.look_at_each_child and not is_of_list:
        return f"{suggestion.because} {LOOK_AT_EACH_CHILD}"
    return suggestion.because


def in_short(suggestion: Suggestion) -> str:
    """'71 of 140 (51%); our other pupils 185 of 853 (22%): 2.3 times as likely.'"""
    figure = suggestion.figure
    if figure is None or (suggestion.look_at_each_child and not figure.measure.kind.is_share):
        return suggestion.because
    ours, other_pupils = (
        counts_and_value(figure.groups[n], figure.measure) for n in ("cwsw", "other")
    )
    comparison = f"{ours}; our other pupils {other_pupils}"
    if suggestion.look_at_each_child:
        return f"{comparison}. {LOOK_AT_EACH_CHILD}"
    return f"{comparison}: {gap_words(figure).here}."


def _way_on(suggestion: Suggestion) -> None:
    """Show the link to plan it; for a fact about the list, the link to what is to be asked."""
    # A plan without dates is mended by asking for them, and not by support.
    if suggestion.rule.child_fact == UNDATED_PLAN:
        links.page_link(links.MISSING, "May be missing: what to ask for")
        return
    figure = suggestion.figure
    plan_link(suggestion.rule, figure.measure if figure else None)


def _explore_link(suggestion: Suggestion) -> None:
    """Show the link to the figure that a suggestion comes from."""
    figure = suggestion.figure
    if figure is not None:
        query = links.explores(figure.measure.key, figure.year)
        links.page_link(links.EXPLORE, f"Explore: {figure.measure.short}", query)


def show_running_line(workspace: Workspace, user: User) -> None:
    """Show how much support is running and due, with the link to it."""
    if not user.may(Right.WORK):
        return
    day = list_day(workspace)
    running_support = running(supports(workspace), day)
    due = sum(support.is_due(day) for support in running_support)
    kinds = text.counted(len(running_support), "kind of support is", "kinds of support are")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{kinds} running, {due:,} due for review.**", width="content")
        links.page_link(links.INTERVENTIONS, "See what runs")


def show_more(summary: Summary, asked: Suggestion | None = None) -> None:
    """Show the other suggestions, without the one `asked` for, and the library, behind clicks."""
    in_view = [*first(summary.suggestions), asked]
    more_suggestions = [s for s in summary.suggestions if s not in in_view]
    if more_suggestions:
        title = f"{text.counted(len(more_suggestions), 'more suggestion')} from your figures"
        with st.expander(title, key="more", on_change="rerun") as more:
            if more.open:
                _show_table(more_suggestions)
    with st.expander("The library", key="library", on_change="rerun") as shelf:
        if shelf.open:
            _show_library(summary)


def _show_table(suggestions: Sequence[Suggestion]) -> None:
    """Show suggestions as a table; the selected one is shown in full beneath."""
    st.write(ORDER)
    rows = tuple((s.rule.title, because(s), s.rule.strength) for s in suggestions)
    table = Table("More suggestions", ("What to try", "Why", "Evidence"), rows)
    selected_places = show_words(table, key="more_table", widths={"What to try": 330, "Why": 560})
    titles = [s.rule.title for s in suggestions]
    place = next(iter(selected_places), None)
    # A key for each place: under one key the box would keep the title that was read before.
    title = st.selectbox(READ, titles, place, key=f"more_read_{place}", placeholder="Choose one")
    if title is not None:
        suggestion = suggestions[titles.index(title)]
        st.write(because(suggestion))
        rule_block(suggestion.rule)
        _explore_link(suggestion)
        _way_on(suggestion)


def _show_library(summary: Summary) -> None:
    """Every rule that did not fire, as a table to search, and one of them to read."""
    fired = {suggestion.rule.id for suggestion in summary.suggestions}
    rules = [rule for rule in library.rules() if rule.id not in fired]
    rows = tuple((rule.title, _area_title(rule.area), rule.strength) for rule in rules)
    table = Table("The library", ("What to try", "Area", "Evidence"), rows)
    selected_places = show_words(table, key="library_table", widths={"What to try": 560})
    titles = [rule.title for rule in rules]
    place = next(iter(selected_places), None)
    title = st.selectbox(READ, titles, place, key=f"library_read_{place}", placeholder="Choose one")
    if title is not None:
        rule = rules[titles.index(title)]
        rule_block(rule)
        plan_link(rule)


def show_evidence_rules() -> None:
    """Show behind clicks what the evidence says, what is never suggested, and how to judge."""
    principles = library.principles()
    always, untested, *_ = principles.evidence
    with st.container(horizontal=True):
        with st.popover("How sure can we be?", type="tertiary"):
            st.write(f"{untested} {always}")
            st.markdown("\n".join(f"- **{k}**: {v}" for k, v in principles.strength.items()))
        with st.popover("Not suggested, and why", type="tertiary"):
            st.markdown("\n".join(f"- **{n.name}.** {n.reason}" for n in library.not_suggested()))
        with st.popover("How to judge whether it worked", type="tertiary"):
            st.markdown("\n".join(f"- {line}" for line in principles.judging))


def _area_title(area: str) -> str:
    """'early_years' -> 'Early years'."""
    return "GCSE and after" if area == "gcse" else words.capital(area.replace("_", " "))


def measure_suggestions(measure: Measure, summary: Summary) -> None:
    """Show what to do about one measure in short, for the tab of Explore."""
    fired = [s for s in summary.suggestions if s.figure and s.figure.measure.key == measure.key]
    read = (*library.rules_for(measure.key), *library.rules_for_page(measure.key))
    further_rules = [rule for rule in read if rule.id not in {s.rule.id for s in fired}]
    if not fired and not further_rules:
        return
    st.subheader(f"{measure.title}: what to do")
    if not fired:
        st.write("Nothing is suggested from this figure. To read, if you wish:")
    lines = [f"- **{s.rule.title}**. {strength(s.rule)}" for s in fired]
    lines += [f"- {rule.title}. {strength(rule)}" for rule in further_rules]
    st.markdown("\n".join(lines))
    query = asks_for(fired[0]) if fired else None
    links.page_link(links.WHAT_TO_DO, "What to do, step by step", query)


def plan_link(rule: Rule, measure: Measure | None = None) -> None:
    """Show the link to plan a rule; the page begins with it and the measure to improve."""
    key = measure.key if measure else next(iter((*rule.measures, *rule.page_measures)), None)
    query = {"rule": rule.id} | ({"measure": key} if key else {})
    links.page_link(links.PLAN_SUPPORT, f"Plan this: {short_title(rule.title)}", query)


def short_title(title: str) -> str:
    """'Fewer suspensions: find the hot spot' -> 'Fewer suspensions'."""
    return title.partition(":")[0].partition(",")[0]
