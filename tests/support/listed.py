"""A school's own lists of children on plans, written in all the ways that schools write them."""

from collections.abc import Callable, Mapping, Sequence

from cwsw.intake import SourceFile
from tests.support.cases import Case, csv_file

ADA, HANA, OMAR = "W873402119001", "Z873402118002", "C873402117003"
NAMES = {ADA: "Ashdown, Ada", HANA: "Birkett, Hana", OMAR: "Colville, Omar"}
OPEN = "13/03/2025"


def on_roll(current_cin: int = 0, current_cp: int = 0, of: int = 30) -> dict[str, int]:
    """The cohort of open plans that began while the children were on roll."""
    counts = {"on_roll": of, "cwsw": current_cin + current_cp, "current_cin": current_cin}
    counts |= {"current_cp": current_cp, "while_on_roll": current_cin + current_cp}
    counts["other"] = of - current_cin - current_cp
    return {name: count for name, count in counts.items() if count}


def by_upn(
    writing: Callable[[str], object], *, named: bool = True, names: Mapping[str, str] = NAMES
) -> SourceFile:
    """A list of three children whose UPNs are written in some way."""
    head: tuple[str, ...] = ("UPN", "Pupil", "Plan type", "Start date")
    rows: list[tuple[object, ...]] = [
        (writing(upn), name, "CIN", OPEN) for upn, name in names.items()
    ]
    if not named:
        head, rows = (head[0], *head[2:]), [(row[0], *row[2:]) for row in rows]
    return csv_file("List.csv", head, *rows)


def by_name(*names: str, **more: Sequence[object]) -> SourceFile:
    """A list of names on open CP plans, with further columns."""
    head = ("Name", "Plan", "Start date", *more)
    rows = zip(names, *more.values(), strict=True)
    return csv_file("List.csv", head, *((name, "CP", OPEN, *dates) for name, *dates in rows))


def roll_of(*pupils: tuple[str, str, str]) -> SourceFile:
    """A pupil list of UPN, surname and forename, all born on one day."""
    head = ("UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Date of Admission")
    return csv_file("Roll.csv", head, *((*p, "14/05/2013", 8, "15/09/2022") for p in pupils))


def plans_of(case: Case) -> list[str]:
    return sorted(case.upload.tables["plans"].column("upn").to_pylist())


def names_of_plans(case: Case) -> list[str]:
    pupils = case.upload.tables["pupils"].to_pylist()
    by = {p["upn"]: f"{p['forename']} {p['surname']}" for p in pupils}
    return sorted(by[upn] for upn in plans_of(case))


def rules(case: Case) -> str:
    assert case.upload.proposal is not None
    return "\n".join(decision.text for decision in case.upload.proposal.decisions)
