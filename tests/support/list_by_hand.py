"""Our list kept by hand beside the dashboard: every plan and pupil in plain rows, counted naively.

It knows the rule from the contract and nothing of the product's code.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook


@dataclass
class Plan:
    """One row of Plans."""

    upn: str
    kind: str
    start: date | None
    end: date | None


@dataclass
class Pupil:
    """One row of Pupils, as far as the list needs it."""

    upn: str
    name: str
    joined: date | None
    left: date | None


@dataclass
class HandList:
    """The pupils, their plans, and the groups that staff decided on."""

    pupils: list[Pupil]
    plans: list[Plan]
    decided: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: bytes) -> "HandList":
        """What a workbook says."""
        sheets = load_workbook(BytesIO(book), read_only=True)
        pupils = [
            Pupil(
                row["UPN"],
                f"{row['Surname']}, {row['Forename']}",
                _day(row["Admission date"]),
                _day(row.get("Leaving date")),
            )
            for row in _rows(sheets["Pupils"])
        ]
        plans = [
            Plan(row["UPN"], row["Plan"], _day(row["Start date"]), _day(row.get("End date")))
            for row in _rows(sheets["Plans"])
        ]
        decided = {row["UPN"]: row["Group"] for row in _rows(sheets["Overrides"])}
        return cls(pupils, plans, decided)

    def pupil(self, upn: str) -> Pupil:
        """The pupil with a UPN."""
        return next(pupil for pupil in self.pupils if pupil.upn == upn)

    def running(self, upn: str, kind: str, day: date) -> list[Plan]:
        """The plans of a kind that cover a day: one for each list that has it."""
        return [p for p in self.plans if p.upn == upn and p.kind == kind and _covers(p, day)]

    def on_list(self, day: date) -> set[str]:
        """Who is on roll and on the list: a CIN or CP plan on any day of six years."""
        begin = day.replace(year=day.year - 6)
        by_plan = {
            plan.upn
            for plan in self.plans
            if plan.kind != "CLA"
            and (days := _days(plan)) is not None
            and days[0] <= day
            and days[1] >= begin
        }
        counted = {upn for upn, group in self.decided.items() if group == "cwsw"}
        by_decision = self.decided.keys() - counted
        on_roll = {p.upn for p in self.pupils if _is_on_roll(p, day)}
        return ((by_plan - by_decision) | counted) & on_roll

    def with_plan_now(self, day: date) -> set[str]:
        """Those of the list on whom a CIN or CP plan is running."""
        upns = {p.upn for p in self.plans if p.kind != "CLA" and _covers(p, day)}
        return upns & self.on_list(day)

    def by_state(self, day: date) -> tuple[int, int, int]:
        """How many of the list are protected, in need, and without a plan on a day."""
        listed = self.on_list(day)
        kinds = {
            upn: {p.kind for p in self.plans if p.upn == upn and _covers(p, day)} for upn in listed
        }
        protected = sum("CP" in now for now in kinds.values())
        in_need = sum("CIN" in now and "CP" not in now for now in kinds.values())
        return protected, in_need, len(listed) - protected - in_need

    def on_roll(self, day: date) -> int:
        """How many pupils are on roll."""
        return sum(_is_on_roll(pupil, day) for pupil in self.pupils)

    def plain_children(self, day: date) -> list[str]:
        """Pupils with no plan at all, on roll from before a day on, of a name of their own."""
        with_plan = {plan.upn for plan in self.plans} | self.decided.keys()
        return [upn for upn in self._stable(day) if upn not in with_plan]

    def on_one_plan(self, kind: str, day: date) -> list[str]:
        """Pupils whose only plan of any list is running on a day, of that kind."""
        upns = []
        for upn in self._stable(day):
            plans = [plan for plan in self.plans if plan.upn == upn]
            if len(plans) == 1 and plans[0].kind == kind and self.running(upn, kind, day):
                upns.append(upn)
        return [upn for upn in upns if upn not in self.decided]

    def _stable(self, day: date) -> list[str]:
        names = [pupil.name for pupil in self.pupils]
        return sorted(
            p.upn
            for p in self.pupils
            if names.count(p.name) == 1 and p.left is None and (p.joined is None or p.joined < day)
        )


def _days(plan: Plan) -> tuple[date, date] | None:
    if plan.start is None:
        return None if plan.end is None else (plan.end, plan.end)
    if plan.end is not None and plan.end < plan.start:
        return None
    return plan.start, plan.end or date.max


def _covers(plan: Plan, day: date) -> bool:
    days = _days(plan)
    return days is not None and days[0] <= day <= days[1]


def _is_on_roll(pupil: Pupil, day: date) -> bool:
    has_joined = pupil.joined is None or pupil.joined <= day
    return has_joined and (pupil.left is None or pupil.left >= day)


def _rows(sheet: Any) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows if any(row)]


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else None
