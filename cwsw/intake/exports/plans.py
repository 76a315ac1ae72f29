"""Reads plans: a row for each, or columns beside a pupil. Early help and referrals are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cwsw.intake.columns import fold
from cwsw.intake.exports import date_columns, plan_blanks, plan_lists, plan_questions, values
from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.date_columns import PlanCell
from cwsw.intake.exports.plan_fields import DATES, NAMED, NAMED_DATES, STATES, UNNAMED, PlanFields
from cwsw.intake.exports.plan_headings import OVER
from cwsw.intake.exports.plan_questions import DATES_UNKNOWN, NOW
from cwsw.intake.exports.plan_rows import PlanDates, combine
from cwsw.intake.exports.plan_states import states_of
from cwsw.intake.exports.plan_word_columns import read_words
from cwsw.intake.exports.planwords import NO_PLAN, PlanWord
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.sheet_words import ended_in
from cwsw.intake.problems import PLAN_UNDATED
from cwsw.tables.schema import PLANS

FLAGS: Mapping[str, str] = {"CIN": "cin_now", "CP": "cp_now", "CLA": "looked_after"}
_BEFORE = frozenset(("previous", "former", "earlier", "other", "prior"))
"""Words of headings that mean another plan than the latest."""


@dataclass
class _Reading:
    """A sheet of plans while it is being read; `planned_rows` are the rows with a plan, and which.

    `open_rows` are the numbers of rows that say themselves that their plan is open.
    """

    sheet: ExportSheet
    identities: list[Identity]
    notebook: Notebook
    part: SheetPart
    flags: list[dict[str, Any]]
    planned_rows: set[tuple[int, str]] = field(default_factory=set)
    open_rows: set[int] = field(default_factory=set)

    def add(self, row: int, plan: str, dates: PlanDates) -> None:
        """Add one plan of a row; without dates, and with a warning, where its cells disagree."""
        if dates.why:
            self._warn(row, f"{dates.why}: write the days it began and ended", PLAN_UNDATED)
        elif dates.differs:
            effect = "The end date counts."
            self._warn(row, "has an end date, and another cell says that it is open", effect)
        number = self.sheet.numbers[row]
        entry = (plan, dates.start, dates.end)
        if dates.stated_open:
            self.open_rows.add(number)
        self.part.add(self.identities[row], number, entry, undated=dates.undated)
        self.planned_rows.add((row, plan))

    def flag(self, row: int, plan: str) -> None:
        """A plan of a row that is open now."""
        self.flags[row][FLAGS[plan]] = True
        self.planned_rows.add((row, plan))

    def _warn(self, row: int, text: str, effect: str) -> None:
        place = self.sheet.place(None, self.sheet.numbers[row])
        text = f"Row {place.row} of {place.sheet} {text}."
        self.notebook.findings.warning("plan_dates_differ", place, text, effect)


def read_plans(
    sheet: ExportSheet, identities: list[Identity], notebook: Notebook, *, is_list: bool
) -> tuple[SheetPart | None, list[dict[str, Any]]]:
    """Read the plans of a sheet.

    Args:
        sheet: The sheet, its columns matched.
        identities: The child of each row.
        notebook: Gets questions, and rows whose cells disagree.
        is_list: Whether the sheet lists plans, so that a row without a date is one too.

    Returns:
        The plans, None where the sheet has none; and for each row flags of plans that are open
        now, where it has no dates.
    """
    part = empty(sheet, PLANS, "plan", "start_date", "end_date")
    reading = _Reading(sheet, identities, notebook, part, [{} for _ in sheet.body])
    if not sheet.has_any(DATES | {"plan", *STATES.values()}):
        may_be_on_plans = (
            is_list
            or plan_lists.is_answered(sheet, notebook)
            or (plan_lists.names_plan(sheet) and not sheet.has_any(_ROLL_OR_FLAG_FIELDS))
        )
        if may_be_on_plans and _read_children(reading):
            return part, reading.flags
        return None, reading.flags
    # Columns that name their plan come first: a word for the plan in the same row then says no
    # more.
    for plan, fields in NAMED.items():
        _read_named(reading, plan, fields)
    if sheet.has("plan"):
        _read_list(reading, is_list=is_list)
    elif sheet.has_any(UNNAMED.names):
        _read_unnamed(reading)
    if is_list and not sheet.has("plan"):
        _read_dateless(reading)
    _settle_closed(reading)
    return part, reading.flags


_ROLL_OR_FLAG_FIELDS = frozenset(("admission_date", "cin_now", "cp_now", "looked_after"))
"""Fields of a list that is the roll, or that says itself who is on a plan."""


def _read_children(reading: _Reading) -> bool:
    """Children of a list that names nothing but them; whether they are on a plan."""
    answer = plan_lists.ask_children(reading.sheet, reading.notebook)
    for row in range(len(reading.sheet.body)) if answer else ():
        plan, is_now = answer or ("", False)
        if is_now:
            reading.flag(row, plan)
        else:
            reading.add(row, plan, PlanDates())
    return answer is not None


def _settle_closed(reading: _Reading) -> None:
    """Plans without an end under words such as "Closed cases": asked once whether they are over."""
    if not nearest_statement(reading.sheet, ended_in):
        return
    starts, ends = (reading.part.fields[name] for name in ("start_date", "end_date"))
    numbers = reading.part.numbers
    open_ones = [
        at
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
        if start is not None and end is None and numbers[at] not in reading.open_rows
    ]
    question = plan_questions.closed_question(reading.sheet, len(open_ones))
    if open_ones and reading.notebook.settle(question) == OVER:
        for at in open_ones:
            # Without start and end it counts as a plan without dates, and stays to be asked for.
            starts[at] = None


def _spans(sheet: ExportSheet, names: Sequence[str]) -> list[str]:
    """The spans of a sheet: one for each plan that a row may have; '' where it may have one."""
    return list(dict.fromkeys(c.span for c in sheet.columns if c.field in names)) or [""]


def _latest(spans: Sequence[str]) -> str:
    """The span of the latest plan, which a word such as open or closed is about."""
    # 'Previous' and the like come before any number, and of numbers the highest is the latest.
    return max(spans, key=lambda span: (span not in _BEFORE, span.isdigit(), span))


def _cells(reading: _Reading, fields: PlanFields, span: str) -> list[list[PlanCell]]:
    """For each row what its cells say of the dates of one plan."""
    sheet = reading.sheet
    columns = [c for c in sheet.columns if c.field in fields.names and c.span == span]
    read = [date_columns.read_plan_dates(sheet, c, reading.notebook) for c in columns]
    return [list(cells) for cells in zip(*read, strict=True)] if read else [[] for _ in sheet.body]


def _plans_of(
    reading: _Reading, fields: PlanFields, state: str, span: str, spans: Sequence[str]
) -> list[PlanDates]:
    """For each row the dates of one plan, with what other columns say of it."""
    cells = _cells(reading, fields, span)
    if span != _latest(spans):
        return [combine(own) for own in cells]
    states = states_of(reading.sheet, state, reading.notebook)
    return [combine(own, state_cells) for own, state_cells in zip(cells, states, strict=True)]


def _read_named(reading: _Reading, plan: str, fields: PlanFields) -> None:
    """Dates under the name of a plan; a row without any has no such plan."""
    sheet, state = reading.sheet, STATES[plan]
    if not sheet.has_any((*fields.names, state)):
        return
    spans = _spans(sheet, fields.names)
    for span in spans:
        for row, dates in enumerate(_plans_of(reading, fields, state, span, spans)):
            if dates.is_filled:
                reading.add(row, plan, dates)
            elif dates.stated_open and sheet.has(state):
                reading.flag(row, plan)


def _read_list(reading: _Reading, *, is_list: bool) -> None:
    """A word for the plan in each row, with the dates beside it."""
    sheet = reading.sheet
    blank: dict[int, bool] = {}
    spans = _spans(sheet, ("plan", *UNNAMED.names))
    columns = {c.span: c for c in sheet.columns if c.field == "plan"}
    for span in spans:
        column = columns.get(span) or columns.get("")
        if column is None:
            continue
        words = read_words(sheet, column, reading.notebook)
        dates = _plans_of(reading, UNNAMED, STATES[""], span, spans)
        is_now = _is_of_now(reading, column, words, dates)
        for row, word in enumerate(words):
            if word is None:
                blank[row] = dates[row].is_filled
            elif word.plan != NO_PLAN:
                further = span != spans[0]
                _read_row(reading, row, word, dates[row], is_now=is_now, further=further)
    rows_with_plan = {row for row, _ in reading.planned_rows}
    rest = {row: dated for row, dated in blank.items() if row not in rows_with_plan}
    plan_blanks.report_blank_plans(sheet, rest, reading.notebook, is_list=is_list)


def _is_of_now(
    reading: _Reading,
    column: MatchedColumn,
    words: Sequence[PlanWord | None],
    dates: Sequence[PlanDates],
) -> bool:
    """Whether plans without any date are open now: asked once, where no other cell says so."""
    if reading.sheet.has_any(DATES):
        return False
    open_to_it = any(
        word
        and word.plan
        and not (word.undated or _has_dates(word) or own.undated or own.stated_open)
        for word, own in zip(words, dates, strict=True)
    )
    question = plan_questions.now_question(reading.sheet, column)
    return open_to_it and reading.notebook.settle(question) == NOW


def _read_row(
    reading: _Reading, row: int, word: PlanWord, dates: PlanDates, *, is_now: bool, further: bool
) -> None:
    """One row of a list of plans."""
    named = reading.sheet.has_any(NAMED_DATES)
    if (further or named) and not dates.is_filled:
        if not further and (row, word.plan) not in reading.planned_rows:
            reading.add(row, word.plan, dates)
        return
    over = word.undated or _has_dates(word) or dates.undated
    if not dates.is_filled and not over and (dates.stated_open or is_now):
        reading.flag(row, word.plan)
        return
    reading.add(row, word.plan, _with_word(dates, word))


def _with_word(dates: PlanDates, word: PlanWord) -> PlanDates:
    """The dates of a row, with what its word says of the end where they have none."""
    if dates.end is not None or dates.undated:
        return dates
    if _has_dates(word):
        return PlanDates(dates.start or word.began, word.ended, is_filled=True)
    return PlanDates(is_filled=dates.is_filled) if word.undated else dates


def _has_dates(word: PlanWord) -> bool:
    return word.began is not None or word.ended is not None


def _read_unnamed(reading: _Reading) -> None:
    """Dates of plans without a column that says of which kind."""
    plan = reading.notebook.settle(plan_questions.kind_question(reading.sheet))
    spans = _spans(reading.sheet, UNNAMED.names)
    for span in spans if plan else ():
        for row, dates in enumerate(_plans_of(reading, UNNAMED, STATES[""], span, spans)):
            if dates.is_filled:
                reading.add(row, plan or "", dates)


def _read_dateless(reading: _Reading) -> None:
    """Rows of a list of plans that give no date at all: asked once what they are."""
    sheet = reading.sheet
    columns = [c for c in sheet.columns if c.field in DATES]
    cells = [sheet.cells(c.index) for c in columns]
    bare = [
        row
        for row in range(len(sheet.body))
        if all(values.is_null(column[row]) for column in cells)
    ]
    bare = [row for row in bare if not any((row, plan) in reading.planned_rows for plan in NAMED)]
    if not bare or not columns:
        return
    kinds = [p for p, fields in NAMED.items() if sheet.has_any(fields.names)]
    referrals = any("referral" in fold(c.heading) for c in sheet.columns)
    heading = columns[0].heading
    question = plan_questions.dateless_question(sheet, heading, len(bare), referrals=referrals)
    if reading.notebook.settle(question) == DATES_UNKNOWN:
        for row in bare:
            reading.add(row, (kinds or ["CIN"])[0], PlanDates())
