"""A school whose three lists disagree in every way, and what its cohort really is."""

from dataclasses import dataclass, field
from datetime import date

from tests.support.books import JOINED, workbook

AS_AT = date(2026, 7, 17)
LA, DSL = "Local authority list", "DSL list"
KINDS = ("typed", "former", "left", "ended", "early_help", "undated")


@dataclass
class Lists:
    """Sheets in the making, and the truth: UPN -> the group the pupil should be in."""

    pupils: list[tuple[object, ...]] = field(default_factory=list)
    plans: list[tuple[object, ...]] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def pupil(
        self,
        number: int,
        upn: str | None = None,
        leaving: date | None = None,
        flag: str | None = None,
    ) -> str:
        """A pupil of Year 7 to 11, with a name and a birthday of their own."""
        upn = upn or f"Q{number:05}"
        born = date(2010 + number % 5, 1 + number % 12, 1 + number % 28)
        year = str(7 + number % 5)
        name = (f"Zurname{number}", f"Vorname{number}")
        self.pupils.append((upn, *name, born, year, JOINED, leaving, flag))
        return upn

    def plan(
        self,
        upn: str,
        source: str,
        start: date | None,
        end: date | None = None,
        plan: str = "CIN",
    ) -> None:
        self.plans.append((upn, plan, start, end, source))


def disagreeing(pupils: int = 1200, cohort: int = 120, of_each: int = 2) -> Lists:
    """Three lists; `of_each` of the cohort disagree in each of the ways of `KINDS`.

    The truth, in `truth`: the authority is right about dates and ends, what only the school has is
    early help, a former UPN is the pupil on roll, and nobody knows the undated.
    """
    lists = Lists()
    for number in range(cohort):
        kind = KINDS[number // of_each] if number < of_each * len(KINDS) else "agreed"
        _child(lists, number, kind)
    for number in range(cohort, pupils):
        lists.truth[lists.pupil(number)] = "other"
    return lists


def _child(lists: Lists, number: int, kind: str) -> None:
    start, end = date(2023, 2, 3 + number % 9), date(2025, 11, 9)
    flag = "Y" if kind in ("agreed", "undated") else None
    leaving = date(2026, 2, 1) if kind == "left" else None
    upn = lists.pupil(number, leaving=leaving, flag=flag)
    if kind != "agreed":
        lists.wrong[kind].append(upn)
    if kind == "agreed":
        lists.plan(upn, LA, start)
        lists.plan(upn, DSL, start)
    elif kind == "typed":
        # By the slip the plan seems to have ended before the six years: 2020 typed for 2022.
        lists.plan(upn, LA, date(2016, 2, 3), date(2020, 5, 9))
        lists.plan(upn, DSL, date(2016, 2, 3), date(2022, 5, 9))
    elif kind == "former":
        lists.pupil(number, upn=f"OLD{number:05}", leaving=date(2022, 8, 31))
        lists.plan(f"OLD{number:05}", LA, start, end)
    elif kind == "left":
        lists.plan(upn, LA, start)
    elif kind == "ended":
        lists.plan(upn, LA, date(2016, 3, 1), date(2019, 3, 1))
        lists.plan(upn, DSL, date(2016, 3, 1))
    elif kind == "early_help":
        lists.plan(upn, DSL, start)
    elif kind == "undated":
        lists.plan(upn, DSL, None)
    truth = {"typed": "earlier", "ended": "earlier", "early_help": "other", "undated": "cwsw"}
    if kind != "left":
        lists.truth[upn] = truth.get(kind, "cwsw")


def book(lists: Lists) -> bytes:
    """The workbook of such a school."""
    headings = (
        "UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date",
        "Leaving date", "CIN now",
    )  # fmt: skip
    return workbook(
        {
            "School": [("Name", "Phase", "As at"), ("Lists School", "secondary", AS_AT)],
            "Pupils": [headings, *lists.pupils],
            "Plans": [("UPN", "Plan", "Start date", "End date", "Source"), *lists.plans],
        }
    )
