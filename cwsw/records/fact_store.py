"""Reading, recording and taking back the facts that staff add."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import ClassVar, Protocol, TypeVar

from cwsw.store import AnswerCache, TableChange, Workspace


class StaffFact(Protocol):
    """What every kind of fact has: the table that holds it, what it is about, and its day."""

    TABLE: ClassVar[str]

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about."""

    @property
    def on(self) -> date | None:
        """The day of the fact; None where it has none."""


F = TypeVar("F", bound=StaffFact)
_FACTS = AnswerCache(lambda workspace: workspace.revision)
"""The facts read of each workspace: a page asks for some of them often."""


def today() -> date:
    """The day on which somebody decides something: by this computer's clock and time zone."""
    # `date.today()` with its time zone named: ruff's DTZ rules allow no other.
    return datetime.now().astimezone().date()


def facts(workspace: Workspace, kind: type[F]) -> tuple[F, ...]:
    """All facts of one kind, in a fixed order; read once until anything is changed."""
    return _FACTS.get(workspace, _read, kind)


def latest(all_facts: Iterable[F]) -> dict[tuple[str, ...], F]:
    """The latest fact about each thing, by `about`.

    Of several of one day the last in their order as text, so that row order never matters.
    """
    ordered = sorted(all_facts, key=lambda fact: (fact.on or date.min, str(fact)))
    return {fact.about: fact for fact in ordered}


class ChangedMeanwhile(Exception):  # noqa: N818 - it reads as what happened
    """Somebody else changed what this is about since it was shown, so nothing was recorded.

    `mine` is what was not recorded; `theirs` is what is on record now (nothing: it was removed).
    """

    def __init__(self, mine: Iterable[StaffFact], theirs: Iterable[StaffFact]) -> None:
        # The message holds no fact: an exception may be logged, and facts name pupils.
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
    # Compared and recorded under one lock: nobody can change the facts in between (decision 12).
    with workspace.exclusive():
        if facts_seen is not None:
            require_unchanged(workspace, new_facts, facts_seen)
        workspace.change(description, *record_part(workspace, new_facts))


def require_unchanged(workspace: Workspace, new: Sequence[F], facts_seen: Iterable[F]) -> None:
    """Raise ChangedMeanwhile where the facts about the same things are others than those seen."""
    if not new:
        return
    abouts = {fact.about for fact in new}
    before = {fact for fact in facts_seen if fact.about in abouts}
    current = [fact for fact in facts(workspace, type(new[0])) if fact.about in abouts]
    if set(current) != before:
        raise ChangedMeanwhile(new, [fact for fact in current if fact not in before])


def record_part(workspace: Workspace, new: Iterable[F]) -> tuple[TableChange, ...]:
    """The part of a change that records facts, to be made in one step with other parts."""
    new_facts = list(dict.fromkeys(new))
    if not new_facts:
        return ()
    kind = type(new_facts[0])
    # Only the same day's: what was recorded on other days stays, as history.
    places = {(fact.about, fact.on) for fact in new_facts}
    former = [f for f in facts(workspace, kind) if (f.about, f.on) in places]
    return (TableChange(kind.TABLE, tuple(map(_row, former)), tuple(map(_row, new_facts))),)


def take_back(workspace: Workspace, description: str, fact: F) -> None:
    """Remove a fact as one step. Raises ChangedMeanwhile where it is not on record any more."""
    with workspace.exclusive():
        _require_present(workspace, [fact], ())
        workspace.change(description, TableChange(fact.TABLE, out=(_row(fact),)))


def swap(
    workspace: Workspace, description: str, pairs: Iterable[tuple[F, F]], also: Iterable[F] = ()
) -> None:
    """Replace facts by others as one step.

    Args:
        workspace: The data that hold them.
        description: What is done, without a pupil's name: the undo button shows it.
        pairs: (former, new), all of one kind.
        also: Facts recorded in the same step that replace none.

    Raises:
        ChangedMeanwhile: A former fact is not on record any more.

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
    # Every kind is a dataclass, which a Protocol cannot express.
    return asdict(fact)  # type: ignore[call-overload,no-any-return]
