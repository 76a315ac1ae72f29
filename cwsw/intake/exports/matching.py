"""Matches headings to fields: by the user's answers, the alias file, and the look of values."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold, is_never_read
from cwsw.intake.exports import plan_columns, plan_fields, plan_headings, units
from cwsw.intake.exports.aliases import (
    aliases,
    by_label,
    fields,
    is_code_heading,
    why_never,
)
from cwsw.intake.exports.column_choice import COUNTS, ColumnCandidate, one_each
from cwsw.intake.exports.headers import is_day_heading
from cwsw.intake.exports.labelled import split_heading, without_days
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import fit, is_roll_word
from cwsw.intake.exports.sheet import CODE, DAY, ExportSheet, MatchedColumn
from cwsw.intake.exports.uncertain_headings import (
    GOOD,
    POOR,
    ask_near,
    ask_unnamed_plan,
    ask_unnamed_standing,
    ask_unnamed_upn,
    warn_of_plans_unread,
)
from cwsw.intake.exports.yearless_days import are_yearless, yearless_day
from cwsw.intake.grids import Cell
from cwsw.tables.proposal import Certainty

_NEVER_DROPPED = frozenset(("start_date", "end_date"))
"""Fields that a bad value never drops: what cannot be read is named row by row."""


def match_columns(sheet: ExportSheet, notebook: Notebook) -> None:
    """Match every column of a sheet; `sheet.columns` then holds one `MatchedColumn` for each.

    Args:
        sheet: The table, its headings and rows found.
        notebook: Holds answers about headings, and gets questions and notes.
    """
    candidates = [_match(sheet, *named, notebook) for named in _named(sheet)]
    if are_yearless(sheet.headings):
        candidates = [_as_day(candidate) for candidate in candidates]
    sheet.columns = one_each(sheet, candidates, notebook)
    plan_columns.pair_spans(sheet)
    ask_near(sheet, notebook)
    ask_unnamed_upn(sheet, notebook)
    ask_unnamed_plan(sheet, notebook)
    ask_unnamed_standing(sheet)
    warn_of_plans_unread(sheet, notebook)


def _named(sheet: ExportSheet) -> list[tuple[int, str, str, int]]:
    """Index, heading, mapping key and number of each column; later ones of one name count up."""
    times: dict[str, int] = {}
    columns = []
    for index, text in enumerate(map(plain, sheet.headings)):
        name = fold(text) or text
        times[name] = times.get(name, 0) + 1
        suffix = f" (number {times[name]})" if times[name] > 1 else ""
        columns.append((index, text, f"{sheet.key}!{text}{suffix}", times[name]))
    return columns


def _match(
    sheet: ExportSheet, index: int, heading: str, key: str, number: int, notebook: Notebook
) -> ColumnCandidate:
    def candidate_for(name: str | None, sure: Certainty, why: str, **more: Any) -> ColumnCandidate:  # noqa: ANN401
        span = more.pop("span", "")
        span = span or (str(number) if number > 1 and name in _REPEATED else "")
        settled = more.pop("settled", False)
        matched = MatchedColumn(index, heading, key, name, sure, why, settled, span=span)
        return ColumnCandidate(matched, **more)

    if not heading:
        return candidate_for(None, Certainty.SURE, "it has no heading")
    # What a person said comes before everything that the heading looks like.
    target = notebook.answers.headings.target(sheet.key, key.rpartition("!")[2])
    if target is not None:
        read = plan_headings.read_heading(heading)
        span = read.span if read else ""
        return candidate_for(
            by_label().get(target), Certainty.SURE, "you said so", settled=True, span=span
        )
    if is_code_heading(heading):
        return candidate_for(CODE, Certainty.SURE, "it is an attendance code")
    if is_day_heading(sheet.headings[index]):
        return candidate_for(DAY, Certainty.SURE, "it is a day")
    # 'Possible 2024/25' is looked up as 'Possible', 'Days absent' as 'absent' in days.
    bare, unit = split_heading(heading)[0], 1
    if fold(bare) not in aliases():
        bare, unit = without_days(bare), units.PER_DAY
    alias = aliases().get(fold(bare))
    if alias is not None and unit == units.PER_DAY and alias.field not in units.COUNTED:
        alias = None
    # 'Status' and 'Current' mean something else on a list of plans than on a roll.
    state = plan_columns.by_values(sheet, index, heading, alias.field if alias else None)
    plan = state or (plan_columns.by_heading(sheet, index, heading) if alias is None else None)
    if plan is not None:
        is_doubtful = plan.sure is Certainty.ASK
        more = {
            "span": plan.span,
            "alternative": plan.alternative,
            "is_doubtful": is_doubtful,
            "unlikely": not plan.likely,
        }
        return _weigh(candidate_for(plan.field, plan.sure, plan.why, **more), sheet.cells(index))
    if alias is None:
        return candidate_for(None, Certainty.SURE, _reason_unread(heading))
    candidate = candidate_for(alias.field, alias.sure, _reason(alias.sure), rank=alias.rank)
    candidate = replace(candidate, matched=replace(candidate.matched, unit=unit))
    return _weigh(candidate, sheet.cells(index))


def _as_day(candidate: ColumnCandidate) -> ColumnCandidate:
    """A column headed by a day without a year, among others of its kind."""
    matched = candidate.matched
    if matched.field is not None or matched.settled or yearless_day(matched.heading) is None:
        return candidate
    why = "it is a day without a year"
    return replace(candidate, matched=replace(matched, field=DAY, sure=Certainty.SURE, why=why))


_REPEATED = plan_fields.DATES | {"start_date", "end_date"}
"""Fields whose heading, where it comes again, is of a further plan of the same child."""


def _reason_unread(heading: str) -> str:
    never = why_never(heading)
    if never:
        return f"not taken for one of ours: {never}"
    if is_never_read(heading):
        return "never read or kept, because the dashboard does not need it"
    return "the dashboard has no use for it"


def _reason(sure: Certainty) -> str:
    return {
        Certainty.SURE: "the heading is known",
        Certainty.LIKELY: "the heading usually means this",
        Certainty.ASK: "the heading may mean this",
    }[sure]


def _weigh(candidate: ColumnCandidate, cells: Sequence[Cell]) -> ColumnCandidate:
    """Change or doubt a match where the values of the column speak against its heading."""
    matched = candidate.matched
    field = fields()[matched.field or ""]
    if field.name in _OF_POSSIBLE and units.is_of_possible(cells):
        name, why = _OF_POSSIBLE[field.name], "its values are so many of so many"
        return replace(
            candidate, matched=replace(matched, field=name, sure=Certainty.LIKELY, why=why)
        )
    # 'Month' beside sums is the month of the sums.
    if field.name == "birth_month" and (fit("number", cells) or 0) < POOR:
        why = "its values are no months of birth"
        return replace(candidate, matched=replace(matched, field="term", why=why))
    if field.name == "year_group" and _are_academic_years(cells):
        why = "its values are academic years"
        year_column = replace(matched, field="academic_year", sure=Certainty.LIKELY, why=why)
        return replace(candidate, matched=year_column)
    # 'No' or 'on roll' below a leaving date speaks neither for nor against dates.
    if field.name == "leaving_date":
        cells = [cell for cell in cells if not is_roll_word(plain(cell))]
    share = fit(field.kind, cells)
    if share is None or share >= GOOD or field.name == "academic_year":  # asked word by word
        return candidate
    doubt = f"but only {round(share * 100)}% of its values look like it"
    if share < POOR and field.name not in COUNTS | _NEVER_DROPPED:
        unread = replace(
            matched, field=None, sure=Certainty.SURE, why=f"not {field.label}: {doubt}"
        )
        return replace(candidate, matched=unread)
    is_question = field.name in COUNTS and share < 0.5 and field.kind != "plan"
    sure = Certainty.ASK if is_question else matched.sure
    return replace(candidate, matched=replace(matched, sure=sure, why=f"{matched.why}, {doubt}"))


_OF_POSSIBLE = {
    "attendance_percent": "attended_of",
    "attended_sessions": "attended_of",
    "absence_percent": "absent_of",
    "absent_sessions": "absent_of",
}


def _are_academic_years(cells: Sequence[Cell]) -> bool:
    """Whether a column headed Year holds academic years and not year groups."""
    return (fit("academic_year", cells) or 0) >= 0.8 and (fit("year_group", cells) or 0) < POOR
