"""Reading, keeping and taking back facts."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import ClassVar, Protocol, TypeVar

from cwsw.store import Part, Workspace


class Fact(Protocol):
    """What every kind of fact has: the table it is kept in, what it speaks of, and when."""

    TABLE: ClassVar[str]

    @property
    def about(self) -> tuple[str, ...]:
        """What it speaks of."""

    @property
    def on(self) -> date | None:
        """The day it was said."""


F = TypeVar("F", bound=Fact)


def today() -> date:
    """The day on which somebody decides something: by this computer's clock and time zone."""
    return datetime.now().astimezone().date()


def facts(workspace: Workspace, kind: type[F]) -> tuple[F, ...]:
    """All facts of one kind, in a fixed order."""
    return tuple(kind(**row) for row in workspace.rows(kind.TABLE).to_pylist())


def latest(found: Iterable[F]) -> dict[tuple[str, ...], F]:
    """What each thing's latest fact says.

    Of several of one day the last in their order as text, so that row order never matters.
    """
    ordered = sorted(found, key=lambda fact: (fact.on or date.min, str(fact)))
    return {fact.about: fact for fact in ordered}


def keep(workspace: Workspace, what: str, new: Iterable[F]) -> None:
    """Keep facts as one step; each takes the place of those about the same thing of the same day.

    `what` says in words what is done, without a pupil's name. PermissionError where the workspace
    is shared.
    """
    workspace.change(what, *keeping(workspace, new))


def keeping(workspace: Workspace, new: Iterable[F]) -> tuple[Part, ...]:
    """The part of a change that keeps facts, to be made in one step with others."""
    given = list(dict.fromkeys(new))
    if not given:
        return ()
    kind = type(given[0])
    places = {(fact.about, fact.on) for fact in given}
    former = [f for f in facts(workspace, kind) if (f.about, f.on) in places]
    return (Part(kind.TABLE, tuple(map(_row, former)), tuple(map(_row, given))),)


def take_back(workspace: Workspace, what: str, fact: F) -> None:
    """Remove a fact as one step, as if it had never been said."""
    workspace.change(what, Part(fact.TABLE, out=(_row(fact),)))


def swap(workspace: Workspace, what: str, pairs: Iterable[tuple[F, F]]) -> None:
    """Put facts in the place of former ones as one step: (former, new), all of one kind."""
    given = list(pairs)
    if given:
        out, into = zip(*((_row(former), _row(new)) for former, new in given), strict=True)
        workspace.change(what, Part(given[0][0].TABLE, tuple(out), tuple(into)))


def _row(fact: F) -> dict[str, object]:
    return asdict(fact)  # type: ignore[call-overload,no-any-return]
