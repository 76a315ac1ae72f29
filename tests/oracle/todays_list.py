"""The list as of a day, and what staff record of it written into the rows by hand.

Plain loops again: a change is a line in Plans or Pupils, and a line on List changes that says who
recorded it.
"""

from calendar import monthrange
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.oracle.case import Case, Row, Rows, academic_year
from tests.oracle.convert import as_read
from tests.oracle.groups import FLAGS, group_on, parts_on

PLAN_DATES = ("cin_start", "cin_end", "cp_start", "cp_end")
RECORDED_HERE = "Recorded on the dashboard"
CHECK_IN = "Check in with the child after the end of a plan"


@dataclass(frozen=True)
class Step:
    """One thing a safeguarding lead records; `former` are the dates that are corrected.

    `adult` checks in after a plan that ended, or has checked in; nobody where it is empty.
    """

    what: str
    upn: str
    on: date
    plan: str | None = None
    start: date | None = None
    end: date | None = None
    former: tuple[date | None, date | None] = (None, None)
    year_group: int | None = None
    adult: str | None = None


def todays_list(school: Row, rows: Rows, day: date) -> dict[str, tuple[Any, ...]]:
    """UPN -> group, parts and year group of everybody on roll on a day."""
    case = Case(school, rows, day, on_list=True)
    entries = {}
    for pupil in case.pupils:
        if case.on_roll_now(pupil):
            group = group_on(case, pupil, day)
            parts = sorted(parts_on(case, pupil, day)) if group == "cwsw" else []
            entries[pupil["upn"]] = group, parts, case.year_group(pupil, case.year)
    return entries


def as_stored(rows: Rows) -> Rows:
    """Rows to write changes into: the flat sheet's plans stand in Plans alone."""
    own = deepcopy(as_read(rows))
    own.setdefault("plans", [])
    own.setdefault("list_changes", [])
    own.setdefault("actions", [])
    for row in own.get("flat", []):
        row.update(dict.fromkeys(PLAN_DATES))
    return own


def write_down(school: Row, rows: Rows, step: Step, day: date) -> None:
    """Make a change in the rows themselves; `day` is that of the list."""
    if step.what == "joined":
        _join(school, rows, step, day)
    elif step.what == "left":
        _leave(school, rows, step)
    elif step.what == "checked in":
        (held,) = (row for row in rows["actions"] if _is_asked(row, step))
        held["done_on"] = step.on
    elif step.what == "plan begun":
        row = _plan(step.upn, step.plan, step.start, step.end, "DSL list")
        rows["plans"].append(row)
        _note(rows, step, row, (None, None))
    else:
        _change_plans(rows, step, day)


def write_check_ins(rows: Rows, step: Step) -> None:
    """Ask for the check-ins after a plan that ended; what was asked is not asked twice."""
    asked = {(row["upn"], row["who"], row["by_when"]) for row in rows["actions"]}
    for day in check_in_days(step.end):
        if step.adult and (step.upn, step.adult, day) not in asked:
            line = {"upn": step.upn, "action": CHECK_IN, "who": step.adult, "by_when": day}
            rows["actions"].append({"meeting_date": None, **line, "done_on": None})


def take_back_check_ins(rows: Rows, step: Step) -> None:
    """Take out those after an end that is no more, less what was held or another end asks for."""
    ends = [row for row in rows["list_changes"] if row["change"] == "plan ended"]
    if any((row["upn"], row["end_date"]) == (step.upn, step.end) for row in ends):
        return
    others = {
        day for row in ends if row["upn"] == step.upn for day in check_in_days(row["end_date"])
    }
    for row in list(rows["actions"]):
        is_due = row["by_when"] in check_in_days(step.end) and row["by_when"] not in others
        if row["upn"] == step.upn and row["done_on"] is None and is_due:
            rows["actions"].remove(row)


def check_in_days(end: date | None) -> tuple[date, ...]:
    """Six weeks after a plan ended, and three, six and twelve months."""
    if end is None:
        return ()
    return (end + timedelta(days=42), *(_months_later(end, months) for months in (3, 6, 12)))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last that it has."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def _is_asked(row: Row, step: Step) -> bool:
    return (row["upn"], row["who"], row["by_when"]) == (step.upn, step.adult, step.end)


def _change_plans(rows: Rows, step: Step, day: date) -> None:
    if step.what == "plan ended":
        write_check_ins(rows, step)
    changed = [row for row in _of(rows["plans"], step) if _is_meant(row, step, day)]
    if not changed:
        new = _plan(step.upn, step.plan, None, step.end, RECORDED_HERE)
        rows["plans"].append(new)
        _note(rows, step, new, (None, None))
    for row in changed:
        before = row.get("start_date"), row.get("end_date")
        row["end_date"] = step.end
        if step.what == "plan dates corrected":
            row["start_date"] = step.start
        _note(rows, step, row, before)


def _is_meant(row: Row, step: Step, day: date) -> bool:
    start, end = row.get("start_date"), row.get("end_date")
    if step.what == "plan dates corrected":
        return (start, end) == step.former
    if start is None:
        return end == day != step.end
    return start <= day and (end is None or end >= day) and end != step.end


def _join(school: Row, rows: Rows, step: Step, day: date) -> None:
    years = academic_year(day) - academic_year(school["as_at"])
    group = None if step.year_group is None else step.year_group - years
    rows["pupils"].append(
        {
            "upn": step.upn,
            "surname": f"Sur {step.upn}",
            "forename": "Given",
            "year_group": None if group is None or group < -2 else group,
            "admission_date": step.start,
        }
    )
    _note(rows, step, {"start_date": step.start}, (None, None))


def _leave(school: Row, rows: Rows, step: Step) -> None:
    (pupil,) = (row for row in rows["pupils"] if row["upn"] == step.upn)
    before = pupil.get("leaving_date")
    own = academic_year(school["as_at"])
    year_before, year_after = (
        min(own, academic_year(day or school["as_at"])) for day in (before, step.end)
    )
    pupil["leaving_date"] = step.end
    if pupil["year_group"] is not None:
        pupil["year_group"] += year_after - year_before
    _note(rows, step, {"end_date": step.end}, (None, before))


def _note(rows: Rows, step: Step, row: Row, before: tuple[date | None, date | None]) -> None:
    """The line on List changes: to give a running plan an end is to end it."""
    ended = before[0] is not None and before[1] is None and row.get("end_date") is not None
    what = step.what
    if what == "plan dates corrected" and ended:
        what = "plan ended"
    rows["list_changes"].append(
        {
            "upn": step.upn,
            "change": what,
            "plan": step.plan,
            "start_date": row.get("start_date"),
            "end_date": row.get("end_date"),
            "former_start": before[0],
            "former_end": before[1],
            "source": row.get("source"),
            "said_by": "LA",
            "by": "A. Lead",
            "on": step.on,
        }
    )


def _of(plans: list[Row], step: Step) -> list[Row]:
    return [row for row in plans if (row["upn"], row["plan"]) == (step.upn, step.plan)]


def _plan(upn: str, kind: str | None, start: date | None, end: date | None, source: str) -> Row:
    dates = {"start_date": start, "end_date": end}
    return {"upn": upn, "plan": kind, **dates, "source": source}


def current_plans(rows: Rows, upn: str) -> list[str]:
    """The kinds of plan of which a flag speaks."""
    kinds = []
    for row in rows.get("flat", []):
        if row["upn"] == upn:
            kinds += [kind for field, kind in FLAGS if row.get(field)]
    looked_after = any(p.get("looked_after") for p in rows["pupils"] if p["upn"] == upn)
    return kinds + ["CLA"] * looked_after
