"""The academic year of rows: by column, heading, title, sheet or file name; else asked."""

import pytest

from cwsw.intake.exports.sheet_words import AttendancePeriod, part_in
from cwsw.intake.exports.year_words import year_in
from tests.support.cases import ROLL_WITHOUT_ATTENDANCE, Case, case_file, csv_file
from tests.support.made import book_file, children

SUMS = ["Possible", "Authorised", "Unauthorised"]
LAST = {"2024/25": (1050, 11400)}


def read(file, mapping=None):
    return Case(file, roll=ROLL_WITHOUT_ATTENDANCE, mapping=mapping)


def of_year(word, heading="Academic year"):
    rows = [[c.upn, word, 380, 30, 5] for c in children()]
    return csv_file("attendance.csv", ["UPN", heading, *SUMS], *rows)


def without_year(name, *above):
    return csv_file(name, *above, ["UPN", *SUMS], *[[c.upn, 380, 30, 5] for c in children()])


@pytest.mark.parametrize(
    "file",
    [
        case_file("42b_year_24_25.csv"),
        case_file("42c_year_AY24-25.csv"),
        case_file("42e_year_text.csv"),
        case_file("42f_year_Autumn2024.csv"),
        of_year("2024/2025"),
        of_year("2024–25", "School year"),
        of_year("Previous academic year"),
        of_year("Summer 2025"),
        of_year("24-25", "Year"),
        without_year("attendance.csv", ["Attendance 2024/25"], []),
        without_year("attendance.csv", ["Attendance in AY 24-25 as at 21/07/2025"]),
        without_year("Attendance 2024-25.csv"),
        without_year("attendance last year.csv"),
        book_file("2024-25.xlsx", {"Sheet1": [["UPN", *SUMS], *[[c.upn, 380, 30, 5]
                                                                for c in children()]]}),
        book_file("a.xlsx", {"2024-25": [["UPN", *SUMS], *[[c.upn, 380, 30, 5]
                                                           for c in children()]]}),
    ],
)  # fmt: skip
def test_last_year_is_never_read_as_this_year(file):
    assert read(file).counts("overall_absence") == LAST


def test_the_name_of_the_sheet_says_the_year():
    counts = read(case_file("23c_year_in_sheet_name.xlsx")).counts("overall_absence")
    assert counts == {"2024/25": (1800, 11400)}


def test_the_row_outweighs_the_title_and_the_title_the_name():
    rows = [[c.upn, "2023/24", 380, 30, 5] for c in children()]
    head = ["UPN", "Academic year", *SUMS]
    file = csv_file("attendance 2025-26.csv", ["Attendance 2024/25"], head, *rows)
    assert read(file).counts("overall_absence") == {"2023/24": (1050, 11400)}
    titled = without_year("attendance 2025-26.csv", ["Attendance 2024/25"])
    assert read(titled).counts("overall_absence") == LAST


@pytest.mark.parametrize("file", [case_file("42d_year_2025.csv"), of_year("2025", "Acad year")])
def test_one_calendar_year_is_asked(file):
    (question,) = read(file).upload.proposal.questions
    assert (question.section, question.suggested) == ("dates", None)
    ends = {"dates": {question.path[0]: "ends in it"}}
    begins = {"dates": {question.path[0]: "begins in it"}}
    assert read(file, ends).counts("overall_absence") == LAST
    assert list(read(file, begins).counts("overall_absence")) == ["2025/26"]


@pytest.mark.parametrize("years", [("2025", "2026"), ("2024/25", "2025")])
def test_a_calendar_year_that_can_only_end_is_suggested_so(years):
    rows = [[c.upn, years[i % 2], 380, 30, 5] for i, c in enumerate(children())]
    case = read(csv_file("a.csv", ["UPN", "Academic year", *SUMS], *rows))
    assert case.upload.proposal.questions[0].suggested == "ends in it"


def test_a_mixed_column_asks_for_the_one_year_that_is_not_sure():
    name = "42_academic_year_spellings.csv"
    (question,) = read(case_file(name)).upload.proposal.questions
    settled = read(case_file(name), {"dates": {question.path[0]: question.suggested}})
    absence = sum(range(20, 31)) + 11 * 5
    assert settled.counts("overall_absence") == {"2024/25": (absence, 11 * 380)}


def test_words_that_are_no_year_are_asked_or_told_by_row():
    case = read(of_year("Cohort A"))
    assert ['"Cohort A"' in text for text in case.asked] == [True]
    rows = [[c.upn, f"Cohort {i}", 380, 30, 5] for i, c in enumerate(children())]
    many = read(csv_file("a.csv", ["UPN", "Academic year", *SUMS], *rows))
    assert many.told_rows() == set(range(2, 32))
    assert many.counts("overall_absence") == {}


def test_last_year_without_a_stated_date_is_asked():
    files = [case_file("base/roll_noatt.csv"), of_year("Last year")]
    case = Case(*files, roll=None)
    assert not case.asked  # the School sheet states it
    from cwsw.intake.reading import read_in_process

    upload = read_in_process(files)
    assert ['"Last year"' in q.text for q in upload.proposal.questions] == [True]


def test_results_with_a_short_year():
    case = Case(case_file("42h_results_year_short.csv"), roll=ROLL_WITHOUT_ATTENDANCE)
    assert set(case.upload.tables["results"].column("academic_year").to_pylist()) == {2024}


@pytest.mark.parametrize(
    "heading", ["Attendance % 2024/25", "2024-25 attendance", "Att % last year"]
)
def test_a_percentage_of_last_year_is_told_and_not_read(heading):
    rows = [[c.upn, 80, 96] for c in children()]
    case = read(csv_file("a.csv", ["UPN", heading, "Attendance % 2025/26"], *rows))
    assert case.counts("persistent_absence") == {"2025/26": (0, 30)}
    assert [p.column for p in case.told("other_year")] == [heading]


def test_percentages_by_year_in_rows():
    rows = [[c.upn, year, percent] for c in children() for year, percent in
            (("2024/25", 80), ("2025/26", 96))]  # fmt: skip
    case = read(csv_file("a.csv", ["UPN", "Academic year", "Attendance %"], *rows))
    assert case.counts("persistent_absence") == {"2025/26": (0, 30)}
    assert case.told("other_year")


def test_results_beside_a_pupil_of_a_named_year_are_of_that_year():
    head = ["UPN", "KS2 Reading 2021/22", "KS2 Maths 2021/22"]
    case = read(csv_file("a.csv", head, *[[c.upn, 104, 99] for c in children()]))
    results = case.upload.tables["results"]
    assert set(results.column("academic_year").to_pylist()) == {2021}
    assert results.num_rows == 60


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Attendance summary 01/09/2024 to 25/07/2025", 2024),
        ("1 Sept 2024 - 25th July 2025", 2024),
        ("Sept 2023 to July 2024", 2023),
        ("01/09/2023 - 25/07/2025", None),
        ("Printed 12/03/2025", None),
        ("31/02/2025 to 12/03/2025", None),
    ],
)
def test_two_days_of_a_title_say_the_year(title, year):
    found = year_in(title)
    assert (found and found.year) == year


def test_two_days_close_to_each_other_are_a_part_of_a_year():
    assert part_in("01/06/2026 to 12/06/2026").span is AttendancePeriod.WEEK
    assert part_in("01/09/2025 to 17/07/2026") is None
