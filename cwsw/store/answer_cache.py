"""Answers about a workspace, each worked out once until the workspace changes or goes."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from cwsw.store.workspace import Workspace

Answer = TypeVar("Answer")


class AnswerCache:
    """Answers of one kind of question, for as long as a stamp of their workspace is the same."""

    def __init__(self, stamp: Callable[[Workspace], int], most: int | None = None) -> None:
        """Begin empty.

        Args:
            stamp: The number of a workspace that another answer needs to be another:
                `Workspace.version` for figures, `Workspace.revision` for what staff added.
            most: So many answers are kept of one workspace; None: all.

        """
        self._stamp, self._most = stamp, most
        # Weak keys: data that were removed must not stay in memory for the sake of an answer.
        self._answers: WeakKeyDictionary[Workspace, tuple[int, dict[Hashable, object]]] = (
            WeakKeyDictionary()
        )

    def get(self, workspace: Workspace, ask: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """`ask(workspace, *arguments)`, from memory where it was asked before."""
        # Before the answer is worked out: a change made meanwhile then counts as a later one, and
        # the next question is asked anew.
        stamp = self._stamp(workspace)
        known_stamp, answers = self._answers.get(workspace, (-1, {}))
        if known_stamp != stamp or len(answers) == self._most:
            # All at once: which was used last is not known, and answers are cheap to ask anew.
            answers = {}
            self._answers[workspace] = stamp, answers
        key = (ask, arguments)
        if key not in answers:
            answers[key] = ask(workspace, *arguments)
        return cast("Answer", answers[key])

    def forget(self, workspace: Workspace) -> None:
        """Forget every answer about a workspace."""
        self._answers.pop(workspace, None)
