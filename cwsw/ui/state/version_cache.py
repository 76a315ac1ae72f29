"""Answers asked of a workspace once for each of its versions, and forgotten with it."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from cwsw.store import Workspace

Answer = TypeVar("Answer")
MOST = 128
"""So many answers are kept of one version; then all are asked anew.

A child's page asks two of its own, a few kilobytes each; the largest are about a megabyte, once.
"""

_ANSWERS: WeakKeyDictionary[Workspace, tuple[int, dict[Hashable, object]]] = WeakKeyDictionary()


def cached(workspace: Workspace, ask: Callable[..., Answer], *arguments: Hashable) -> Answer:
    """`ask(workspace, *arguments)`, kept until the workspace changes or goes."""
    version, answers = _ANSWERS.get(workspace, (-1, {}))
    if version != workspace.version or len(answers) >= MOST:
        # All at once: which was used last is not known, and answers are cheap to ask anew.
        version, answers = workspace.version, {}
        _ANSWERS[workspace] = version, answers
    key = (ask, arguments)
    if key not in answers:
        answers[key] = ask(workspace, *arguments)
    return cast("Answer", answers[key])


def forget(workspace: Workspace) -> None:
    """Forget every answer about a workspace, such as how it compares with one that is gone."""
    _ANSWERS.pop(workspace, None)
