"""A pupil export of 230 children and the safeguarding lead's list of 22, as a school has them.

The list has no UPNs, dates as people write them, a pair of twins of whom one is an initial, and
three children who are not on the roll.
"""

from cwsw.intake.exports.upns import LETTERS, check_letter_fits
from cwsw.intake.grids import SourceFile
from tests.support.cases import csv_file

PUPILS = 230
FIRST = (
    "Ada Ben Cai Dev Eva Fay Gus Hal Ivy Jon Kit Lea Max Nia Oli Pia Quin Rae Sam Tia Una Vik Wes"
)
LAST = "Ashdown Birkett Colville Drewitt Eastham Fairley Garside Hollins Ibbotson Jessop"
HEAD = ("UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Reg", "Date of Admission")


def _upn(number: int) -> str:
    figures = f"873402{number:06d}"
    return next(letter + figures for letter in LETTERS if check_letter_fits(letter + figures))


def pupils() -> list[tuple[str, ...]]:
    """Every child a row: surnames and first names combined, the last two are twins."""
    names = [(last, first) for last in LAST.split() for first in FIRST.split()]
    names[-2:] = [("Marlow", "Isla"), ("Marlow", "Isaac")]
    rows: list[tuple[str, ...]] = []
    for place, (last, first) in enumerate(names):
        is_twin = last == "Marlow"
        year = 7 if is_twin else 7 + place % 5
        day, month = (14, 2) if is_twin else (13 + place % 15, 1 + place % 8)
        born = f"{day:02d}/{month:02d}/{2021 - year}"
        rows.append((_upn(place), last, first, born, str(year), f"{year}A", "15/09/2022"))
    return rows


def export() -> SourceFile:
    """The pupil list of the school's system, with its title above the headings."""
    titles = [("Foxmoor Academy",), ("Pupils on roll as at 17/07/2026",), ()]
    return csv_file("Pupil list.csv", *titles, HEAD, *pupils())


def safeguarding_list() -> SourceFile:
    """The list as a file."""
    return csv_file("DSL list.csv", ("Name", "DOB", "Plan", "Start date", "End date"), *listed())


def listed() -> list[tuple[str, ...]]:
    """22 children: 12 on CP now, 4 on CIN since November, 3 ended, 3 nobody on the roll.

    Of the 12 the last two are the twins, one of them by an initial.
    """
    rows = pupils()
    names = [(f"{first} {last}", born) for _, last, first, born, *_ in rows[:17]]
    names += [("Isla Marlow", "14/02/2014"), ("I. Marlow", "14/02/2014")]
    words = ("ongoing", "Ongoing", "open", "current", "")
    plans = [("CP", "13/03/2025", words[place % 5]) for place in range(10)]
    plans += [("CIN", "Nov 2025", "ongoing")] * 4
    plans += [("CP", "20/01/2021", "Nov 2023"), ("CIN", "20/01/2022", "21/02/2024")]
    plans += [("CP", "14/01/2019", "15/09/2020")]
    plans += [("CP", "13/03/2025", "ongoing")] * 2
    leavers = [
        ("Zed Nobody", "14/03/2013"),
        ("Yan Else", "15/03/2012"),
        ("Xia Where", "16/03/2011"),
    ]
    cells: list[tuple[str, ...]] = [
        (*child, *plan) for child, plan in zip(names, plans, strict=True)
    ]
    cells += [(*child, "CP", "13/03/2025", "ongoing") for child in leavers]
    return cells
