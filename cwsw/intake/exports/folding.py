"""Folds several rows of one child on a sheet into one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cwsw.intake.exports.likeness import Likeness, agrees, likeness, pupil_name
from cwsw.intake.exports.pupil_identity import Identity


@dataclass
class Folded:
    """A row for each child, in the order of their first rows.

    `further` are the numbers of rows that went into an earlier one, and its number; `differing`
    those that say something else than it, by field.
    """

    identities: list[Identity] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    further: dict[int, int] = field(default_factory=dict)
    differing: dict[str, list[int]] = field(default_factory=dict)


def fold(
    identities: Sequence[Identity], facts: Sequence[dict[str, Any]], numbers: Sequence[int]
) -> Folded:
    """Rows of one UPN as one, blanks filled and the first value kept.

    Rows whose names are clearly of different children stay apart, whatever their UPN says.
    """
    folded = Folded()
    of_upn: dict[str, list[int]] = {}
    for identity, row, number in zip(identities, facts, numbers, strict=True):
        earlier = of_upn.setdefault(identity.upn, []) if identity.upn else []
        children = folded.identities
        same = next((i for i in earlier if not are_different(identity, children[i])), None)
        if same is None:
            earlier.append(len(children))
            children.append(identity)
            folded.facts.append(row)
            folded.numbers.append(number)
        else:
            folded.further[number] = folded.numbers[same]
            _fill(folded, folded.facts[same], row, number)
    return folded


def _fill(folded: Folded, first_row: dict[str, Any], row: Mapping[str, Any], number: int) -> None:
    for name, value in row.items():
        if first_row.get(name) is None:
            first_row[name] = value
        elif value is not None and value != first_row[name]:
            folded.differing.setdefault(name, []).append(number)


def are_different(identity: Identity, other: Identity) -> bool:
    """Whether two rows with one UPN are of different children, by their names and birthdays."""
    names = [reading[0] for reading in identity.readings if len(reading) == 1]
    if not names or not other.name:
        return False
    pupil = pupil_name(other.surname, other.forename)
    other_day = identity.birth and other.birth and identity.birth != other.birth
    # Another birthday alone may be a slip, and so may a name; both together are another child.
    unlike = likeness(names[0], pupil) < Likeness.NEARLY
    return not agrees(names[0], pupil) or bool(other_day and unlike)
