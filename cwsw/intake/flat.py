"""The flat sheet: a row for each pupil with results, absence and plans (contract section 1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cwsw.intake.cells import Unreadable
from cwsw.intake.flat_words import DATE_FIELDS, NOW_FIELDS, PLAN_DATES, UNDATED
from cwsw.intake.grids import Origin, Rows
from cwsw.intake.plan_dates import OPEN
from cwsw.intake.problems import CELL_BLANK, READ_SO, Findings
from cwsw.intake.results import MOST_PHONICS, read_grade, read_ks2
from cwsw.tables.schema import FLAT_COLUMNS, PLANS

SOURCE = "flat sheet"
"""What stands in the Source column of a plan that comes from the flat sheet."""

NONE_OF: Mapping[str, int] = {"suspensions": 0, "permanently_excluded": False}
"""Columns in which a blank cell beside filled ones means none, and how none is written."""

ABSENCE = ("possible_sessions", "authorised_absence", "unauthorised_absence")
_FIELDS = {column.field: column.heading for column in FLAT_COLUMNS}
_PLAN_FIELDS = _FIELDS.keys() & (DATE_FIELDS | NOW_FIELDS.keys())


def _phonics(mark: int) -> int | Unreadable:
    over = Unreadable(f"is not a mark from 0 to {MOST_PHONICS}", "result_not_readable")
    return mark if mark <= MOST_PHONICS else over


_SETTLE: Mapping[str, Callable[[Any], Any]] = {
    "phonics_mark": _phonics,
    "ks2_reading": read_ks2,
    "ks2_writing": read_ks2,
    "ks2_maths": read_ks2,
    "english_language": read_grade,
    "english_literature": read_grade,
    "maths": read_grade,
}


def has_flat(pupils: Rows) -> bool:
    """Whether a Pupils sheet has any of the flat sheet's own headings."""
    return bool(_FIELDS.keys() & pupils.fields.keys())


def has_plans(pupils: Rows) -> bool:
    """Whether a Pupils sheet tells of plans: by its headings, or by a word as "Historic"."""
    return bool(_PLAN_FIELDS & pupils.fields.keys()) or UNDATED in pupils.values("looked_after")


def settle_cells(pupils: Rows, findings: Findings) -> None:
    """Write results in their own spelling, and blank the cells that cannot be right.

    Args:
        pupils: The Pupils sheet with the flat columns; changed in place.
        findings: Gets a warning for each cell that becomes blank.
    """
    for name in _SETTLE.keys() & pupils.fields.keys():
        values = pupils.fields[name]
        settled = {v: _SETTLE[name](v) for v in set(values) if v is not None}
        for index, value in enumerate(values):
            if value is not None:
                values[index] = _or_blank(settled[value], pupils, index, name, findings)
    for name, none in NONE_OF.items():
        _blank_means_none(pupils, name, none, findings)
    if any(name in pupils.fields for name in ABSENCE):
        _settle_absence(pupils, findings)


def _blank_means_none(pupils: Rows, name: str, none: int, findings: Findings) -> None:
    """Blank cells beside filled ones; a cell that could not be read stays unknown."""
    values, unread = pupils.values(name), pupils.unread.get(name, set())
    blank = [i for i, value in enumerate(values) if value is None and i not in unread]
    # A column without any count says nothing of anybody: there a blank is unknown.
    if not blank or len(blank) + len(unread) >= len(values):
        return
    for index in blank:
        values[index] = none
    place = replace(pupils.place(blank[0], _FIELDS[name]), row=None)
    text = f"{len(blank):,} blank cells of {place.column} were read as none, because others are "
    findings.note("blank_is_none", place, f"{text}filled.", READ_SO)


def _or_blank(cell: Any, pupils: Rows, index: int, name: str, findings: Findings) -> Any:  # noqa: ANN401
    if not isinstance(cell, Unreadable):
        return cell
    place = pupils.place(index, _FIELDS[name])
    value = str(pupils.fields[name][index])
    text = f'{place.column} "{value[:40]}" in row {place.row} of {place.sheet} {cell.mend}.'
    findings.warning(cell.code, place, text, CELL_BLANK, value)
    return None


def _settle_absence(pupils: Rows, findings: Findings) -> None:
    """Blank the three absence cells where some are missing, or more is absent than possible."""
    for index, (possible, *absent) in enumerate(zip(*map(pupils.values, ABSENCE), strict=True)):
        supplied = [cell is not None for cell in (possible, *absent)]
        place = pupils.place(index, _FIELDS["possible_sessions"])
        where = f"in row {place.row} of {place.sheet}"
        if any(supplied) and not all(supplied):
            code, text = "flat_absence_in_part", f"Only some of the absence cells are given {where}"
        elif all(supplied) and sum(absent) > possible:
            code, text = "absence_above_possible", f"More absence than possible sessions {where}"
        else:
            continue
        effect = "The three absence cells count as blank; the rest of the row is used."
        findings.warning(code, place, f"{text}: correct the three cells.", effect)
        for name in ABSENCE:
            if name in pupils.fields:
                pupils.fields[name][index] = None


def plan_rows(pupils: Rows, plans: Rows | None) -> Rows:
    """The plans that kept rows of the flat sheet tell of, each with the pupil's own row number.

    A word without a date is a plan without dates, unless the same plan is known with dates. So is a
    plan of which one date could not be read.
    """
    rows = Rows(PLANS, {column.field: [] for column in PLANS.columns}, [], [])
    dated = _dated(plans) if plans else set()
    for now, plan in NOW_FIELDS.items():
        for index, (upn, word, *days) in enumerate(_stated_plans(pupils, plan, now)):
            unreadable = UNDATED in days
            start, end = (None if day in (OPEN, UNDATED) else day for day in days)
            has_day = days != [None, None]
            # "Historic" beside a dated plan of the same kind is that plan, not one more.
            is_dated = _usable(start, end) or (upn, plan) in dated
            if index not in pupils.aside and (has_day or (word == UNDATED and not is_dated)):
                if unreadable:
                    rows.undated.add(len(rows.numbers))
                _append(rows, pupils, index, (upn, plan, start, end, SOURCE))
    return rows


def clear_marks(pupils: Rows) -> None:
    """Blank the plan words and open ends beside pupils, once `plan_rows` has made plans of them."""
    for name in (NOW_FIELDS.keys() | DATE_FIELDS) & pupils.fields.keys():
        pupils.fields[name] = [None if v in (UNDATED, OPEN) else v for v in pupils.fields[name]]


def _dated(plans: Rows) -> set[tuple[str, str]]:
    names = ("upn", "plan", "start_date", "end_date")
    rows = [*zip(*map(plans.values, names), strict=True)]
    return {(rows[i][0], rows[i][1]) for i in plans.live() if _usable(*rows[i][2:])}


def _usable(start: date | None, end: date | None) -> bool:
    return not (start is None and end is None) and not (start and end and end < start)


def _stated_plans(pupils: Rows, plan: str, now: str) -> Iterator[tuple[str, Any, Any, Any]]:
    """Each pupil's key, the word about this plan, and its start and end or what they say."""
    names = PLAN_DATES.get(plan)
    blank = [None] * len(pupils.numbers)
    starts, ends = map(pupils.values, names) if names else (blank, blank)
    return zip(pupils.values("upn"), pupils.values(now), starts, ends, strict=True)


def _append(rows: Rows, pupils: Rows, index: int, row: tuple[Any, ...]) -> None:
    place = pupils.place(index)
    origin = Origin(len(rows.numbers), str(place.file), str(place.sheet))
    if not rows.origins or replace(rows.origins[-1], start=origin.start) != origin:
        rows.origins.append(origin)
    rows.numbers.append(pupils.numbers[index])
    for column, value in zip(PLANS.columns, row, strict=True):
        rows.fields[column.field].append(value)
