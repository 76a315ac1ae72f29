"""Finds the pupils that listed children are: by UPN, or by name where a person accepts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cwsw.intake.exports.join_decisions import Decisions
from cwsw.intake.exports.listed_names import ListedName
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.roll_index import PupilOnRoll, RollIndex
from cwsw.intake.exports.row_children import children_of_row
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.upn_and_name import as_answered

FORMER, CLEANED = "former", "cleaned"
"""How a UPN had to be read: as a pupil's former one, or without marks and slips of typing."""


@dataclass(frozen=True)
class Outcome:
    """The pupils of a row, and the children it names who are nobody on the roll."""

    upns: tuple[str, ...] = ()
    unmatched: tuple[ListedName, ...] = ()
    is_open: bool = False
    how: str = ""


def resolve(
    sheet: ExportSheet,
    identities: Sequence[Identity],
    roll: RollIndex,
    notebook: Notebook,
    numbers: Sequence[int],
) -> dict[Identity, Outcome]:
    """Find the pupils of every different child of a sheet.

    Args:
        sheet: The list.
        identities: The child of each row.
        roll: The pupils.
        notebook: Holds decisions, and gets suggestions.
        numbers: The spreadsheet row of each row.

    Returns:
        Child -> its pupils as far as they are settled, and those it names who are nobody.
    """
    # A register names a child in 190 rows, and is looked up once.
    first: dict[Identity, int] = {}
    for identity, number in zip(identities, numbers, strict=True):
        first.setdefault(identity, number)
    decisions = Decisions(sheet, notebook)
    looked_up = as_answered(sheet, first, roll, notebook)
    return {
        identity: _outcome(looked_up[identity], row, roll, decisions)
        for identity, row in first.items()
    }


def _outcome(identity: Identity, row: int, roll: RollIndex, decisions: Decisions) -> Outcome:
    named, how = _by_upn(identity, roll)
    children = children_of_row(identity, named, roll)
    upns = [pupil.upn for pupil in children.pupils]
    unmatched: list[ListedName] = []
    is_open = False
    for child in children.to_find:
        accepted, child_is_open = decisions.about(identity, child, row)
        upns += accepted
        is_open |= child_is_open
        if not accepted and not child_is_open:
            unmatched.append(child.listed)
    unique_upns = tuple(dict.fromkeys(upns))
    return Outcome(unique_upns, tuple(unmatched), is_open, how if children.pupils else "")


def _by_upn(identity: Identity, roll: RollIndex) -> tuple[list[PupilOnRoll], str]:
    """The pupils whose UPN stands in a row, and how it had to be read."""
    pupils: list[PupilOnRoll] = []
    how = CLEANED if identity.upn_cleaned else ""
    for upn in (identity.upn, *identity.further_upns):
        if upn is None:
            continue
        today = upn if upn in roll.pupils else roll.former.get(upn)
        # Never where the UPN as written is somebody's, whoever it may look like.
        if today is None and (today := roll.badly_typed(upn)):
            how = CLEANED
        elif today != upn:
            how = FORMER
        if today is not None:
            pupils.append(roll.pupils[today])
    return pupils, how if pupils else ""
