"""Loads the word files: headings of other systems, and what must never be taken for one."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cwsw.intake.columns import fold
from cwsw.tables.codes import REGISTER_CODES
from cwsw.tables.proposal import Certainty

_DATA = Path(__file__).parents[1] / "data"
PRESENT_ALL_DAY = "/\\"
"""The heading of a column that counts the marks / and \\ together."""

_MORE_CODES = frozenset(("*", PRESENT_ALL_DAY))


@dataclass(frozen=True)
class Alias:
    """A heading that stands for a field: how sure, and its rank within the field."""

    field: str
    sure: Certainty
    rank: int


@dataclass(frozen=True)
class Field:
    """Something a column may be: its word on screen and how its cells look."""

    name: str
    label: str
    kind: str


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def fields() -> Mapping[str, Field]:
    """Field name -> field."""
    return {name: Field(name, f["label"], f["kind"]) for name, f in _load("aliases").items()}


@cache
def aliases() -> Mapping[str, Alias]:
    """Folded heading -> what it stands for, from `data/aliases.toml`; a new heading goes there."""
    by_heading: dict[str, Alias] = {}
    for name, about in _load("aliases").items():
        rank = 0
        for sure in Certainty:
            for heading in about.get(sure.value, ()):
                # The order in the file is the rank: the surest headings stand first.
                rank += 1
                by_heading.setdefault(fold(heading), Alias(name, sure, rank))
    return by_heading


@cache
def by_label() -> Mapping[str, str]:
    """Folded word for a field -> its name: what may stand on the right side of a mapping."""
    field_names = {fold(field.label): name for name, field in fields().items()}
    return field_names | {fold(name): name for name in fields()}


@cache
def _never() -> tuple[Mapping[str, str], Mapping[str, str]]:
    data = _load("never")
    return {fold(h): why for h, why in data["heading"].items()}, data["contains"]


def why_never(heading: str) -> str | None:
    """Why a heading must not be taken for a field (`data/never.toml`); None where it may be."""
    exact, words = _never()
    if fold(heading) in exact:
        return exact[fold(heading)]
    # 'EthnicOrigin' is two words.
    inside = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).lower())
    return next((words[word] for word in inside if word in words), None)


@cache
def _of_plans() -> frozenset[str]:
    return frozenset(map(fold, _load("never")["of_plans"]["headings"]))


def speaks_of_plans(heading: str) -> bool:
    """Whether a heading that is not read says who had a social worker."""
    return fold(heading) in _of_plans()


def is_code_heading(heading: str) -> bool:
    """Whether a heading is an attendance code, as on a sheet with a column for each."""
    text = heading.strip().upper()
    return text in REGISTER_CODES or text in _MORE_CODES


@cache
def words(section: str) -> Mapping[str, str]:
    """Folded word -> what it is read as, in a section of `words.toml` or `plan_words.toml`."""
    meanings: dict[str, str] = {}
    for meaning, forms in (_load("words") | _load("plan_words"))[section].items():
        for form in forms:
            meanings.setdefault(fold(form) or form, meaning)
    return meanings


def word(section: str, text: str) -> str | None:
    """What a cell's text means by the word files; None where it is not there, or with a '?'."""
    # 'CP?' is not CP; a '?' alone is a word of its own.
    doubted = "?" in text and any(c.isalnum() for c in text)
    return None if doubted else words(section).get(fold(text) or text)
