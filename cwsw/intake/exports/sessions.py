"""Reads attendance as sums of sessions, from totals, from columns of codes, or a percentage."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cwsw.intake.exports import percentages, units, values
from cwsw.intake.exports.aliases import PRESENT_ALL_DAY
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import CODE, ExportSheet, MatchedColumn
from cwsw.intake.problems import Place, warn_of_rows
from cwsw.tables.codes import REGISTER_CODES, RegisterMark
from cwsw.tables.english import counted

SUMS = ("possible_sessions", "authorised_absence", "unauthorised_absence")
FIELDS = frozenset(
    (
        *SUMS, "attended_sessions", "absent_sessions", "attended_of", "absent_of", "late",
        "attendance_percent", "absence_percent",
    )
)  # fmt: skip
_DISAGREE = Decimal(1)
_Numbers = list[int | None]


def read_sums(sheet: ExportSheet, notebook: Notebook) -> dict[str, list[Any]]:
    """Read the sums of sessions of a sheet, and its percentage.

    Returns:
        Field -> a value for each row: the three of `SUMS` where the sheet has them in any form,
        and `attendance_percent`. Totals outweigh codes, and sessions a percentage.
    """
    field_values: dict[str, list[Any]] = {}
    percent = _percent(sheet, notebook)
    coded = _from_codes(sheet, notebook)
    totals = _totals(sheet, notebook)
    if coded and totals:
        _compare(sheet, coded, totals, notebook)
    elif coded:
        coded = _with_possible(sheet, coded, notebook)
    sums = totals or coded
    if sums:
        field_values |= dict(zip(SUMS, sums, strict=True))
    if percent is not None:
        field_values["attendance_percent"] = percent
        if sums:
            _compare_percent(sheet, sums, percent, notebook)
    return field_values


def _numbers(sheet: ExportSheet, name: str, notebook: Notebook) -> _Numbers | None:
    column = sheet.column(name)
    return None if column is None else units.read_sessions(sheet, column, notebook)


def _totals(sheet: ExportSheet, notebook: Notebook) -> tuple[_Numbers, _Numbers, _Numbers] | None:
    possible = _numbers(sheet, "possible_sessions", notebook)
    authorised = _numbers(sheet, "authorised_absence", notebook)
    unauthorised = _numbers(sheet, "unauthorised_absence", notebook)
    attended = _numbers(sheet, "attended_sessions", notebook)
    absent = _numbers(sheet, "absent_sessions", notebook)
    for name in ("attended_of", "absent_of"):
        column = sheet.column(name)
        if column is not None and possible is None:
            part, possible = units.read_of_possible(sheet, column, notebook)
            attended, absent = (part, absent) if name == "attended_of" else (attended, part)
    size = len(sheet.body)
    if possible is None and attended is not None and authorised and unauthorised:
        possible = _add(attended, authorised, unauthorised)
        notebook.decide(sheet.place(), "possible sessions are attended and both kinds of absence")
    if possible is None:
        return None
    if attended is not None and authorised and unauthorised:
        _compare_attended(sheet, possible, _add(attended, authorised, unauthorised), notebook)
    if authorised is not None and unauthorised is not None:
        return possible, authorised, unauthorised
    if absent is None and attended is not None:
        absent = [
            None if None in (p, a) else (p or 0) - (a or 0) for p, a in _pairs(possible, attended)
        ]
    if absent is None:
        return None
    text = "absence is one number: all of it is read as authorised, "
    notebook.decide(sheet.place(), text + "and no figure needs the difference")
    nothing: _Numbers = [None if a is None else 0 for a in absent]
    return possible, [a if a is None or a >= 0 else None for a in absent], nothing[:size]


def _pairs(numbers: _Numbers, other: _Numbers) -> Sequence[tuple[int | None, int | None]]:
    return [*zip(numbers, other, strict=True)]


def _add(*parts: _Numbers) -> _Numbers:
    rows = zip(*parts, strict=True)
    return [None if None in row else sum(n for n in row if n is not None) for row in rows]


def _from_codes(
    sheet: ExportSheet, notebook: Notebook
) -> tuple[_Numbers, _Numbers, _Numbers] | None:
    """Sums from a column for each attendance code, by the table of codes."""
    columns = [c for c in sheet.columns if c.field == CODE]
    # Fewer are rather columns that happen to be headed by a letter.
    if len(columns) < 4:
        return None
    sums: tuple[list[int], list[int], list[int]] = tuple([0] * len(sheet.body) for _ in SUMS)  # type: ignore[assignment]
    for column in columns:
        heading = column.heading.strip().upper()
        mark = REGISTER_CODES.get("/" if heading == PRESENT_ALL_DAY else heading)
        counts = values.each(sheet, column, values.read_count, notebook)
        for place in _adds_to(mark):
            for row, count in enumerate(counts):
                sums[place][row] += count or 0
    codes = ", ".join(c.heading.strip() for c in columns)
    notebook.decide(sheet.place(), f"sums are made from the columns of attendance codes: {codes}")
    return [*sums[0]], [*sums[1]], [*sums[2]]


def _adds_to(mark: RegisterMark | None) -> tuple[int, ...]:
    if mark is None or mark is RegisterMark.NOT_POSSIBLE:
        return ()
    return {RegisterMark.AUTHORISED: (0, 1), RegisterMark.UNAUTHORISED: (0, 2)}.get(mark, (0,))


def _compare(
    sheet: ExportSheet, coded: Sequence[_Numbers], totals: Sequence[_Numbers], notebook: Notebook
) -> None:
    """Say in which rows the codes do not add up to the totals; the totals are used."""
    column = sheet.column("possible_sessions")
    for row in range(len(sheet.body)):
        marks, stated = [c[row] for c in coded], [t[row] for t in totals]
        if None not in stated and marks != stated:
            _not_adding_up(sheet, column, row, str(marks[0]), str(stated[0]), notebook)


def _with_possible(
    sheet: ExportSheet, coded: tuple[_Numbers, _Numbers, _Numbers], notebook: Notebook
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Absences by code beside possible sessions that are given: those are used, and compared."""
    column = sheet.column("possible_sessions")
    possible = _numbers(sheet, "possible_sessions", notebook)
    if column is None or possible is None:
        return coded
    from_codes = coded[0]
    odd = [r for r, n in enumerate(possible) if n is not None and n != from_codes[r]]

    def sentence_of(place: Place) -> str:
        text = f"In row {place.row} of {place.sheet} the codes do not add up to the possible "
        return f"{text}sessions."

    places = [sheet.place(column.heading, sheet.numbers[row]) for row in odd]
    many = f"The codes of {counted(len(odd), 'row')} of {sheet.grid.sheet} do not add up to the "
    effect = "The possible sessions that are given are used, with the absences by code."
    warn_of_rows(
        notebook.findings,
        "marks_do_not_add_up",
        places,
        sentence_of,
        f"{many}possible sessions",
        effect,
    )
    return [from_codes[r] if n is None else n for r, n in enumerate(possible)], coded[1], coded[2]


def _compare_attended(
    sheet: ExportSheet, possible: _Numbers, added: _Numbers, notebook: Notebook
) -> None:
    column = sheet.column("possible_sessions")
    for row, (stated, worked_out) in enumerate(zip(possible, added, strict=True)):
        if stated is not None and worked_out is not None and stated != worked_out:
            _not_adding_up(sheet, column, row, str(worked_out), str(stated), notebook)


def _not_adding_up(
    sheet: ExportSheet,
    column: MatchedColumn | None,
    row: int,
    worked_out: str,
    stated: str,
    notebook: Notebook,
) -> None:
    place = sheet.place(column.heading if column else None, sheet.numbers[row])
    text = f"In row {place.row} of {place.sheet} the marks add up to {worked_out} sessions, but "
    text += f"{stated} are given as possible, or their absences differ: check the row."
    notebook.findings.warning(
        "marks_do_not_add_up", place, text, "The totals that are given are used.", stated
    )


def _percent(sheet: ExportSheet, notebook: Notebook) -> list[Any] | None:
    column = sheet.column("attendance_percent")
    if column is not None:
        return percentages.read_percent(sheet, column, notebook)
    column = sheet.column("absence_percent")
    if column is None:
        return None
    notebook.decide(sheet.place(column.heading), "attendance is 100% less the absence")
    read = percentages.read_percent(sheet, column, notebook)
    return [None if value is None else 100 - value for value in read]


def _compare_percent(
    sheet: ExportSheet, sums: Sequence[_Numbers], percent: Sequence[Any], notebook: Notebook
) -> None:
    """Sessions beat a percentage; say in which rows the two disagree by more than 1 point."""
    column = sheet.column("attendance_percent") or sheet.column("absence_percent")
    for row, stated in enumerate(percent):
        possible, authorised, unauthorised = (s[row] for s in sums)
        if stated is None or not possible or authorised is None or unauthorised is None:
            continue
        worked_out = Decimal(100 * (possible - authorised - unauthorised)) / possible
        if abs(worked_out - stated) > _DISAGREE:
            place = sheet.place(column.heading if column else None, sheet.numbers[row])
            text = (
                f"In row {place.row} of {place.sheet} attendance is given as {stated:f}%, but its "
            )
            text += f"sessions make {worked_out:.1f}%: check which is right."
            effect = "The sessions are used."
            notebook.findings.warning("attendance_differs", place, text, effect, f"{stated:f}")
