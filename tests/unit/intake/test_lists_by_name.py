"""Lists of pupils whose name says what no row says: leavers, a year group, one of two schools."""

import pytest

from tests.support.cases import Case, case_file, csv_file
from tests.support.made import book_file, children

HEAD = ["UPN", "Surname", "Forename", "DOB", "Year", "Admission date"]
ADMITTED = "05/09/2022"


def rows(start, end):
    return [[*child, ADMITTED] for child in children()[start:end]]


def without_group(start, end):
    return [[*child[:4], ADMITTED] for child in children()[start:end]]


NO_GROUP = [*HEAD[:4], HEAD[5]]


def suggestions(case):
    questions = case.upload.proposal.questions
    return {q.path[0].rpartition("!")[2]: q.suggested for q in questions}


def settled(*files):
    """The case with every suggestion taken."""
    mapping: dict = {}
    for question in Case(*files, roll=None).upload.proposal.questions:
        mapping.setdefault(question.section, {})[question.path[0]] = question.suggested
    return Case(*files, roll=None, mapping=mapping)


@pytest.mark.parametrize(
    "files",
    [
        [case_file("10_leavers_sheet.xlsx")],
        [book_file("a.xlsx", {"Pupils list": [HEAD, *rows(0, 20)], "Left": [HEAD, *rows(20, 26)]})],
        [csv_file("a.csv", HEAD, *rows(0, 20)),
         csv_file("Leavers 2024-25.csv", HEAD, *rows(20, 26))],
        [csv_file("a.csv", HEAD, *rows(0, 20)),
         csv_file("b.csv", ["Pupils who have left"], HEAD, *rows(20, 26))],
    ],
)  # fmt: skip
def test_leavers_are_asked_and_suggested_as_left(files):
    case = Case(*files, roll=None)
    assert suggestions(case)["Leaving date"] == "L"
    assert settled(*files).cohort == {"on_roll": 20, "other": 20}
    assert len(settled(*files).told_rows("left_out_of_roll")) == 6


def test_a_leaving_date_in_the_row_outweighs_the_name_of_the_list():
    dated = [[*row, "31/08/2025"] for row in rows(20, 26)]
    later = [[*row, ""] for row in rows(26, 28)]
    files = (
        csv_file("a.csv", HEAD, *rows(0, 20)),
        csv_file("Leavers.csv", [*HEAD, "Leaving date"], *dated, *later),
    )
    case = Case(*files, roll=None)
    assert ["no leaving date of 2 pupils" in text for text in case.asked] == [True]
    assert settled(*files).cohort == {"on_roll": 20, "other": 20}


@pytest.mark.parametrize("name", ["pupil status leaver.csv", "Care leavers.csv", "Pupils.csv"])
def test_a_name_that_says_less_asks_nothing(name):
    case = Case(csv_file(name, HEAD, *rows(0, 30)), roll=None)
    assert not case.asked
    assert case.cohort["on_roll"] == 30


YEARS = ("7", "8", "9", "10", "11")


def by_year(names):
    """A sheet for each year group, the pupils of the base roll sorted into them."""
    sheets = {}
    for year, name in zip(YEARS, names, strict=True):
        own = [c for c in children() if c.year == year]
        sheets[name] = [NO_GROUP, *[[*c[:4], ADMITTED] for c in own]]
    return book_file("pupils.xlsx", sheets)


@pytest.mark.parametrize(
    "file",
    [
        case_file("11_sheet_per_year_group.xlsx"),
        by_year([f"Year {y}" for y in YEARS]),
        by_year([f"Y{y}" for y in YEARS]),
        by_year([f"{y}A" for y in YEARS]),
        by_year([f"Yr {y} 2025-26" for y in YEARS]),
    ],
)
def test_the_name_of_the_sheet_says_the_year_group(file):
    case = settled(file)
    groups = case.upload.tables["pupils"].column("year_group").to_pylist()
    assert {g: groups.count(g) for g in set(groups)} == {7: 6, 8: 6, 9: 6, 10: 6, 11: 6}
    told = [d.text for d in case.upload.proposal.decisions]
    assert "all its pupils are in Year 7, as its name says" in told


def test_lines_between_the_rows_say_the_year_group():
    lines = [line for year in YEARS for line in (
        [f"Year {year}"], *[[*c[:4], ADMITTED] for c in children() if c.year == year]
    )]  # fmt: skip
    case = settled(csv_file("a.csv", NO_GROUP, *lines))
    assert sorted(case.upload.tables["pupils"].column("year_group").to_pylist()) == sorted(
        int(c.year) for c in children()
    )


def test_names_that_say_no_year_group_are_asked_with_the_ages_as_suggestion():
    file = by_year(["Oak", "Ash", "Elm", "Fir", "Yew"])
    case = Case(file, roll=None)
    assert [q.suggested for q in case.upload.proposal.questions] == ["by date of birth"] * 5
    groups = settled(file).upload.tables["pupils"].column("year_group").to_pylist()
    assert sorted(groups) == sorted(int(c.year) for c in children())


def test_a_missing_admission_date_of_many_sheets_is_one_question():
    case = Case(case_file("11_sheet_per_year_group.xlsx"), roll=None)
    assert suggestions(case) == {"Admission date": "not supplied"}


def test_an_academic_year_under_year_is_no_year_group():
    case = Case(case_file("40b_year_is_academic_year.csv"), roll=None)
    assert suggestions(case) == {"Year group": "by date of birth"}


@pytest.mark.parametrize("heading", ["School", "School name", "Academy"])
def test_of_two_schools_one_is_asked_for(heading):
    lines = [["Hillcrest Primary" if i % 3 == 0 else "Foxmoor School", *row]
             for i, row in enumerate(rows(0, 30))]  # fmt: skip
    file = csv_file("export.csv", [heading, *HEAD], *lines)
    assert suggestions(Case(file, roll=None)) == {"School": "Foxmoor School"}
    case = settled(file)
    assert case.cohort["on_roll"] == 20
    assert len(case.told_rows("left_out_of_roll")) == 10
    both = Case(file, roll=None, mapping={"missing": {"export!School": "all of them"}})
    assert both.cohort["on_roll"] == 30


def test_the_case_of_two_schools():
    assert settled(case_file("92_two_schools_in_one_export.csv")).cohort["on_roll"] == 20


def test_a_school_column_with_one_school_is_suggested_as_the_school():
    lines = [["Hillcrest Primary", *row] for row in rows(0, 30)]
    upload = Case(csv_file("export.csv", ["School", *HEAD], *lines), roll=None).upload
    assert (upload.titled.name, upload.titled.phase) == ("Hillcrest Primary", "primary")
    assert not upload.refused


def test_leavers_under_our_own_headings_are_asked_too():
    head = ["UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date"]
    pupils = [head, *rows(0, 20)]
    sheets = {"Pupils": pupils, "Leavers 2024-25": [head, *rows(20, 26)]}
    file = book_file("ours.xlsx", sheets)
    assert suggestions(Case(file, roll=None)) == {"Leaving date": "L"}
    assert settled(file).cohort == {"on_roll": 20, "other": 20}
    dated = [[*head, "Leaving date"], *[[*row, "31/08/2025"] for row in rows(20, 26)]]
    known = Case(book_file("ours.xlsx", sheets | {"Leavers 2024-25": dated}), roll=None)
    assert not known.asked
    assert known.cohort == {"on_roll": 20, "other": 20}


@pytest.mark.parametrize("heading", ["LAESTAB", "DfE number", "Site"])
def test_two_schools_are_asked_for_under_other_headings(heading):
    lines = [["886/4001" if n < 20 else "886/2002", *row] for n, row in enumerate(rows(0, 30))]
    case = Case(csv_file("export.csv", [heading, *HEAD], *lines), roll=None)
    assert suggestions(case) == {"School": "886/4001"}
