"""The cache of answers about a workspace: one answer for each version, forgotten with it."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from cwsw.store import AnswerCache, Workspace

Answer = TypeVar("Answer")
MOST = 128
"""So many answers are kept of one version; then all are asked anew.

A child's page asks two of its own, a few kilobytes each; the largest are about a megabyte, once.
"""

_CACHE = AnswerCache(lambda workspace: workspace.version, MOST)


def cached(workspace: Workspace, ask: Callable[..., Answer], *arguments: Hashable) -> Answer:
    """`ask(workspace, *arguments)`, kept until the workspace changes or goes."""
    # Not st.cache_data: it would copy each answer for each run, and keep it when its data go.
    return _CACHE.get(workspace, ask, *arguments)


def forget(workspace: Workspace) -> None:
    """Forget every answer about a workspace, such as how it compares with one that is gone."""
    _CACHE.forget(workspace)
