"""A school whose names, UPNs, days of birth and counts are found again wherever they turn up."""

import re
from datetime import date, timedelta

from cwsw.sample.upn import made_up_upn
from tests.support.books import workbook

PUPILS, COHORT, SUSPENDED, OTHERS_SUSPENDED = 613, 137, 73, 83
NAME = "Quillfeather School"
SURNAMES = [f"Wexq{number:03d}ley" for number in range(PUPILS)]
FORENAMES = [f"Zorv{number:03d}in" for number in range(PUPILS)]
UPNS = [made_up_upn(4000 + number, 2021) for number in range(PUPILS)]
BORN = [date(2012, 9, 1) + timedelta(days=number % 360) for number in range(PUPILS)]
FREE_TEXT = "Vextmarkle said so"
COUNTS = (COHORT, PUPILS - COHORT, SUSPENDED, OTHERS_SUSPENDED)
"""What governors may not read exactly; the whole school's totals are public."""

_NAMED = re.compile(r"wexq\d|zorv\d|vextmarkle", re.IGNORECASE)
_UPN = re.compile("|".join(UPNS))
_BORN = re.compile("|".join({day.isoformat() for day in BORN} | {f"{d:%d/%m/%Y}" for d in BORN}))
_COUNT = re.compile(rf"(?<![\w.,:/#-])({'|'.join(map(str, COUNTS))})(?![\w.,:/%-])")


def book() -> bytes:
    """The school's workbook."""
    pupils = [
        (UPNS[n], SURNAMES[n], FORENAMES[n], BORN[n], "9", date(2022, 9, 1)) for n in range(PUPILS)
    ]
    plans = [(UPNS[n], "CIN", date(2024, 1, 8), None, FREE_TEXT) for n in range(COHORT)]
    suspended = [*range(SUSPENDED), *range(COHORT, COHORT + OTHERS_SUSPENDED)]
    return workbook(
        {
            "Pupils": [
                ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date"),
                *pupils,
            ],
            "Plans": [("UPN", "Plan", "Start date", "End date", "Source"), *plans],
            "Exclusions": [
                ("UPN", "Type", "Start date"),
                *((UPNS[n], "SUSP", "03/07/2026") for n in suspended),
            ],
            "School": [("Name", "Phase", "As at"), (NAME, "secondary", date(2026, 7, 17))],
        }
    )


def leaks(received: str) -> set[str]:
    """Whatever of a child, and every exact count, that stands in what was received."""
    matches = (pattern.findall(received) for pattern in (_NAMED, _UPN, _BORN, _COUNT))
    return {hit for hits in matches for hit in hits}
