"""What title rows say of the school is suggested where it has to be asked, and never taken."""

from datetime import date

import pytest

from cwsw.intake.exports.titled_school import titled_school
from cwsw.intake.process import read_files
from cwsw.tables.upload import School
from tests.support.cases import case_file, csv_file

DAY = date(2026, 7, 17)


@pytest.mark.parametrize(
    ("titles", "name", "phase", "as_at"),
    [
        (["Foxmoor School", "Pupil list as at 17/07/2026"], "Foxmoor School", None, DAY),
        (["Foxmoor Primary School - Pupil list", "Printed on 17 July 2026"],
         "Foxmoor Primary School", "primary", DAY),
        (["St Mary's C of E Junior School, pupils on roll 17/07/2026"],
         "St Mary's C of E Junior School", "primary", DAY),
        (["School: The Meadows", "Date: 17-07-2026"], "The Meadows", None, DAY),
        (["School name", "Foxmoor High School", "As at", "17/07/2026"],
         "Foxmoor High School", "secondary", DAY),
        (["Attendance for Foxmoor School 01/09/2025 to 17/07/2026"], "Foxmoor School", None, DAY),
        (["Run on 20/07/2026", "Correct as at 17/07/2026"], None, None, DAY),
        (["Foxmoor Pupil Referral Unit"], None, "AP", None),
        (["Year 7 school list", "2025/26"], None, None, None),
        (["01/09/2025", "17/07/2026"], None, None, None),
        (["x" * 100_000, "School: " + "y " * 50_000], None, None, None),
    ],
)  # fmt: skip
def test_titles(titles, name, phase, as_at):
    assert titled_school([titles]) == School(name=name, phase=phase, as_at=as_at)


def test_sheets_that_name_two_schools_name_none():
    told = titled_school([["Foxmoor Primary School"], ["Hill Primary School"], ["Pupil list"]])
    assert told == School(phase="primary")


def test_a_title_is_a_suggestion_and_nothing_is_loaded_by_it():
    rows = case_file("base/roll.csv").data.decode().splitlines()
    titles = [["Foxmoor School"], ["Pupil list as at 17/07/2026"], []]
    upload = read_files([csv_file("roll.csv", *titles, *(row.split(",") for row in rows))])
    assert upload.titled == School(name="Foxmoor School", as_at=DAY)
    assert upload.school == School()
