"""Suggestions and the library they come from, in words: never a figure without its limits."""

from collections.abc import Iterable

import streamlit as st

from cwsw.advice import library
from cwsw.advice.model import Rule
from cwsw.advice.suggest import UNDATED_PLAN, Suggestion
from cwsw.compare import words
from cwsw.measures.registry import Measure
from cwsw.summary.model import Summary
from cwsw.ui import links

LOOK_AT_EACH_CHILD = "Look at each child, not at a rate."
FOLDED = "The evidence, who leads, who can help, how to tell it worked"
ORDER = (
    "First gaps that are unusual beside England's, then other clear gaps, then what was counted of "
    "single children. Choose one or two that fit your children: doing all of them at once shows "
    "nothing."
)
NOTHING_FIRES = (
    "No gap to your other pupils is clear, and no fact of a single child calls for one of these. "
    "Small groups hide much, and what is not in the spreadsheet cannot be seen. The library below "
    "is there to choose from."
)

NO_FIGURES = (
    "There are no figures yet to suggest anything from: your spreadsheet says who counts. The "
    "library below is there to choose from."
)


def about_suggestions(summary: Summary) -> str:
    """In which order suggestions stand, or why there are none."""
    if summary.suggestions:
        return ORDER
    return NOTHING_FIRES if summary.figures else NO_FIGURES


def show_evidence_rules() -> None:
    """What must be said before any suggestion."""
    first, second, *_ = library.principles().evidence
    st.info(f"{second}\n\n{first}")


def show_library(summary: Summary) -> None:
    """Every rule that did not fire, each under its area; opened on a click."""
    fired = {suggestion.rule.id for suggestion in summary.suggestions}
    rest = [rule for rule in library.rules() if rule.id not in fired]
    for area in dict.fromkeys(rule.area for rule in rest):
        st.subheader(_area_title(area))
        for rule in (rule for rule in rest if rule.area == area):
            with st.expander(rule.title):
                rule_block(rule)
                plan_link(rule)


def _area_title(area: str) -> str:
    """'early_years' -> 'Early years'."""
    return "GCSE and after" if area == "gcse" else words.capital(area.replace("_", " "))


def measure_suggestions(measure: Measure, summary: Summary) -> None:
    """What to do about one measure, in short, on its own page."""
    fired = [s for s in summary.suggestions if s.figure and s.figure.measure.key == measure.key]
    read = (*library.rules_for(measure.key), *library.shown_with(measure.key))
    also = [rule for rule in read if rule.id not in {s.rule.id for s in fired}]
    if not fired and not also:
        return
    st.subheader(f"{measure.title}: what to do")
    if not fired:
        st.write("Nothing is suggested from this figure. To read, if you wish:")
    lines = [f"- **{s.rule.title}**. {strength(s.rule)}" for s in fired]
    lines += [f"- {rule.title}. {strength(rule)}" for rule in also]
    st.markdown("\n".join(lines))
    links.page_link(links.WHAT_TO_DO, "What to do, step by step")


def strength(rule: Rule) -> str:
    """'Evidence for this outcome: C, weak, mixed or short-lived.'"""
    meaning = library.principles().strength[rule.strength]
    return f"Evidence for this outcome: {rule.strength}, {meaning}."


def suggestion_block(suggestion: Suggestion) -> None:
    """One suggestion with everything that must be said of it."""
    st.subheader(suggestion.rule.title)
    is_of_list = suggestion.rule.child_fact == UNDATED_PLAN
    is_of_children = suggestion.look_at_each_child and not is_of_list
    more = f" {LOOK_AT_EACH_CHILD}" if is_of_children else ""
    st.markdown(f"**Why this is suggested.** {suggestion.because}{more}")
    st.markdown("\n\n".join(_to_do(suggestion.rule)))
    with st.expander(FOLDED):
        st.markdown("\n\n".join(_to_know(suggestion.rule)))
    if suggestion.rule.child_fact == UNDATED_PLAN:
        links.page_link(links.OUR_LIST, "Our list: what to ask for")
    elif suggestion.figure is None:
        plan_link(suggestion.rule)
    else:
        plan_link(suggestion.rule, suggestion.figure.measure)
        figure = suggestion.figure
        asked = links.explores(figure.measure.key, figure.year)
        links.page_link(links.EXPLORE, f"Explore: {figure.measure.short}", asked)


def plan_link(rule: Rule, measure: Measure | None = None) -> None:
    """On to planning it: the page begins with this rule, and the measure it is to improve."""
    first = measure.key if measure else next(iter((*rule.measures, *rule.shown_with)), None)
    asked = {"rule": rule.id} | ({"measure": first} if first else {})
    links.page_link(links.PLAN_SUPPORT, f"Plan this: {rule.title}", asked)


def rule_block(rule: Rule) -> None:
    """A rule of the library: what to do, first steps, how sure, who, how to tell."""
    st.markdown("\n\n".join((*_to_do(rule), *_to_know(rule))))


def _to_do(rule: Rule) -> Iterable[str]:
    """A rule's paragraphs (Markdown) on what to do, and what must be said in the same breath."""
    yield _list("What to do", rule.actions)
    yield _list("First steps this half-term", rule.first_steps)
    yield f"**How sure.** {strength(rule)} {words.capital(_stop(rule.tested))}"
    yield f"**Take care.** {_stop(rule.cautions)}"


def _to_know(rule: Rule) -> Iterable[str]:
    """A rule's further paragraphs (Markdown): the evidence, who, and how to tell it worked."""
    yield f"**The evidence.** {words.capital(_stop(rule.evidence))}"
    if strands := library.strands_of(rule):
        yield _list("EEF Toolkit", (_strand_line(s.sentence, s.url) for s in strands))
    yield f"**Who leads.** {_stop(rule.leads)}"
    if helpers := library.helpers_of(rule):
        yield _list("Who outside can help", (f"{h.name}: {h.gives} {h.ask_when}" for h in helpers))
    yield f"**How to tell it worked.** {_stop(rule.success)}"
    yield f"**When to look again.** {_stop(rule.review)}"


def _strand_line(sentence: str, url: str) -> str:
    return f"{sentence} ([EEF]({url}))" if url else sentence


def _stop(words_: str) -> str:
    """The words with a full stop."""
    return words_ if words_.endswith((".", "?", "!")) else f"{words_}."


def _list(title: str, entries: Iterable[str]) -> str:
    return f"**{title}.**\n\n" + "\n".join(f"- {entry}" for entry in entries)
