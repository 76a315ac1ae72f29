"""Reads lists with a row for each result of a pupil."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_number
from cwsw.intake.columns import fold
from cwsw.intake.exports import scores, values
from cwsw.intake.exports.academic_years import ask_year_of_sheet, read_years
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import year_of
from cwsw.intake.grids import Cell
from cwsw.intake.problems import ROW_ASIDE, Place, shorten
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import RESULTS


def read_results(sheet: ExportSheet, identities: list[Identity], notebook: Notebook) -> SheetPart:
    """Results of the stages and subjects asked for; the others are left out and counted."""
    part = empty(sheet, RESULTS, "academic_year", "stage", "subject", "result")
    year, subject = sheet.column("academic_year"), sheet.column("subject")
    result, stage = sheet.column("result"), sheet.column("stage")
    if subject is None or result is None:
        return part
    begun = read_years(sheet, year, notebook) if year else _one_year(sheet, notebook)
    stages = _stages(sheet, stage, notebook) if stage else _one_stage(sheet, subject, notebook)
    types = sheet.values("assessment_type") or [""] * len(sheet.body)
    counts: dict[str, int] = {}
    for row, cell in enumerate(sheet.cells(subject.index)):
        named = _subject(stages[row], plain(cell))
        if named is None or _is_no_result(plain(types[row])):
            name = plain(cell) if named is None else f"{plain(cell)}, {plain(types[row])}"
            counts[name] = counts.get(name, 0) + 1
            continue
        value = _value(named, sheet.cells(result.index)[row])
        if isinstance(value, Unreadable):
            place = sheet.place(result.heading, sheet.numbers[row])
            notebook.bad_cell(place, plain(sheet.body[row][result.index]), value.mend, ROW_ASIDE)
        elif value is not None:
            part.add(identities[row], sheet.numbers[row], (begun[row], *named, value))
    _report_left_out(sheet.place(subject.heading), counts, notebook)
    return part


def _report_left_out(place: Place, counts: Mapping[str, int], notebook: Notebook) -> None:
    """Subjects that are left out; those that sound like one that is asked for are a warning."""
    near = {name for name in counts if _LIKE_OURS.search(name) and not _is_no_result(name)}
    for names, report in ((near, notebook.assume), (counts.keys() - near, notebook.decide)):
        if names:
            listed = ", ".join(f"{shorten(name)} ({counts[name]:,})" for name in sorted(names)[:12])
            report(place, f"left out, as no figure asks for it: {listed}")


# Subjects that sound like one that is asked for: leaving them out may be a mistake.
_LIKE_OURS = re.compile(r"engl|math|read|writ|phonic|gld|good level|attainment 8|att ?8", re.I)
# Systems export targets and predictions on the same list as results.
_NO_RESULT = re.compile(
    r"target|predict|forecast|estimat|mock|teacher pred|fft|attendance|effort", re.I
)


def _is_no_result(text: str) -> bool:
    return bool(_NO_RESULT.search(text))


def _one_year(sheet: ExportSheet, notebook: Notebook) -> list[int | None]:
    """The academic year of a list that does not give it row by row."""
    word = nearest_statement(sheet, year_of)
    likely = word.settled(notebook.likely_year) if word else None
    year = ask_year_of_sheet(sheet, likely, "which year its results are of", notebook)
    return [year] * len(sheet.body)


def _one_stage(sheet: ExportSheet, subject: MatchedColumn, notebook: Notebook) -> list[str | None]:
    """The key stage of a list that does not give it: by its subjects, else asked."""
    texts = {plain(c) for c in sheet.cells(subject.index)}
    four = any((word("subject_ks4", t) or "").startswith("English") for t in texts)
    two = any(word("subject_ks2", t) in ("Reading", "Writing") for t in texts)
    if four != two:
        stage = "KS4" if four else "KS2"
        notebook.decide(sheet.place(subject.heading), f"by its subjects these are {stage} results")
        return [stage] * len(sheet.body)
    if not any(word("subject_ks2", t) for t in texts):
        return [None] * len(sheet.body)
    answer = notebook.settle(
        missing_fact(
            sheet,
            "Stage",
            heading=subject.heading,
            text=f"{sheet.grid.sheet} does not say of which key stage its results are.",
            options=(Choice("KS2", "Key stage 2"), Choice("KS4", "GCSE, key stage 4")),
            suggested=None,
            why="no column holds the stage, and the subjects do not tell",
            cost="Without it these results are left out.",
        )
    )
    return [answer] * len(sheet.body)


def _stages(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    return values.each(sheet, column, lambda c: word("stage", plain(c)) or "", notebook)


def _subject(stage: str | None, text: str) -> tuple[str, str] | None:
    """Stage and subject in our own words; None for one that is not asked for."""
    if stage in ("KS2", "KS4"):
        subject = word(f"subject_{stage.lower()}", text)
        return (stage, subject) if subject else None
    if stage == "PHONICS":
        return "PHONICS", "Mark"
    if (stage == "EYFS" and fold(text) in ("gld", "goodlevelofdevelopment")) or fold(text) == "gld":
        return "EYFS", "GLD"
    return None


def _value(named: tuple[str, str], cell: Cell) -> Any:  # noqa: ANN401
    """A result as text, None for nothing or a score that means missing."""
    stage, subject = named
    if values.is_null(cell):
        return None
    if stage == "KS4" and subject in ("Attainment 8", "Progress 8"):
        number = read_number(cell)
        return f"{number.normalize():f}" if isinstance(number, Decimal) else number
    if stage == "KS4":
        grade = scores.read_grade(plain(cell))
        return Unreadable("is no GCSE grade 9 to 1") if grade == scores.UNREAD_SCORE else grade
    number = read_number(cell) if stage == "KS2" else None
    if isinstance(number, Decimal) and not 80 <= number <= 120:
        return Unreadable("is read as missing: a scaled score is from 80 to 120")
    return plain(cell)
