"""Finds the pupils that a listed child may be, where no UPN settles it; a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.intake.exports.likeness import Likeness
from cwsw.intake.exports.listed_names import ListedName
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.roll_index import PupilOnRoll, RollIndex
from cwsw.intake.exports.upns import check_letter_fits, is_upn

NAME_AND_BIRTH = "by name and date of birth"
NAME_ALONE = "by name"
"""Kinds of likeness so clear that a person may accept all children found by them together."""

MOST = 8
"""Pupils that one child may be, beyond which nobody is offered: the name says too little."""


@dataclass(frozen=True)
class Candidate:
    """A pupil whom a listed child may be, why, and `group` where many may be accepted at once."""

    pupil: PupilOnRoll
    why: str
    group: str = ""


def candidates(identity: Identity, listed: ListedName, roll: RollIndex) -> list[Candidate]:
    """The pupils whom a listed child may be, of the best kind of likeness alone.

    Returns:
        Those near by UPN, then those by name; none for a child who is nobody on the roll, or who
        could be more than `MOST` of its pupils.
    """
    by_upn = _near_the_upn(identity, listed, roll)
    by_name = _by_name(identity, listed, roll)
    upns = {candidate.pupil.upn for candidate in by_name}
    all_candidates = [
        *(candidate for candidate in by_upn if candidate.pupil.upn not in upns),
        *by_name,
    ]
    return all_candidates if len(all_candidates) <= MOST else []


def _near_the_upn(identity: Identity, listed: ListedName, roll: RollIndex) -> list[Candidate]:
    """Pupils whose UPN was probably meant: one slip away, and the name does not say otherwise."""
    if identity.upn is None:
        return []
    why = "one character of the UPN differs"
    near = roll.one_slip_from(identity.upn)
    named = f"{why}, the name fits" if listed.words else f"{why}; the list gives no name"
    return [Candidate(p, named) for p in near if p.agrees(listed)]


def _by_name(identity: Identity, listed: ListedName, roll: RollIndex) -> list[Candidate]:
    birth = identity.birth
    if not listed.words:
        why = "same date of birth; the list gives no name"
        return [Candidate(pupil, why) for pupil in roll.born_on(birth)]
    # A well-formed UPN that nobody here has is rather that of a child of another school: then a
    # likeness of part of the name is chance.
    doubtful = _is_sound(identity.upn)
    on_the_day = _same_day(_alike(listed, roll.born_on(birth)), doubtful=doubtful)
    if on_the_day:
        return on_the_day
    same = _other_day(birth, roll.of_the_name(listed))
    if same:
        return same
    alike = _alike(listed, roll.nearly_of_the_name(listed))
    return _by_name_alone(birth, alike, doubtful=doubtful) or _of_family(listed, roll)


def _alike(listed: ListedName, pupils: Iterable[PupilOnRoll]) -> Mapping[PupilOnRoll, Likeness]:
    return {p: how for p in pupils if (how := p.likeness(listed)) is not Likeness.NONE}


def _is_sound(upn: str | None) -> bool:
    """Whether a UPN is well formed: then it is rather that of a child of another school."""
    return upn is not None and is_upn(upn) and check_letter_fits(upn)


def _same_day(born: Mapping[PupilOnRoll, Likeness], *, doubtful: bool) -> list[Candidate]:
    """Pupils born on the day that the list gives; the best likeness of names among them."""
    same = [p for p, how in born.items() if how is Likeness.SAME]
    if same:
        group = NAME_AND_BIRTH if len(same) == 1 else ""
        return [Candidate(p, "same name and date of birth", group) for p in same]
    nearly = [p for p, how in born.items() if how is Likeness.NEARLY]
    if nearly:
        return [Candidate(p, "same date of birth, nearly the same name") for p in nearly]
    why = "same date of birth, part of the name is the same"
    return [] if doubtful else [Candidate(p, why) for p in born]


def _other_day(birth: date | None, same: Sequence[PupilOnRoll]) -> list[Candidate]:
    """Pupils of exactly this name, where a date of birth is not given or differs."""
    if birth is None:
        group = NAME_ALONE if len(same) == 1 else ""
        return [Candidate(p, "same name; the list gives no date of birth", group) for p in same]
    return [Candidate(p, _why_other_day(birth, p.birth)) for p in same]


def _why_other_day(birth: date, other: date | None) -> str:
    if other is None:
        return "same name; the pupil list gives no date of birth"
    turned = (birth.day, birth.month) == (other.month, other.day) and birth.year == other.year
    return "same name, day and month exchanged" if turned else "same name, another date of birth"


def _by_name_alone(
    birth: date | None, alike: Mapping[PupilOnRoll, Likeness], *, doubtful: bool
) -> list[Candidate]:
    """Pupils of nearly this name, where no date of birth says otherwise."""
    nearly = [p for p, how in alike.items() if how is Likeness.NEARLY]
    if birth is None or doubtful:
        fits = [] if doubtful else nearly
        return [Candidate(p, "nearly the same name; no date of birth to compare") for p in fits]
    why = "nearly the same name and date of birth"
    return [Candidate(p, why) for p in nearly if p.birth is None or _is_slip(birth, p.birth)]


def is_another_day(day: date | None, other: date | None) -> bool:
    """Whether two dates of birth are of different children: both known, and no slip apart."""
    return bool(day and other and day != other and not _is_slip(day, other))


def _is_slip(day: date, other: date) -> bool:
    """Whether two days differ in day, month or year alone, or in their order."""
    parts = zip(day.timetuple()[:3], other.timetuple()[:3], strict=True)
    turned = (day.day, day.month, day.year) == (other.month, other.day, other.year)
    return turned or sum(a != b for a, b in parts) == 1


def _of_family(listed: ListedName, roll: RollIndex) -> list[Candidate]:
    """The pupils of a surname, where the list gives no more; each may be meant."""
    if not listed.of_family:
        return []
    words = set(listed.words)
    pupils = roll.with_all(listed.words)
    family = [p for p in pupils if any(words <= set(name.surname) for name in p.names)]
    if family:
        return [Candidate(p, "same surname; the list gives no first name") for p in family]
    first = [p for p in pupils if any(words <= {*n.forename, *n.other_names} for n in p.names)]
    return [Candidate(p, "same first name; the list gives no surname") for p in first]
