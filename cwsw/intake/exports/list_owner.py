"""Tells whose list a sheet of plans is: by the words around it, else by the answer at upload."""

from collections.abc import Iterable, Sequence

from cwsw.intake.exports.around import nearest_statement, stem
from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart
from cwsw.tables.list_sources import FLAG_SOURCES, List, as_source, named_list
from cwsw.tables.schema import PLANS

ANSWERS = {"local authority": List.LA, "DSL": List.DSL, "school system": List.MIS}
"""Answers of the section `lists` of a mapping -> whose list it is."""


def name_sources(parts: Iterable[SheetPart], rolls: Sequence[People], notebook: Notebook) -> None:
    """Write into each plan's source which list says it: the comparison of lists goes by it."""
    for part in (part for part in parts if part.table is PLANS):
        source = _source(part.sheet, _owner(part.sheet, rolls, notebook))
        part.fields["source"] = [source] * len(part.numbers)


def name_flags(people: Iterable[People], rolls: Sequence[People], notebook: Notebook) -> None:
    """Say of each flag which list it is from; those of the school's system name none."""
    for listed in people:
        owner = _owner(listed.sheet, rolls, notebook)
        if owner is not List.MIS:
            _name_flags(listed, _source(listed.sheet, owner))


def _owner(sheet: ExportSheet, rolls: Sequence[People], notebook: Notebook) -> List:
    """Whose list a sheet is; the list that makes the roll is the school system's."""
    is_roll = any(sheet is roll.sheet for roll in rolls)
    return list_owner(sheet, notebook) or (List.MIS if is_roll else List.OTHER)


def list_owner(sheet: ExportSheet, notebook: Notebook) -> List | None:
    """Whose list a sheet is; None where neither its words nor an answer says so."""
    by_words = nearest_statement(sheet, named_list)
    if by_words is not None:
        return by_words
    answers = (notebook.answers.get("lists", key) for key in (sheet.key, stem(sheet.grid.file)))
    return next((ANSWERS[answer] for answer in answers if answer in ANSWERS), None)


def _source(sheet: ExportSheet, owner: List) -> str:
    text = f"{sheet.grid.file}, {sheet.grid.sheet}"
    return text[:60] if owner is List.OTHER else as_source(text, owner)


def _name_flags(listed: People, source: str) -> None:
    """Say of each flag that a list gives which list it is."""
    for flag, field in FLAG_SOURCES.items():
        flagged = [facts for facts in listed.facts if facts.get(flag)]
        for facts in flagged:
            facts[field] = source
        listed.fields += (field,) if flagged else ()
