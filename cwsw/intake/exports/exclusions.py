"""Lists of suspensions and exclusions: which rows count, of which kind, and for how long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.columns import is_never_read
from cwsw.intake.exports import date_columns, exclusion_questions, values
from cwsw.intake.exports import exclusion_words as words
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.exclusion_questions import COST, KINDS
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.sheet_questions import which_meaning
from cwsw.intake.grids import Cell
from cwsw.intake.problems import ROW_ASIDE, rows_named, shorten
from cwsw.tables.proposal import Certainty, Choice
from cwsw.tables.schema import EXCLUSIONS

# A number of days beyond this is a slip or an identifier.
_MOST_SESSIONS = 1000
_MOST_WORDS = 12
"""Different words of a column up to which it says an outcome; a column with more is free text."""

_OUTCOMES = (
    Choice(words.COUNTS, "It counts, as its own row says"),
    Choice(words.SUSPENSION, "It counts as a suspension"),
    Choice(words.PERMANENT, "It counts as a permanent exclusion"),
    Choice(words.NOT_COUNTED, "It does not count: leave it out"),
)
_ABOUT_OTHERS = frozenset(("type", "result", "reason", "assessment_type", None))
"""Fields of columns that may yet turn out to say what became of an exclusion."""


def claim_columns(sheet: ExportSheet) -> None:
    """Find on a list of exclusions the columns that say what became of each; fields are changed."""
    for place, column in enumerate(sheet.columns):
        if column.field in _ABOUT_OTHERS and not column.settled:
            name = _claimed(sheet, column)
            if name is not None:
                why = "the sheet lists exclusions"
                sheet.columns[place] = replace(column, field=name, sure=Certainty.LIKELY, why=why)


def _claimed(sheet: ExportSheet, column: MatchedColumn) -> str | None:
    """'exclusion_outcome' or 'exclusion_remark' for a column that speaks of exclusions."""
    texts = _texts(sheet.cells(column.index))
    if not texts or is_never_read(column.heading):
        return None
    if words.flag_heading(column.heading) is not None:
        return "exclusion_outcome"
    dates = (fit("date", sheet.cells(column.index)) or 0) > 0.5
    if len(texts) <= _MOST_WORDS and not dates and _holds_outcomes(column.heading, texts):
        return "exclusion_outcome"
    return "exclusion_remark" if any(map(words.withdrawal_in, texts)) else None


def _holds_outcomes(heading: str, texts: list[str]) -> bool:
    """Whether a column of few words says what became of exclusions, by its heading or words."""
    outcomes = [*map(words.read_outcome, texts)]
    others = [text for text, outcome in zip(texts, outcomes, strict=True) if outcome is None]
    if any(word("enrolment", text) not in (None, "counted") for text in others):
        return False
    by_words = words.NOT_COUNTED in outcomes and outcomes.count(None) * 2 <= len(outcomes)
    by_words = by_words and not words.is_remark_heading(heading)
    return by_words or words.is_outcome_heading(heading)


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [*dict.fromkeys(plain(c) for c in cells if not values.is_null(c))]


def kind_column(sheet: ExportSheet) -> int | None:
    """The place of the column that says suspension or permanent, of those whose heading may."""
    able = [
        (share, -place)
        for place, column in enumerate(sheet.columns)
        if column.field in ("type", None) and not column.settled
        if (share := fit("exclusion", sheet.cells(column.index)) or 0) > 0
        and any(map(words.read_kind, _texts(sheet.cells(column.index))))
    ]
    return -max(able)[1] if able else None


def read_exclusions(
    sheet: ExportSheet, identities: list[Identity], notebook: Notebook
) -> SheetPart:
    """Read a list of suspensions and permanent exclusions.

    Args:
        sheet: The list, its columns matched.
        identities: The child of each row.
        notebook: Gets questions, and the rows that do not count.

    Returns:
        A row for each that counts, with its kind, day, sessions (two for a day) and reason.
    """
    part = empty(sheet, EXCLUSIONS, "type", "start_date", "sessions", "reason")
    kinds = _kinds(sheet, notebook)
    for column in sheet.columns:
        if column.field in _OUTCOME_READERS:
            kinds = _OUTCOME_READERS[column.field](sheet, column, kinds, notebook)
    start = sheet.column("exclusion_start")
    blank: list[Any] = [None] * len(sheet.body)
    days = blank if start is None else date_columns.read_dates(sheet, start, notebook)
    lengths = _lengths(sheet, notebook)
    reason = sheet.column("exclusion_reason")
    reasons = blank if reason is None else values.each(sheet, reason, values.read_words, notebook)
    for row, entry in enumerate(zip(kinds, days, lengths, reasons, strict=True)):
        if not entry[0]:
            continue
        if entry[1] is None:
            _report_missing(sheet, start, row, "has no date that can be read", notebook)
        else:
            part.add(identities[row], sheet.numbers[row], entry)
    return part


def _report_missing(
    sheet: ExportSheet, column: MatchedColumn | None, row: int, complaint: str, notebook: Notebook
) -> None:
    place = sheet.place(column.heading if column else None, sheet.numbers[row])
    text = f"The exclusion in row {place.row} of {place.sheet} {complaint}: fill it in."
    notebook.findings.row_aside("cell_missing", place, text)


def _leave_out(
    sheet: ExportSheet, column: MatchedColumn, text: str, row: int, notebook: Notebook
) -> None:
    """Say of one row that it counts for nothing, and for which word."""
    place = sheet.place(column.heading, sheet.numbers[row])
    message = f'{column.heading} "{shorten(text)}" in row {place.row} of {place.sheet}: no '
    message += "suspension or exclusion that counts."
    notebook.findings.warning("exclusion_not_counted", place, message, ROW_ASIDE, text)


def _kinds(sheet: ExportSheet, notebook: Notebook) -> list[str | None]:
    """SUSP or PERM for each row; None or '' for one that is left out."""
    column = sheet.column("exclusion_type")
    if column is None:
        return [exclusion_questions.one_kind(sheet, notebook)] * len(sheet.body)
    meaning = {t: _kind(sheet, column, t, notebook) for t in _texts(sheet.cells(column.index))}
    kinds: list[str | None] = []
    for row, cell in enumerate(sheet.cells(column.index)):
        kind = meaning.get(plain(cell))
        if values.is_null(cell):
            _report_missing(sheet, column, row, "does not say of which kind it is", notebook)
        elif not kind:
            _leave_out(sheet, column, plain(cell), row, notebook)
        kinds.append(kind)
    rows_decide = not all(kinds) or any(c.field in _OUTCOME_READERS for c in sheet.columns)
    if rows_decide or not exclusion_questions.speaks_of_none(sheet):
        return kinds
    answer = notebook.settle(exclusion_questions.around_question(sheet))
    return kinds if answer == words.COUNTS else [words.NOT_COUNTED] * len(kinds)


def _kind(sheet: ExportSheet, column: MatchedColumn, text: str, notebook: Notebook) -> str | None:
    kind = words.read_kind(text) if _answer(column, text, notebook) is None else None
    if kind is not None:
        return kind
    likely = words.likely_kind(text)
    return values.ask_word(sheet, column, text, KINDS, COST, notebook, likely)


def _answer(column: MatchedColumn, text: str, notebook: Notebook) -> str | None:
    return notebook.answers.get("values", column.key, text)


def _read_outcomes(
    sheet: ExportSheet, column: MatchedColumn, kinds: list[str | None], notebook: Notebook
) -> list[str | None]:
    """The kinds as a column of outcomes changes them: some rows count no more, or as another."""
    cells = sheet.cells(column.index)
    verdicts = {t: _outcome(sheet, column, t, notebook) for t in _texts(cells)}
    texts = [plain(cell) for cell in cells]
    return _changed(sheet, column, kinds, texts, verdicts, notebook)


def _changed(
    sheet: ExportSheet,
    column: MatchedColumn,
    kinds: list[str | None],
    texts: list[str],
    verdicts: Mapping[str, str | None],
    notebook: Notebook,
) -> list[str | None]:
    """The kind of each row as the verdict on its word leaves it."""
    changed: list[str | None] = []
    for row, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        verdict = verdicts.get(text)
        if not kind or verdict in (None, words.COUNTS):
            changed.append(kind)
            continue
        if verdict == words.NOT_COUNTED:
            _leave_out(sheet, column, text, row, notebook)
        changed.append(verdict)
    return changed


def _outcome(
    sheet: ExportSheet, column: MatchedColumn, text: str, notebook: Notebook
) -> str | None:
    if _answer(column, text, notebook) is None:
        outcome = _by_heading(column.heading, text)
        outcome = words.read_outcome(text) if outcome is None else outcome
        if outcome is not None:
            return outcome
    likely = words.likely_outcome(text)
    return values.ask_word(sheet, column, text, _OUTCOMES, COST, notebook, likely)


def _by_heading(heading: str, text: str) -> str | None:
    """What Yes, No or a date says below a heading such as 'Rescinded?'; None for other words."""
    yes = words.flag_heading(heading)
    if yes is None:
        return None
    flag = word("flag", text)
    if flag == "Y" or fit("date", [text]) == 1.0:
        return yes
    no = words.COUNTS if yes == words.NOT_COUNTED else words.NOT_COUNTED
    return no if flag in ("N", "unknown") else None


def _read_remarks(
    sheet: ExportSheet, column: MatchedColumn, kinds: list[str | None], notebook: Notebook
) -> list[str | None]:
    """Rows whose remark has words such as 'rescinded' are asked about, once for each word."""
    texts = [words.withdrawal_in(plain(cell)) or "" for cell in sheet.cells(column.index)]
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in zip(sheet.numbers, texts, strict=True):
        rows[text].append(number)
    verdicts = {
        text: _ask_remark(sheet, column, text, numbers, notebook)
        for text, numbers in rows.items()
        if text
    }
    return _changed(sheet, column, kinds, texts, verdicts, notebook)


def _ask_remark(
    sheet: ExportSheet, column: MatchedColumn, text: str, numbers: list[int], notebook: Notebook
) -> str | None:
    question = which_meaning(
        sheet,
        column,
        text,
        text=f'"{shorten(column.heading)}" on {sheet.grid.sheet} has the word "{text}" in '
        f"{rows_named(numbers)}: do these exclusions count?",
        options=_OUTCOMES,
        suggested=words.likely_outcome(text),
        why="the words may take the exclusion back",
        cost=COST,
    )
    return notebook.settle(question)


_OUTCOME_READERS: Mapping[str | None, Any] = {
    "exclusion_outcome": _read_outcomes,
    "exclusion_remark": _read_remarks,
    "exclusion_reason": _read_remarks,
}


def _lengths(sheet: ExportSheet, notebook: Notebook) -> list[Any]:
    column = sheet.column("exclusion_sessions")
    if column is not None:
        return values.each(sheet, column, values.read_count, notebook)
    column = sheet.column("exclusion_days")
    if column is None:
        return [None] * len(sheet.body)
    notebook.decide(sheet.place(column.heading), "a day is read as two sessions")

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        number = values.read_some_number(cell)
        if isinstance(number, Decimal):
            whole = number * 2 == int(number * 2) and 0 <= number * 2 <= _MOST_SESSIONS
            return int(number * 2) if whole else Unreadable("is not a number of whole or half days")
        return number

    return values.each(sheet, column, read_cell, notebook)
