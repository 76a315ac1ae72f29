"""The advice as data: rules, EEF strands, guidance, findings, routes of help.

Read once from the TOML files in `data`; a key that is no field of the model is a slip of ours,
and the first reading fails.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from cwsw.advice.model import (
    Area,
    Finding,
    Guidance,
    NotSuggested,
    Principles,
    Route,
    Rule,
    Strand,
)
from cwsw.measures.registry import SEVERE_SHARE
from cwsw.tables.typed_data import strictly_typed


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file, each with what fires it."""
    triggers = _load("triggers.toml")
    return tuple(
        strictly_typed(
            Rule,
            {
                "measures": triggers["cohort"].get(entry["id"], []),
                "child_fact": triggers["child"].get(entry["id"], ""),
            }
            | entry,
        )
        for entry in _load("rules.toml")["rule"]
    )


def rules_for(measure: str) -> tuple[Rule, ...]:
    """The rules that a clear gap in a measure fires."""
    return tuple(rule for rule in rules() if measure in rule.measures)


def rules_for_page(measure: str) -> tuple[Rule, ...]:
    """The rules to read on a measure's page that the measure itself does not fire."""
    return tuple(rule for rule in rules() if measure in rule.page_measures)


@cache
def rule(rule_id: str) -> Rule:
    """The rule of an id such as 'ATT-1'; KeyError where there is none."""
    return {rule.id: rule for rule in rules()}[rule_id]


@cache
def not_suggested() -> tuple[NotSuggested, ...]:
    """What is never suggested (design section 6), with the reason."""
    return strictly_typed(tuple[NotSuggested, ...], _load("rules.toml")["not_suggested"])


@cache
def strands() -> Mapping[str, Strand]:
    """The EEF Toolkit strands by key, cost and padlocks in words."""
    return {entry["key"]: _strand(entry) for entry in _load("guidance.toml")["strand"]}


def strands_of(rule: Rule) -> tuple[Strand, ...]:
    """The strands a rule refers to."""
    return tuple(strands()[key] for key in rule.strands)


@cache
def guidance() -> tuple[Guidance, ...]:
    """The guidance reports the advice page names."""
    return strictly_typed(tuple[Guidance, ...], _load("guidance.toml")["guidance"])


@cache
def findings() -> tuple[Finding, ...]:
    """The findings of trials and reviews about these children, nurture first."""
    return strictly_typed(tuple[Finding, ...], _load("guidance.toml")["finding"])


@cache
def principles() -> Principles:
    """The rules of honest evidence, of judging a try, and the line on the law."""
    data = _load("guidance.toml")
    return Principles(
        evidence=tuple(data["principles"]),
        judging=tuple(data["judging"]),
        law=data["law"],
        licence=data["licence"],
        strength=data["strength"],
        confidence=data["confidence"],
    )


@cache
def routes() -> Mapping[str, Route]:
    """Who outside the classroom can help, by key."""
    return {entry["key"]: strictly_typed(Route, entry) for entry in _load("local.toml")["route"]}


def requests() -> Mapping[str, Route]:
    """What the virtual school can be asked for, by key."""
    return {key: route for key, route in routes().items() if route.request}


def helpers_of(rule: Rule) -> tuple[Route, ...]:
    """The routes of help a rule names."""
    return tuple(routes()[key] for key in rule.helpers)


@cache
def areas() -> tuple[Area, ...]:
    """The local authorities whose virtual school offer is known."""
    return strictly_typed(tuple[Area, ...], _load("local.toml")["area"])


def area_of(local_authority: str | None) -> Area | None:
    """The offer of a school's local authority by its name, case ignored; None where unknown."""
    # A school types it, in capitals or not.
    name = (local_authority or "").strip().lower()
    return next((a for a in areas() if a.local_authority.lower() == name), None)


def _strand(entry: dict[str, Any]) -> Strand:
    data = _load("guidance.toml")
    fields = {key: value for key, value in entry.items() if key != "slug"}
    address = f"{data['toolkit']['url']}/{entry.get('slug', '')}".rstrip("/")
    words = {
        "cost": _in_words(entry["cost"], data["cost_words"], first=1),
        "padlocks": _in_words(entry["padlocks"], data["padlock_words"], first=0),
    }
    return strictly_typed(Strand, {"url": address} | fields | words)


def _in_words(grades: str, words: list[str], first: int) -> str:
    """'2–3' -> 'limited to moderate'."""
    return " to ".join(words[int(grade) - first] for grade in grades.split("–"))


@cache
def _load(name: str) -> dict[str, Any]:
    text = files("cwsw.advice").joinpath("data", name).read_text("utf-8")
    # The one threshold that the advice names is the registry's, so that a moved one moves here too.
    return tomllib.loads(text.replace("{severe_share}", SEVERE_SHARE))
