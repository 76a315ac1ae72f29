"""Answers about a school's spreadsheets: remembered with its data, or downloaded as a file."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from cwsw.intake.exports.join_decisions import ACCEPT_ALL, ONE_BY_ONE
from cwsw.intake.exports.reading_log import fold_key
from cwsw.store import Workspace
from cwsw.tables.proposal import Proposal, Question
from cwsw.ui.state import session

Answers = dict[str, Any]

ABOUT_MANY = (ACCEPT_ALL, ONE_BY_ONE)
"""Answers about all children of a list who were matched in one way."""

MOST_BYTES = 2**20
"""Size of a file of saved answers beyond which it is not opened."""


@st.cache_resource(show_spinner=False)
def _answers_by_workspace() -> "WeakKeyDictionary[Workspace, Answers]":
    """The answers by workspace: they are forgotten when their data are."""
    return WeakKeyDictionary()


def remembered() -> Answers:
    """The answers that belong to what this school has loaded; none before a first upload."""
    own = session.own_workspace()
    # A copy: what a form changes is no answer of the school before the upload is confirmed.
    return {} if own is None else deepcopy(_answers_by_workspace().get(own, {}))


def remember(workspace: Workspace, answers: Mapping[str, Any]) -> None:
    """Remember answers with the data that they led to, and those of earlier uploads."""
    _answers_by_workspace()[workspace] = _of_single_children(merged(remembered(), answers))


def _of_single_children(answers: Answers) -> Answers:
    """Answers without those about many children at once: the next upload's are others."""
    joins = answers.get("joins", {})
    single = {key: value for key, value in joins.items() if value not in ABOUT_MANY}
    return answers | {"joins": single} if joins else answers


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Answers:
    """Two sets of answers, section by section; where both answer, the second counts."""
    combined = deepcopy(dict(first))
    for key, value in second.items():
        before = combined.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            combined[key] = merged(before, value)
        else:
            combined[key] = deepcopy(value)
    return combined


def as_file(proposal: Proposal) -> bytes:
    """The answers as JSON, for this page and for the command line's --mapping."""
    return json.dumps(proposal.as_mapping(), indent=2, ensure_ascii=False).encode()


def from_file(data: bytes) -> Answers | None:
    """Saved answers; None where the file holds none."""
    if len(data) > MOST_BYTES:
        return None
    try:
        read = json.loads(data.decode("utf-8-sig"))
    # RecursionError: a file may hold nothing but brackets, one in the other.
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(read, dict) and all(isinstance(v, dict | str) for v in read.values())
    return read if is_list else None


def last_time(question: Question, answers: Mapping[str, Any]) -> str | None:
    """The answer to the same question about a sheet of another name; None without a single one."""
    part = answers.get(question.section)
    if not isinstance(part, Mapping):
        return None
    # The next export may give its sheet another name: the heading is what stays.
    sheetless_path = _without_sheet(question.path)
    matches = {a for path, a in _leaves((), part) if _without_sheet(path) == sheetless_path}
    possible = {choice.answer for choice in question.options}
    return matches.pop() if len(matches) == 1 and matches <= possible else None


def _without_sheet(path: tuple[str, ...]) -> tuple[str, ...]:
    """('list!DOB', 'soon') -> ('dob', 'soon'): the heading and what follows."""
    return tuple(fold_key(step.rpartition("!")[2]) for step in path)


def _leaves(start: tuple[str, ...], part: Mapping[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    leaves = []
    for key, value in part.items():
        path = (*start, str(key))
        if isinstance(value, Mapping):
            leaves += _leaves(path, value)
        else:
            leaves.append((path, str(value)))
    return leaves
