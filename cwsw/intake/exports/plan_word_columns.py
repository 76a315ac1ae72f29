"""Reads a column of words for plans; each word that is not certain is asked about once."""

from collections import Counter
from collections.abc import Mapping

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports import date_orders, values
from cwsw.intake.exports.date_orders import DateCells
from cwsw.intake.exports.date_texts import is_date_text
from cwsw.intake.exports.planwords import (
    NO_PLAN,
    PlanWord,
    read_answer,
    read_plan_with_dates,
    read_plan_word,
    suggestions,
    without_category,
)
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.problems import rows_named, shorten
from cwsw.tables.english import short_day
from cwsw.tables.proposal import Choice

_COST = "It decides who counts as a child with a social worker."
_MOST_LISTED = 12


def read_words(
    sheet: ExportSheet, column: MatchedColumn, notebook: Notebook
) -> list[PlanWord | None]:
    """Read the word for the plan of each row; None where the cell is blank."""
    cells = sheet.cells(column.index)
    counts = Counter(plain(c) for c in cells if not values.is_null(c))
    days = None
    # 'CP since 03/02/2021': the order of day and month is settled for the column, as for one of
    # dates.
    if any(map(is_date_text, counts)):
        days = date_orders.settle(sheet, column, notebook)
    meaning = {text: _meaning(sheet, column, text, days, notebook) for text in counts}
    _report_remarks(sheet, column, meaning, notebook)
    _report_no_plans(sheet, column, counts, meaning, notebook)
    _report_forms(sheet, column, meaning, notebook)
    return [None if values.is_null(c) else meaning[plain(c)] for c in cells]


def _meaning(
    sheet: ExportSheet, column: MatchedColumn, text: str, days: DateCells | None, notebook: Notebook
) -> PlanWord:
    answer = notebook.answers.get("values", column.key, text)
    plan_word = read_answer(answer) if answer is not None else read_plan_word(text)
    if plan_word is None and answer is None and days is not None:
        plan_word = read_plan_with_dates(text, days.day_in)
    return plan_word or _ask(sheet, column, text, notebook)


def _report_remarks(
    sheet: ExportSheet, column: MatchedColumn, meaning: Mapping[str, PlanWord], notebook: Notebook
) -> None:
    """Name the rows in which a date beside the plan is not exact, or was read by a convention."""
    for row, cell in enumerate(sheet.cells(column.index)):
        word = meaning.get(plain(cell))
        if word is not None and word.remark:
            place = sheet.place(column.heading, sheet.numbers[row])
            value = shorten(without_category(plain(cell)))
            text = f'{place.column} "{value}" in row {place.row} of {place.sheet} {word.remark}.'
            effect = "The plan counts with it: look whether that is right."
            notebook.findings.warning("assumed", place, text, effect)


def _ask(sheet: ExportSheet, column: MatchedColumn, text: str, notebook: Notebook) -> PlanWord:
    offered = suggestions(text)
    options = [Choice(answer, _label(answer)) for answer in offered.answers]
    options.append(Choice(NO_PLAN, "No plan: leave it out"))
    likely = offered.likely
    answer = values.ask_word(sheet, column, text, options, _COST, notebook, likely)
    return read_answer(answer or "") or PlanWord(NO_PLAN)


def _label(answer: str) -> str:
    word = read_answer(answer)
    plan = word.plan if word else ""
    if word and word.ended:
        return f"A {plan} plan that ended on {short_day(word.ended)}, if the row has no other end"
    if word and word.undated:
        return f"A {plan} plan that is over; a row with no end date counts as one without dates"
    return f"A {plan} plan, with the dates of its row, if it has any"


def _report_no_plans(
    sheet: ExportSheet,
    column: MatchedColumn,
    counts: Mapping[str, int],
    meaning: Mapping[str, PlanWord],
    notebook: Notebook,
) -> None:
    none = sorted(
        (text, number)
        for text, number in counts.items()
        if meaning[text].plan == NO_PLAN and not notebook.has_question("values", column.key, text)
    )
    if none:
        out = {text for text, _ in none}
        listed = ", ".join(
            f"{shorten(without_category(t))} ({n:,})" for t, n in none[:_MOST_LISTED]
        )
        cells = zip(sheet.numbers, sheet.cells(column.index), strict=True)
        listed += f", in {rows_named([number for number, cell in cells if plain(cell) in out])}"
        text = f"set aside, as these are no CIN, CP or looked-after plans: {listed}"
        notebook.assume(sheet.place(column.heading), text)


def _report_forms(
    sheet: ExportSheet, column: MatchedColumn, meaning: Mapping[str, PlanWord], notebook: Notebook
) -> None:
    forms: dict[str, set[str]] = {}
    for text, word in meaning.items():
        if word.plan and fold(text) != fold(word.plan):
            forms.setdefault(word.plan, set()).add(shorten(without_category(text)))
    for plan, texts in forms.items():
        listed = ", ".join(sorted(texts)[:_MOST_LISTED])
        notebook.decide(sheet.place(column.heading), f"read as {plan}: {listed}")
