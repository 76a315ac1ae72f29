"""A column that was not read is a note where nothing hangs on it, else a warning with its rows."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.telling_headings import could_matter
from cwsw.tables.schema import EXCLUSIONS, PLACEMENTS, PLANS, PUPILS
from cwsw.tables.upload import Severity
from tests.support.cases import ROLL_WITHOUT_ATTENDANCE, Case, case_file, csv_file
from tests.support.made import children
from tests.support.uploads import problems_of, read

PLANS_TEXT = "UPN,Plan,Start date,End date,{}\nA1,CIN,01/02/2025,,{}\nA2,CP,01/03/2025,,{}\n"
UPNS = [
    line.split(",")[0]
    for line in case_file(ROLL_WITHOUT_ATTENDANCE).data.decode().splitlines()[1:4]
]


@pytest.mark.parametrize("heading", ["Status", "Still open", "Stepped down on", "Current?"])
def test_in_our_own_plans(heading):
    upload = read(plans=PLANS_TEXT.format(heading, "", "Closed"))
    (problem,) = problems_of(upload, "column_not_understood")
    assert (problem.severity, problem.column) == (Severity.WARNING, heading)
    assert "row 3" in problem.message
    assert not problems_of(upload, "heading_not_read")
    assert not problems_of(read({heading: ""}, plans=PLANS_TEXT.format(heading, "", "Closed")),
                     "column_not_understood")  # fmt: skip


@pytest.mark.parametrize(("heading", "cell"), [("House", "Oak"), ("Status", ""), ("Worker", "X")])
def test_in_our_own_plans_what_cannot_matter_is_a_note(heading, cell):
    upload = read(plans=PLANS_TEXT.format(heading, cell, cell))
    assert not problems_of(upload, "column_not_understood")
    assert problems_of(upload, "heading_not_read")


def test_a_rescinded_exclusion_in_our_own_sheet_is_told():
    text = "UPN,Type,Start date,Outcome\nA1,PERM,01/02/2026,Rescinded\nA2,SUSP,01/02/2026,\n"
    (problem,) = problems_of(read(exclusions=text), "column_not_understood")
    assert "row 2" in problem.message


def listed(heading, *cells):
    head = f"UPN,Plan type,Plan start,{heading}"
    rows = [f"{u},CIN,14/02/2025,{c}" for u, c in zip(UPNS, cells, strict=False)]
    text = "\n".join([head, *rows])
    return Case(SourceFile("list.csv", text.encode()), roll=ROLL_WITHOUT_ATTENDANCE)


def test_in_a_list_of_another_system():
    case = listed("Dates on the register", "Spring only", "", "Winter")
    (problem,) = case.told("column_not_understood")
    assert 'rows 2 and 4 ("Spring only", "Winter")' in problem.message


def test_a_column_without_a_heading_is_told_unless_it_only_counts():
    assert [p.code for p in listed("", "ended", "", "").told()] == ["heading_blank"]
    assert listed("", "1", "2", "3").told() == []


def test_what_is_known_to_be_harmless_is_no_warning():
    assert listed("Date of next review", "15/09/2026", "16/09/2026", "17/09/2026").told() == []


@pytest.mark.parametrize(
    ("heading", "table", "expected"),
    [
        ("StatusCode", PLANS, True), ("Start of support", PLANS, True),
        ("Next meeting", PLANS, False),
        ("On roll", PUPILS, True), ("Leavers", PUPILS, True), ("House", PUPILS, False),
        ("FSM start", PUPILS, False), ("Governors' decision", EXCLUSIONS, True),
        ("Reason", EXCLUSIONS, False), ("Cancelled", PLACEMENTS, True), ("Room", PLACEMENTS, False),
    ],
)  # fmt: skip
def test_headings_that_could_matter(heading, table, expected):
    assert could_matter(heading, table) is expected


def test_the_columns_of_a_block_beside_are_not_without_a_heading():
    assert Case("12_merged_heading_cin_cp.xlsx").told() == []


def test_a_column_of_dates_of_a_list_of_plans_is_told_whatever_its_heading():
    first, second = ([c.upn, "CP", "13/03/2024", ""] for c in children()[:2])
    rows = [[*first, "13/03/2025"], [*second, ""]]
    case = Case(csv_file("L.csv", ["UPN", "Plan", "Start", "End", "Wibble"], *rows))
    assert [p.column for p in case.told("column_not_understood")] == ["Wibble"]


def test_dates_of_reviews_and_free_words_are_no_warning():
    head = ["UPN", "Plan", "Start", "End", "Next review", "Wibble"]
    rows = [[c.upn, "CP", "13/03/2024", "", "13/03/2025", "x"] for c in children()[:2]]
    assert Case(csv_file("L.csv", head, *rows)).told() == []


@pytest.mark.parametrize("heading", ["Notes", "Wibble"])
def test_a_remark_of_our_own_plans_that_a_plan_is_over_is_told_with_its_row(heading):
    plans = f"UPN,Plan,Start date,{heading}\nA1,CP,01/02/2026,ended in May\nA2,CP,01/02/2026,x\n"
    (problem,) = problems_of(read(plans=plans), "column_not_understood")
    assert (problem.column, problem.severity) == (heading, Severity.WARNING)
    assert "says something in row 2:" in problem.message
    for quiet in ("not yet ended", "may be ended soon"):
        upload = read(plans=plans.replace("ended in May", quiet))
        assert not problems_of(upload, "column_not_understood")
