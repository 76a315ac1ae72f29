"""What is said of a rule of the library: what to do, how sure one can be, who, how to tell."""

from collections.abc import Iterable

import streamlit as st

from cwsw.advice import library
from cwsw.advice.model import Rule
from cwsw.compare import words


def rule_block(rule: Rule) -> None:
    """A rule of the library: what to do, first steps, how sure, who, how to tell."""
    st.markdown("\n\n".join((*to_do(rule), *to_know(rule))))


def to_do(rule: Rule) -> Iterable[str]:
    """A rule's paragraphs (Markdown) on what to do, and what must be said with it."""
    yield _list("What to do", rule.actions)
    yield _list("First steps this half-term", rule.first_steps)
    yield f"**How sure.** {strength(rule)} {words.capital(sentence(rule.tested))}"
    yield f"**Take care.** {sentence(rule.cautions)}"


def to_know(rule: Rule) -> Iterable[str]:
    """A rule's further paragraphs (Markdown): the evidence, who, and how to tell it worked."""
    yield f"**The evidence.** {words.capital(sentence(rule.evidence))}"
    if strands := library.strands_of(rule):
        yield _list("EEF Toolkit", (_strand_line(s.sentence, s.url) for s in strands))
    yield f"**Who leads.** {sentence(rule.leads)}"
    if helpers := library.helpers_of(rule):
        yield _list("Who outside can help", (f"{h.name}: {h.gives} {h.ask_when}" for h in helpers))
    yield f"**How to tell it worked.** {sentence(rule.success)}"
    yield f"**When to look again.** {sentence(rule.review)}"


def _strand_line(words_: str, url: str) -> str:
    return f"{words_} ([EEF]({url}))" if url else words_


def sentence(words_: str) -> str:
    """The words with a full stop."""
    return words_ if words_.endswith((".", "?", "!")) else f"{words_}."


def _list(title: str, entries: Iterable[str]) -> str:
    return f"**{title}.**\n\n" + "\n".join(f"- {entry}" for entry in entries)


def strength(rule: Rule) -> str:
    """'Evidence for this outcome: C, weak, mixed or short-lived.'"""
    meaning = library.principles().strength[rule.strength]
    return f"Evidence for this outcome: {rule.strength}, {meaning}."
