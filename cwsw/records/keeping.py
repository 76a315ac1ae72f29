"""Reading, keeping and taking back facts."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import ClassVar, Protocol, TypeVar

from cwsw.store import AnswerCache, TableChange, Workspace


class StaffFact(Protocol):
    """What every kind of fact has: the table it is kept in, what it speaks of, and when."""

    TABLE: ClassVar[str]

    @property
    def about(self) -> tuple[str, ...]:
        """What it speaks of."""

    @property
    def on(self) -> date | None:
        """The day it was said."""


F = TypeVar("F", bound=StaffFact)
_FACTS = AnswerCache(lambda workspace: workspace.revision)
"""The facts read of each workspace: a page asks for some of them often."""


def today() -> date:
    """The day on which somebody decides something: by this computer's clock and time zone."""
    return datetime.now().astimezone().date()


def facts(workspace: Workspace, kind: type[F]) -> tuple[F, ...]:
    """All facts of one kind, in a fixed order; read once until anything is changed."""
    return _FACTS.get(workspace, _read, kind)


def latest(all_facts: Iterable[F]) -> dict[tuple[str, ...], F]:
    """What each thing's latest fact says.

    Of several of one day the last in their order as text, so that row order never matters.
    """
    ordered = sorted(all_facts, key=lambda fact: (fact.on or date.min, str(fact)))
    return {fact.about: fact for fact in ordered}


class ChangedMeanwhile(Exception):  # noqa: N818 - it reads as what happened
    """Somebody else changed what this is about since it was looked at, so nothing was kept.

    `mine` is what was not kept; `theirs` what stands now (nothing: they took it away).
    """

    def __init__(self, mine: Iterable[StaffFact], theirs: Iterable[StaffFact]) -> None:
        super().__init__("changed meanwhile")
        self.mine = tuple(mine)
        self.theirs = tuple(theirs)


def record(
    workspace: Workspace, description: str, new: Iterable[F], facts_seen: Iterable[F] | None = None
) -> None:
    """Record facts as one step; each replaces those about the same thing on the same day.

    Args:
        workspace: The data to which they are added.
        description: What is done, without a pupil's name: the undo button shows it.
        new: The facts, all of one kind.
        facts_seen: The facts of this kind on which somebody decided; None: do not compare.

    Raises:
        ChangedMeanwhile: The facts about the same things are no longer those seen.
        PermissionError: The workspace is shared and takes no changes.

    """
    new_facts = tuple(new)
    with workspace.exclusive():
        if facts_seen is not None:
            require_unchanged(workspace, new_facts, facts_seen)
        workspace.change(description, *keep_part(workspace, new_facts))


def require_unchanged(workspace: Workspace, new: Sequence[F], facts_seen: Iterable[F]) -> None:
    """Raise ChangedMeanwhile where the facts about the same things are others than those seen."""
    if not new:
        return
    abouts = {fact.about for fact in new}
    before = {fact for fact in facts_seen if fact.about in abouts}
    current = [fact for fact in facts(workspace, type(new[0])) if fact.about in abouts]
    if set(current) != before:
        raise ChangedMeanwhile(new, [fact for fact in current if fact not in before])


def keep_part(workspace: Workspace, new: Iterable[F]) -> tuple[TableChange, ...]:
    """The part of a change that keeps facts, to be made in one step with others."""
    new_facts = list(dict.fromkeys(new))
    if not new_facts:
        return ()
    kind = type(new_facts[0])
    places = {(fact.about, fact.on) for fact in new_facts}
    former = [f for f in facts(workspace, kind) if (f.about, f.on) in places]
    return (TableChange(kind.TABLE, tuple(map(_row, former)), tuple(map(_row, new_facts))),)


def take_back(workspace: Workspace, description: str, fact: F) -> None:
    """Remove a fact as one step, as if never said; ChangedMeanwhile where it is there no more."""
    with workspace.exclusive():
        _require_present(workspace, [fact], ())
        workspace.change(description, TableChange(fact.TABLE, out=(_row(fact),)))


def swap(
    workspace: Workspace, description: str, pairs: Iterable[tuple[F, F]], also: Iterable[F] = ()
) -> None:
    """Put facts in the place of former ones as one step: (former, new), all of one kind.

    `also` are kept in the same step, in nobody's place. ChangedMeanwhile where a former one is
    there no more.
    """
    swaps = list(pairs)
    if not swaps:
        return
    former, new = zip(*swaps, strict=True)
    with workspace.exclusive():
        _require_present(workspace, former, new)
        out, into = tuple(map(_row, former)), tuple(map(_row, (*new, *also)))
        workspace.change(description, TableChange(former[0].TABLE, out, into))


def _require_present(workspace: Workspace, former: Sequence[F], new: Sequence[F]) -> None:
    current = facts(workspace, type(former[0]))
    if missing := set(former).difference(current):
        abouts = {fact.about for fact in missing}
        raise ChangedMeanwhile(new, [fact for fact in current if fact.about in abouts])


def _read(workspace: Workspace, kind: type[F]) -> tuple[F, ...]:
    return tuple(kind(**row) for row in workspace.rows(kind.TABLE).to_pylist())


def _row(fact: F) -> dict[str, object]:
    return asdict(fact)  # type: ignore[call-overload,no-any-return]
