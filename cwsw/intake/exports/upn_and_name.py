"""A sheet of which most UPNs and names are of different children: asked once which of them counts.

It is what sorting one column without the others leaves behind, or names that were made up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.roll_index import RollIndex
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.tables.proposal import Choice, Question

UPN, NAME, EACH = "UPN", "name", "each"
_FEWEST = 3
_COST = "It decides which child each row is about."


def as_answered(
    sheet: ExportSheet, identities: Iterable[Identity], roll: RollIndex, notebook: Notebook
) -> dict[Identity, Identity]:
    """Each identity as it is to be looked up: without its name, or without its UPN, where said.

    Only those change whose UPN and name are of different children, and only where most do.
    """
    children = list(identities)
    both = [i for i in children if i.upn in roll.pupils and i.name and not i.further_upns]
    differ = [identity for identity in both if _differs(identity, roll)]
    answered = {identity: identity for identity in children}
    # A few that differ are slips, each asked about by itself; most of a sheet is a column that was
    # sorted alone.
    if len(differ) < _FEWEST or len(differ) * 2 <= len(both):
        return answered
    answer = notebook.settle(_question(sheet, differ, len(both), roll))
    for identity in differ:
        if answer == NAME:
            answered[identity] = replace(identity, upn=None, upn_cleaned=False)
        # Also while it is not answered: the UPN is the surer of the two.
        elif answer != EACH:
            answered[identity] = replace(identity, surname=None, forename=None, whole=None)
    return answered


def _differs(identity: Identity, roll: RollIndex) -> bool:
    pupil = roll.pupils[identity.upn or ""]
    if pupil.is_written(identity.surname, identity.forename):  # nearly always: look no further
        return False
    names = [name for reading in identity.readings for name in reading]
    return bool(names) and not any(map(pupil.agrees, names))


def _question(sheet: ExportSheet, differ: Sequence[Identity], of: int, roll: RollIndex) -> Question:
    column = sheet.column("upn")
    on_roll = sum(_is_on_roll(identity, roll) for identity in differ)
    return missing_fact(
        sheet,
        "UPN or name",
        heading=column.heading if column else "",
        text=f"For {len(differ):,} of {of:,} children of {sheet.grid.sheet} the UPN is one pupil's "
        "and the name another's, as if a column had been sorted without the others: which counts?",
        options=(
            Choice(UPN, "The UPN"),
            Choice(NAME, "The name: look the children up by it"),
            Choice(EACH, "Ask about each of them"),
        ),
        suggested=None if on_roll else UPN,
        why="most names do not fit the pupils with these UPNs",
        cost=_COST,
    )


def _is_on_roll(identity: Identity, roll: RollIndex) -> bool:
    names = (name for reading in identity.readings for name in reading)
    return any(map(roll.of_the_name, names))
