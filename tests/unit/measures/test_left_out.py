"""Who is left out: counts and reasons add up to everybody asked, for every figure."""

from datetime import date

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.measures.figure_rows import rows_behind, source_rows
from cwsw.measures.filters import Filters
from cwsw.measures.left_out import LeftOut, left_out
from cwsw.measures.registry import BY_KEY
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.ui.explore.left_out import left_out_sentence
from tests.support.books import workbook
from tests.support.samples import sample_upload
from tests.support.schools import attendance

BORN = date(2013, 1, 8)


@pytest.fixture(scope="module", params=["primary", "secondary"])
def sample(request):
    return Workspace.load(sample_upload(f"{request.param}.xlsx"))


@pytest.mark.parametrize("filters", [Filters(), Filters((1, 2, 7, 11))])
def test_they_are_the_figures_own_pupils_and_the_reasons_add_up(sample, filters) -> None:
    found = left_out(sample, filters)
    counted = 0
    for figure in summarise(sample, filters).figures:
        for name, group in figure.groups.items():
            if group.pupils == 0:
                continue
            here = found[figure.measure.key, figure.year, name]
            assert here.counted + here.besides == group.pupils
            assert here.pupils - here.counted == sum(number for _, number in here.reasons)
            counted += 1
    assert counted > 100


def school() -> Workspace:
    """Five children with a plan: one counted, one too young, one with no possible sessions, one
    with no sessions at all, one left before the year; and a leaver of this year, counted."""
    born = [BORN, date(2022, 5, 1), BORN, BORN, BORN, BORN]
    left = [None, None, None, None, date(2025, 7, 1), date(2026, 1, 9)]
    years = ["7", "R", "7", "7", "6", "7"]
    pupils = [
        (f"U{n}", "Sur", "For", year, dob, date(2020, 9, 1), gone)
        for n, (year, dob, gone) in enumerate(zip(years, born, left, strict=True))
    ]
    book = workbook(
        {
            "School": [("Name", "Phase", "As at"), ("S", "all-through", date(2026, 7, 17))],
            "Pupils": [
                (
                    "UPN", "Surname", "Forename", "Year group", "Date of birth",
                    "Admission date", "Leaving date",
                ),
                *pupils,
            ],
            "Plans": [
                ("UPN", "Plan", "Start date", "End date"),
                *((f"U{n}", "CIN", date(2024, 1, 8), None) for n in range(6)),
            ],
            "Attendance": [
                *attendance(2, lambda _: (380, 4, 0), 0),
                ("U2", "2025/26", 0, 0, 0),
                ("U5", "2025/26", 100, 4, 0),
            ],
        }
    )  # fmt: skip
    return Workspace.load(read_in_process([SourceFile("school.xlsx", book)]))


def test_each_reason_is_told_apart() -> None:
    here = left_out(school())["persistent_absence", 2025, "cwsw"]
    assert here == LeftOut(
        words="on roll in the year",
        pupils=5,
        counted=2,
        besides=0,
        reasons=(
            ("under 5 or over 15", 1),
            ("no possible sessions", 1),
            ("no sessions in the spreadsheet", 1),
        ),
    )
    assert left_out_sentence(here, "cwsw") == (
        "Showing 2 of 5 children with a social worker on roll in the year. Left out: 1 under 5 or "
        "over 15; 1 no possible sessions; 1 no sessions in the spreadsheet."
    )


def test_nobody_left_out_is_said_too() -> None:
    here = LeftOut("on roll in the year", 3, 3, 1, ())
    said = left_out_sentence(here, "other")
    assert "Nobody is left out. 1 more are counted who were not on roll then" in said


def test_source_rows_are_those_of_the_year(sample) -> None:
    rows = source_rows(sample)
    year = max(y for _, _, y in rows)
    assert rows_behind(BY_KEY["persistent_absence"], year, rows)
    with sample.cursor() as cursor:
        (number,) = cursor.execute(
            "select count(*) from attendance where academic_year = $year", {"year": year}
        ).fetchone()
    assert dict(rows_behind(BY_KEY["persistent_absence"], year, rows))["attendance"] == number


def test_results_count_their_own_stage_only(sample) -> None:
    rows = source_rows(sample)
    stages = {part for name, part, _ in rows if name == "results"}
    key = "em_strong" if "KS4" in stages else "gld"
    stage = "KS4" if "KS4" in stages else "EYFS"
    year = max(y for name, part, y in rows if (name, part) == ("results", stage))
    assert rows_behind(BY_KEY[key], year, rows) == (("results", rows["results", stage, year]),)
