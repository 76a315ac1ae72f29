"""Who counts as what on one day (contract section 2)."""

from dataclasses import dataclass
from datetime import date

from tests.oracle.case import Case, Row, academic_year, same_day_earlier

GROUPS = ("cwsw", "looked_after", "undated", "earlier", "other")
FLAGS = (("cin_now", "CIN"), ("cp_now", "CP"))


@dataclass
class Plan:
    """A plan with usable dates, first and last day included."""

    kind: str
    first: date
    last: date


def _written_plans(case: Case, pupil: Row) -> list[Row]:
    """Plan rows, those of the flat sheet's date columns among them."""
    rows = list(case.of("plans", pupil))
    for flat in case.of("flat", pupil):
        for kind in ("CIN", "CP"):
            start, end = flat.get(f"{kind.lower()}_start"), flat.get(f"{kind.lower()}_end")
            if start is not None or end is not None:
                rows.append({"plan": kind, "start_date": start, "end_date": end})
    return rows


def _usable(row: Row) -> bool:
    start, end = row.get("start_date"), row.get("end_date")
    if start is None:
        return end is not None
    return end is None or end >= start


def _flags(case: Case, pupil: Row, day: date) -> list[str]:
    """The kinds of plan of which the sheet says *now* on a day.

    On today's list it goes on saying so in later academic years, until an end is recorded.
    """
    year = academic_year(day)
    if year != case.school_year and not (case.on_list and year > case.school_year):
        return []
    kinds = ["CLA"] if pupil.get("looked_after") else []
    for flat in case.of("flat", pupil):
        kinds += [kind for field, kind in FLAGS if flat.get(field)]
    return [kind for kind in kinds if not (case.on_list and _has_ended(case, pupil, kind, day))]


def _has_ended(case: Case, pupil: Row, kind: str, day: date) -> bool:
    """Whether staff recorded that a plan of a kind ended before a day, and no upload answered."""
    for row in case.of("list_changes", pupil):
        ended = row["change"] == "plan ended" and row["plan"] == kind
        if ended and row.get("settled") is None and row["end_date"] < day:
            return True
    return False


def plans_on(case: Case, pupil: Row, day: date) -> list[Plan]:
    """The dated plans that have begun by a status date, cut at that day."""
    plans = []
    for row in _written_plans(case, pupil):
        if not _usable(row):
            continue
        start, end = row.get("start_date"), row.get("end_date")
        first = end if start is None else start
        if first is not None and first <= day:
            plans.append(Plan(row["plan"], first, day if end is None else min(end, day)))
    return plans + [Plan(kind, day, day) for kind in _flags(case, pupil, day)]


def _override(case: Case, pupil: Row, day: date) -> str | None:
    best: tuple[date, date, int] | None = None
    for row in case.of("overrides", pupil):
        start = row.get("from_date")
        if start is not None and start > day:
            continue
        rank = (start or date.min, row["on"], -GROUPS.index(row["group"]))
        if best is None or rank > best:
            best = rank
    return None if best is None else GROUPS[-best[2]]


def group_on(case: Case, pupil: Row, day: date) -> str:
    """The pupil's group on a status date."""
    override = _override(case, pupil, day)
    if override is not None:
        return override
    plans = plans_on(case, pupil, day)
    window = same_day_earlier(day, 6)
    recent = {plan.kind for plan in plans if plan.last >= window}
    if recent & {"CIN", "CP"}:
        return "cwsw"
    if "CLA" in recent:
        return "looked_after"
    if not all(_usable(row) for row in _written_plans(case, pupil)):
        return "undated"
    return "earlier" if plans else "other"


def parts_on(case: Case, pupil: Row, day: date) -> list[str]:
    """The sub-cohorts of a pupil of the group `cwsw`."""
    plans = plans_on(case, pupil, day)
    ending = {plan.kind for plan in plans if plan.last == day}
    parts = ["current_cp" if "CP" in ending else "current_cin" if "CIN" in ending else "ended"]
    if "CLA" in ending:
        parts.append("looked_after_now")
    begin = pupil.get("admission_date") or date.min
    until = pupil.get("leaving_date") or day
    window = same_day_earlier(day, 6)
    for plan in plans:
        own = plan.kind in ("CIN", "CP") and plan.last >= window
        if own and plan.first <= until and plan.last >= begin:
            parts.append("while_on_roll")
            break
    return parts


def cohort(case: Case) -> dict[str, int]:
    """The `cohort` object: pupils on roll on the as-at date."""
    names = "on_roll cwsw current_cp current_cin ended while_on_roll looked_after_now"
    counts = dict.fromkeys([*names.split(), *GROUPS[1:]], 0)
    for pupil in case.pupils:
        if not case.on_roll_now(pupil):
            continue
        group = group_on(case, pupil, case.as_at)
        parts = parts_on(case, pupil, case.as_at) if group == "cwsw" else []
        for name in ["on_roll", group, *parts]:
            counts[name] += 1
    return counts
