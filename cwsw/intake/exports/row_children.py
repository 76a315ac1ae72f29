"""Finds the children that a row is about: those its UPN settles, and those a name must find."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cwsw.intake.exports.candidates import Candidate, candidates, is_another_day
from cwsw.intake.exports.likeness import Likeness
from cwsw.intake.exports.listed_names import ListedName, Reading
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.roll_index import PupilOnRoll, RollIndex

_NOBODY = ListedName("", ())
_OTHER_BIRTH = "the UPN is this pupil's, the date of birth is not"


@dataclass(frozen=True)
class ListedChild:
    """A child that a row names, and the pupils it may be; one row may name several."""

    listed: ListedName
    may_be: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class RowChildren:
    """The children of a row: pupils whom its UPN settles, and those still to be found."""

    pupils: tuple[PupilOnRoll, ...]
    to_find: tuple[ListedChild, ...] = ()


def children_of_row(
    identity: Identity, named: Sequence[PupilOnRoll], roll: RollIndex
) -> RowChildren:
    """Read the name of a row in the way under which most of the children it names are found.

    Args:
        identity: What the row says.
        named: The pupils whose UPNs stand in it.
        roll: All pupils.
    """
    if len(named) == 1 and not identity.further_upns and _is_plainly(identity, named[0]):
        return RowChildren((named[0],))
    ways = [_read(identity, reading, named, roll) for reading in identity.readings or ((),)]
    return max(ways, key=_matched_count)  # the first of equals


def _matched_count(read: RowChildren) -> int:
    return len(read.pupils) + sum(bool(child.may_be) for child in read.to_find)


def _is_plainly(identity: Identity, pupil: PupilOnRoll) -> bool:
    """Whether the name is to the letter the pupil's: nearly always."""
    return pupil.is_written(identity.surname, identity.forename)


def _read(
    identity: Identity, reading: Reading, named: Sequence[PupilOnRoll], roll: RollIndex
) -> RowChildren:
    """What a row tells if its name is read in one way."""
    sure: list[PupilOnRoll] = []
    doubtful: list[ListedName] = []
    for listed in reading:
        remaining = [pupil for pupil in named if pupil not in sure]
        own = next((p for p in remaining if _speaks_of(identity, listed, p, roll)), None)
        if own is None:
            doubtful.append(listed)
        else:
            sure.append(own)
    rest = [pupil for pupil in named if pupil not in sure]
    if not reading:
        return _read_nameless(identity, named, roll)
    searched = replace(identity, upn=None) if named else identity
    to_find = [_child(searched, listed, roll, rest) for listed in doubtful]
    if len(reading) > 1:
        to_find = [_one_by_one(child) for child in _each_once(to_find)]
    if rest and not doubtful:  # a second UPN beside one name
        why = "the row has this pupil's UPN too"
        to_find = [ListedChild(_NOBODY, (Candidate(pupil, why),)) for pupil in rest]
    return RowChildren(tuple(sure), tuple(c for child in to_find for c in _of_family(child)))


def _read_nameless(
    identity: Identity, named: Sequence[PupilOnRoll], roll: RollIndex
) -> RowChildren:
    """What a row tells that names nobody: its UPN, unless it gives another child's birthday."""
    other_day = [pupil for pupil in named if is_another_day(identity.birth, pupil.birth)]
    if named and not other_day:
        return RowChildren(tuple(named))
    searched = replace(identity, upn=None) if named else identity
    child = _child(searched, _NOBODY, roll, other_day, _OTHER_BIRTH)
    sure = tuple(pupil for pupil in named if pupil not in other_day)
    return RowChildren(sure, (child,))


def _speaks_of(identity: Identity, listed: ListedName, pupil: PupilOnRoll, roll: RollIndex) -> bool:
    """Whether a name beside a pupil's UPN leaves no doubt that this pupil is meant."""
    how = pupil.likeness(listed)
    if how is Likeness.SAME or not listed.words:
        return True
    if not pupil.agrees(listed):
        return False
    other_day = identity.birth and pupil.birth and identity.birth != pupil.birth
    if how is not Likeness.NEARLY and other_day:
        return False
    # Another pupil has exactly this name: then the UPN may be the slip.
    return not roll.of_the_name(listed)


def _child(
    identity: Identity,
    listed: ListedName,
    roll: RollIndex,
    named: Sequence[PupilOnRoll],
    why: str = "the UPN is this pupil's, the name is not",
) -> ListedChild:
    """A child whom no UPN settles; a pupil whose UPN stands in the row too may be it."""
    by_upn = [Candidate(pupil, why) for pupil in named]
    others = [c for c in candidates(identity, listed, roll) if c.pupil not in named]
    child = ListedChild(listed, (*by_upn, *others))
    return _one_by_one(child) if by_upn else child


def _each_once(children: Sequence[ListedChild]) -> list[ListedChild]:
    """Children without those who can only be a pupil that another can only be: Isla/Izzy."""
    unique: list[ListedChild] = []
    used_upns: set[str] = set()
    for child in children:
        only = child.may_be[0].pupil.upn if len(child.may_be) == 1 else ""
        if only not in used_upns:
            unique.append(child)
        used_upns |= {only} - {""}
    return unique


def _one_by_one(child: ListedChild) -> ListedChild:
    """A child who is not to be accepted together with others."""
    return replace(child, may_be=tuple(replace(c, group="") for c in child.may_be))


def _of_family(child: ListedChild) -> list[ListedChild]:
    """Of a family whose children are not named each may be meant, so each is asked about."""
    if not child.listed.of_family or len(child.may_be) < 2:
        return [child]
    return [replace(child, may_be=(candidate,)) for candidate in child.may_be]
