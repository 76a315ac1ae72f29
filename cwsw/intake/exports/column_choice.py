"""Chooses of several columns that may be one field the one that is read, and asks where unsure."""

from dataclasses import dataclass, replace

from cwsw.intake.cells import plain
from cwsw.intake.exports import plan_fields, units
from cwsw.intake.exports.aliases import fields
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import CODE, DAY, ExportSheet, MatchedColumn
from cwsw.intake.exports.uncertain_headings import GOOD, ask_heading
from cwsw.intake.problems import rows_named, shorten
from cwsw.tables.proposal import Certainty

# fmt: off
COUNTS = plan_fields.DATES | frozenset((
    "upn", "date_of_birth", "year_group", "plan", "cin_now", "cp_now", "looked_after",
    "admission_date", "leaving_date", "possible_sessions", "authorised_absence",
    "unauthorised_absence", "attendance_percent", "suspensions", "permanently_excluded",
))
# fmt: on
"""Fields that decide figures: a match that the values speak against is asked, not dropped."""


@dataclass(frozen=True)
class ColumnCandidate:
    """A column with what it may be; `alternative` is a second field it may be as well.

    `is_doubtful` is true where only a person can say that it is about plans at all, `unlikely`
    where it probably is not.
    """

    matched: MatchedColumn
    rank: int = 0
    alternative: str = ""
    is_doubtful: bool = False
    unlikely: bool = False


def one_each(
    sheet: ExportSheet, candidates: list[ColumnCandidate], notebook: Notebook
) -> list[MatchedColumn]:
    """Leave each field to the best of its columns, and ask about those that are not sure."""
    best: dict[tuple[str, str], ColumnCandidate] = {}
    for candidate in candidates:
        matched = candidate.matched
        if matched.field and matched.field not in (DAY, CODE):
            rival = best.get((matched.field, matched.span))
            better = rival is None or _order(candidate, sheet) < _order(rival, sheet)
            best[matched.field, matched.span] = candidate if better or rival is None else rival
    columns = []
    for candidate in candidates:
        matched = candidate.matched
        winner = best.get((matched.field or "", matched.span))
        if winner is not None and winner is not candidate:
            other = f'"{shorten(winner.matched.heading)}"'
            why = f"{fields()[matched.field or ''].label} is read from {other} instead"
            loser = replace(
                candidate, matched=replace(matched, field=None, sure=Certainty.SURE, why=why)
            )
            _report_twice(sheet, winner.matched, loser, notebook)
            candidate = loser
        columns.append(_settled_column(sheet, candidate, notebook))
    return columns


def _order(candidate: ColumnCandidate, sheet: ExportSheet) -> tuple[object, ...]:
    """What is settled first, then the better values, the surer heading, the fuller column."""
    matched = candidate.matched
    kind = fields()[matched.field or ""].kind
    cells = sheet.cells(matched.index)
    share = fit(kind, cells)
    # Systems give SEN as a code and in words; the codes are certain.
    codes = kind == "sen" and all(plain(c).upper() in ("N", "K", "E", "") for c in cells)
    sures = list(Certainty)
    return (
        not matched.settled,
        candidate.is_doubtful,
        not codes,
        share is None,
        -(round(share or 0, 1)),
        sures.index(matched.sure),
        candidate.rank,
        matched.index,
    )


def _report_twice(
    sheet: ExportSheet, winner: MatchedColumn, loser: ColumnCandidate, notebook: Notebook
) -> None:
    """Say which of two columns is read, and whether the other says something else."""
    heading = loser.matched.heading
    cells = sheet.cells(loser.matched.index)
    pairs = zip(sheet.cells(winner.index), cells, strict=True)
    differing = [
        number
        for number, (cell, other) in zip(sheet.numbers, pairs, strict=True)
        if plain(cell) and plain(other) and plain(cell) != plain(other)
    ]
    # A second start date is a second plan, which would be lost: more than a note.
    if winner.field in plan_fields.DATES and any(map(plain, cells)) and not loser.is_doubtful:
        place = sheet.place(heading)
        text = f'"{shorten(heading)}" on {place.sheet} means the same as '
        text += f'"{shorten(winner.heading)}": put each plan on a row of its own.'
        effect = "The plans in the second column are not read."
        notebook.findings.warning("heading_twice", place, text, effect)
    text = f'"{shorten(winner.heading)}" was read and "{shorten(heading)}" was not'
    text += f"; they differ in {rows_named(differing)}" if differing else ""
    report = notebook.assume if differing and winner.field in COUNTS else notebook.decide
    report(sheet.place(heading), text)


def _settled_column(
    sheet: ExportSheet, candidate: ColumnCandidate, notebook: Notebook
) -> MatchedColumn:
    matched = candidate.matched
    if matched.sure is not Certainty.ASK or matched.field in (None, *units.ABSENCES):
        return matched
    name = matched.field or ""
    dates = (fit("date", sheet.cells(matched.index)) or 0) >= GOOD
    if name in _STARTS and dates:
        name = _STARTS[name]
    unlikely = candidate.unlikely
    return ask_heading(
        sheet, matched, name, notebook, alternative=candidate.alternative, unlikely=unlikely
    )


_STARTS = {"cin_now": "cin_start", "cp_now": "cp_start"}
"""A column headed CIN that holds dates may be when a plan began."""
