"""Questions to ask before support is chosen, and the support that fits the gap."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cwsw.advice.library import not_suggested, rules, rules_for, rules_for_page
from cwsw.advice.model import NotSuggested, Rule
from cwsw.measures.registry import BY_KEY
from cwsw.tables.typed_data import strictly_typed

FEWEST_ANSWERS = 3
_BETWEEN = " | "
"""Between two answers: the sheet of support has one cell for all of them."""


@dataclass(frozen=True)
class WhyQuestion:
    """One why-question, and where an answer may be found."""

    ask: str
    hint: str


@dataclass(frozen=True)
class Topic:
    """The questions for one kind of gap; `areas` of the library hold what fits it."""

    key: str
    title: str
    areas: tuple[str, ...]
    questions: tuple[WhyQuestion, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic, in the order of the file."""
    text = files("cwsw.advice").joinpath("data", "why.toml").read_text("utf-8")
    return strictly_typed(tuple[Topic, ...], tomllib.loads(text)["topic"])


def topic_of(measure: str | None) -> Topic:
    """The topic of a measure's page; the general one where there is no measure."""
    known = BY_KEY.get(measure or "")
    # The last topic of the file is the general one.
    return next((t for t in topics() if known and known.page in t.areas), topics()[-1])


def candidates(measure: str | None) -> tuple[Rule, ...]:
    """What fits a gap: rules of the measure first, then others of its area. Never an empty list."""
    areas = topic_of(measure).areas
    first = (*rules_for(measure), *rules_for_page(measure)) if measure else ()
    rest = (rule for rule in rules() if rule.area in areas)
    # A rule may fit the measure and its area; it is offered once.
    return tuple(dict.fromkeys((*first, *rest)))


def warned_of(words: str) -> NotSuggested | None:
    """The entry of the never-suggested list that somebody's own words fall under."""
    folded_words = words.casefold()
    return next((n for n in not_suggested() if any(term in folded_words for term in n.terms)), None)


def in_words(answered: Iterable[tuple[WhyQuestion, str]]) -> str:
    """Questions and answers as the text of a Why cell; what was not answered is left out."""
    pairs = ((question.ask, " ".join(answer.split())) for question, answer in answered)
    return _BETWEEN.join(f"{ask} {answer}" for ask, answer in pairs if answer)


def parts(why: str | None) -> tuple[str, ...]:
    """A Why cell as lines, one for each answer, or the words somebody else typed."""
    return tuple(part for part in (why or "").split(_BETWEEN) if part)
