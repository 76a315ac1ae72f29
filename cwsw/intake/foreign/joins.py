"""Which pupil a listed child is: told by the UPN, or suggested by name and accepted by a person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cwsw.intake.foreign.candidates import Candidate, candidates, is_another_day
from cwsw.intake.foreign.likeness import Likeness
from cwsw.intake.foreign.listed_names import ListedName, Reading
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.pupil_identity import Identity
from cwsw.intake.foreign.roll_index import PupilOnRoll, RollIndex
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.upn_and_name import as_answered
from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.proposal import JoinSuggestion

ACCEPT, REFUSE, ACCEPT_ALL = "accept", "refuse", "accept all"

_NOBODY = ListedName("", ())
_OTHER_BIRTH = "the UPN is this pupil's, the date of birth is not"
_GROUP_NAMES = {number: name for name, number in YEAR_GROUPS.items()}


@dataclass(frozen=True)
class ListedChild:
    """A child that a row names, and the pupils it may be; one row may name several."""

    listed: ListedName
    may_be: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class _Told:
    """What the UPN of a row settles: pupils that it names, and children still to be found."""

    pupils: tuple[PupilOnRoll, ...]
    to_find: tuple[ListedChild, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The pupils of a row, and the children it names who are nobody on the roll."""

    upns: tuple[str, ...] = ()
    unmatched: tuple[ListedName, ...] = ()
    is_open: bool = False
    how: str = ""


FORMER, CLEANED = "former", "cleaned"


def resolve(
    sheet: Sheet,
    identities: Sequence[Identity],
    roll: RollIndex,
    notebook: Notebook,
    numbers: Sequence[int],
) -> dict[Identity, Outcome]:
    """Every different child of a sheet, with the pupils that it is, as far as that is settled."""
    first: dict[Identity, int] = {}
    for identity, number in zip(identities, numbers, strict=True):
        first.setdefault(identity, number)
    asking = _Asking(sheet, notebook)
    looked_up = as_answered(sheet, first, roll, notebook)
    return {
        identity: _outcome(looked_up[identity], row, roll, asking)
        for identity, row in first.items()
    }


def _outcome(identity: Identity, row: int, roll: RollIndex, asking: "_Asking") -> Outcome:
    named, how = _by_upn(identity, roll)
    told = _told(identity, named, roll)
    upns = [pupil.upn for pupil in told.pupils]
    unmatched: list[ListedName] = []
    is_open = False
    for child in told.to_find:
        found, child_is_open = asking.about(identity, child, row)
        upns += found
        is_open |= child_is_open
        if not found and not child_is_open:
            unmatched.append(child.listed)
    kept = tuple(dict.fromkeys(upns))
    return Outcome(kept, tuple(unmatched), is_open, how if told.pupils else "")


def _by_upn(identity: Identity, roll: RollIndex) -> tuple[list[PupilOnRoll], str]:
    """The pupils whose UPN stands in a row, and how it had to be read."""
    found: list[PupilOnRoll] = []
    how = CLEANED if identity.upn_cleaned else ""
    for upn in (identity.upn, *identity.further_upns):
        if upn is None:
            continue
        today = upn if upn in roll.pupils else roll.former.get(upn)
        if today is None and (today := roll.badly_typed(upn)):
            how = CLEANED
        elif today != upn:
            how = FORMER
        if today is not None:
            found.append(roll.pupils[today])
    return found, how if found else ""


def _told(identity: Identity, named: Sequence[PupilOnRoll], roll: RollIndex) -> _Told:
    """The way to read a row under which most of the children that it names are found."""
    if len(named) == 1 and not identity.further_upns and _is_plainly(identity, named[0]):
        return _Told((named[0],))
    ways = [_read(identity, reading, named, roll) for reading in identity.readings or ((),)]
    return max(ways, key=_found)  # the first of equals


def _found(told: _Told) -> int:
    return len(told.pupils) + sum(bool(child.may_be) for child in told.to_find)


def _is_plainly(identity: Identity, pupil: PupilOnRoll) -> bool:
    """Whether the name is to the letter the pupil's: nearly always."""
    return pupil.is_written(identity.surname, identity.forename)


def _read(
    identity: Identity, reading: Reading, named: Sequence[PupilOnRoll], roll: RollIndex
) -> _Told:
    """What a row tells if its name is read in one way."""
    sure: list[PupilOnRoll] = []
    doubtful: list[ListedName] = []
    for listed in reading:
        left = [pupil for pupil in named if pupil not in sure]
        own = next((p for p in left if _speaks_of(identity, listed, p, roll)), None)
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
    return _Told(tuple(sure), tuple(c for child in to_find for c in _of_family(child)))


def _read_nameless(identity: Identity, named: Sequence[PupilOnRoll], roll: RollIndex) -> _Told:
    """What a row tells that names nobody: its UPN, unless it gives another child's birthday."""
    other_day = [pupil for pupil in named if is_another_day(identity.birth, pupil.birth)]
    if named and not other_day:
        return _Told(tuple(named))
    searched = replace(identity, upn=None) if named else identity
    child = _child(searched, _NOBODY, roll, other_day, _OTHER_BIRTH)
    sure = tuple(pupil for pupil in named if pupil not in other_day)
    return _Told(sure, (child,))


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
    made: list[ListedChild] = []
    taken: set[str] = set()
    for child in children:
        only = child.may_be[0].pupil.upn if len(child.may_be) == 1 else ""
        if only not in taken:
            made.append(child)
        taken |= {only} - {""}
    return made


def _one_by_one(child: ListedChild) -> ListedChild:
    """A child who is not to be accepted together with others."""
    return replace(child, may_be=tuple(replace(c, group="") for c in child.may_be))


def _of_family(child: ListedChild) -> list[ListedChild]:
    """Of a family whose children are not named each may be meant, so each is asked about."""
    if not child.listed.of_family or len(child.may_be) < 2:
        return [child]
    return [replace(child, may_be=(candidate,)) for candidate in child.may_be]


class _Asking:
    """What a person decided of the children of a sheet, and what is still to be decided."""

    def __init__(self, sheet: Sheet, notebook: Notebook) -> None:
        self._sheet, self._notebook = sheet, notebook

    def about(self, identity: Identity, child: ListedChild, row: int) -> tuple[list[str], bool]:
        """The pupil whom a person accepted for a child, and whether that is still open."""
        keys = {c.pupil.upn: _key(identity, child.listed, c.pupil.upn) for c in child.may_be}
        decisions = self._decisions(identity, child, keys)
        for candidate in child.may_be:
            upn = candidate.pupil.upn
            told = self._suggestion(identity, child, candidate, row)
            self._notebook.suggest(replace(told, key=keys[upn], decision=decisions[upn]))
        accepted = [upn for upn, decision in decisions.items() if decision == ACCEPT]
        return accepted[:1], not accepted and None in decisions.values()

    def _decisions(
        self, identity: Identity, child: ListedChild, keys: dict[str, str]
    ) -> dict[str, str | None]:
        """UPN -> accept, refuse or None: by the child, by the pupil, or for all of one kind."""
        answers = self._notebook.answers
        whole = answers.get("joins", child_key(identity, child))
        single = {upn: answers.get("joins", key) for upn, key in keys.items()}
        if whole in keys.values():
            single = {upn: ACCEPT if key == whole else REFUSE for upn, key in keys.items()}
        elif whole == REFUSE or (whole == ACCEPT and len(keys) == 1):
            single = dict.fromkeys(keys, whole)
        group = next((c.group for c in child.may_be if c.group), "")
        if group and not any(single.values()) and answers.get("joins", group) == ACCEPT_ALL:
            single = dict.fromkeys(keys, ACCEPT)
        known = {upn: d if d in (ACCEPT, REFUSE) else None for upn, d in single.items()}
        if ACCEPT in known.values():
            return {upn: decision or REFUSE for upn, decision in known.items()}
        return known

    def _suggestion(
        self, identity: Identity, child: ListedChild, candidate: Candidate, row: int
    ) -> JoinSuggestion:
        pupil, grid = candidate.pupil, self._sheet.grid
        return JoinSuggestion(
            key="",
            child=child_key(identity, child),
            file=grid.file,
            sheet=grid.sheet,
            row=row,
            listed_name=child.listed.text or identity.name,
            listed_birth=as_text(identity.birth),
            upn=pupil.upn,
            pupil_name=pupil.full_name,
            pupil_birth=as_text(pupil.birth),
            pupil_class=class_of(pupil),
            pupil_place=f"row {pupil.row} of {pupil.sheet}",
            why=candidate.why,
            group=candidate.group,
        )


def class_of(pupil: PupilOnRoll) -> str:
    """'Year 7, 7B', as far as it is known."""
    year = "" if pupil.year_group is None else f"Year {_GROUP_NAMES[pupil.year_group]}"
    return ", ".join(part for part in (year, pupil.form) if part)


def child_key(identity: Identity, child: ListedChild) -> str:
    """A name for a listed child that holds no pupil data and is the same at every reading."""
    upn = child.may_be[0].pupil.upn if child.listed.of_family and child.may_be else "child"
    return _key(identity, child.listed, upn)


def _key(identity: Identity, listed: ListedName, upn: str) -> str:
    words = " ".join(sorted(set(listed.words)))
    told = "|".join((words, as_text(identity.birth), identity.upn or "", upn))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def as_text(day: date | None) -> str:
    """dd/mm/yyyy, '' for no day."""
    return f"{day:%d/%m/%Y}" if day else ""
