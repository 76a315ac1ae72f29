"""Tables below and beside each other, blocks of columns, and lines between the rows of a table."""

from datetime import date

import pytest

from tests.support.cases import ROLL, ROLL_WITHOUT_ATTENDANCE, Case, case_file, csv_file
from tests.support.made import book_file, children

DAY = date(2025, 3, 13)
SUMS = ["Possible", "Authorised", "Unauthorised"]


def three(*cells, start=0):
    """Rows of three children with the same further cells."""
    return [[c.upn, c.name, *cells] for c in children()[start : start + 3]]


def block(title, start):
    return [[title], ["UPN", "Name", "Start date"], *three(DAY, start=start), []]


STACKED = [*block("CHILD PROTECTION", 0), *block("Child in Need", 3), *block("TAF", 6)]
LINES = [
    ["UPN", "Name", "Start date"],
    ["Child protection plans (3)"],
    *three(DAY),
    ["CIN"],
    *three(DAY, start=3),
    ["Early Help"],
    *three(DAY, start=6),
    ["Printed on 17/07/2026"],
]
OWN_WORD = [
    ["UPN", "Name", "Plan", "Start date"],
    ["CHILD IN NEED"],
    *three("CP", DAY),
    *three(None, DAY, start=3),
]
OTHER_HEADINGS = [
    ["CP"],
    ["UPN", "Name", "Plan start"],
    *three(DAY),
    [],
    ["Children in need"],
    ["Name", "UPN", "Plan start", "Plan end"],
    *[[c.name, c.upn, DAY, None] for c in children()[3:6]],
]
BESIDE = [
    ["Child protection", None, None, None, "CIN"],
    ["UPN", "Name", "Plan start", None, "UPN", "Name", "Plan start"],
    *[
        [one.upn, one.name, DAY, None, other.upn, other.name, DAY]
        for one, other in zip(children()[:3], children()[3:6], strict=True)
    ],
]
LEFT_BLANK = [
    [None, None, "Child in need", None, "CP"],
    ["UPN", "Name", "Start", "End", "Start", "End"],
    *three(DAY, None, None, None),
    *three(None, None, DAY, None, start=3),
]
UNDER = [
    ["UPN", "Name", "CIN", None, "CP", None],
    [None, None, "From", "To", "From", "To"],
    *three(date(2021, 5, 13), date(2022, 5, 13), DAY, None),
]
SIX = {"on_roll": 30, "cwsw": 6, "while_on_roll": 6, "other": 24}
THREE_AND_THREE = SIX | {"current_cp": 3, "current_cin": 3}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            "88_titled_blocks.xlsx",
            {"on_roll": 30, "cwsw": 8, "current_cp": 3, "current_cin": 5, "while_on_roll": 8,
             "other": 22},
        ),
        (
            "12_merged_heading_cin_cp.xlsx",
            {"on_roll": 30, "cwsw": 8, "current_cp": 4, "ended": 4, "while_on_roll": 4,
             "other": 22},
        ),
        (csv_file("list.csv", *STACKED), THREE_AND_THREE),
        (book_file("list.xlsx", {"List": STACKED}), THREE_AND_THREE),
        (csv_file("list.csv", *LINES), THREE_AND_THREE),
        (csv_file("list.csv", *OWN_WORD), THREE_AND_THREE),
        (csv_file("list.csv", *LEFT_BLANK), {**SIX, "current_cin": 3, "current_cp": 3}),
        (
            csv_file("list.csv", *UNDER),
            {"on_roll": 30, "cwsw": 3, "current_cp": 3, "while_on_roll": 3, "other": 27},
        ),
        (book_file("list.xlsx", {"S": UNDER}, ("C1:D1", "E1:F1", "A1:A2", "B1:B2")),
         {"on_roll": 30, "cwsw": 3, "current_cp": 3, "while_on_roll": 3, "other": 27}),
    ],
)  # fmt: skip
def test_words_above_rows_and_headings_say_which_plan(case, expected):
    assert Case(case).cohort == expected


@pytest.mark.parametrize("lines", [OTHER_HEADINGS, BESIDE])
def test_each_of_several_tables_is_read_or_asked_with_its_own_suggestion(lines):
    case = Case(csv_file("list.csv", *lines))
    questions = case.upload.proposal.questions
    assert [q.suggested for q in questions] == ["CP", "CIN"]
    mapping = {"missing": {q.path[0]: q.suggested for q in questions}}
    assert Case(csv_file("list.csv", *lines), mapping=mapping).cohort == THREE_AND_THREE


def test_a_line_that_is_no_plan_ends_the_plan_above_it():
    lines = [["UPN", "Name", "Start date"], ["CP"], *three(DAY), ["Others"], *three(DAY, start=3)]
    case = Case(csv_file("list.csv", *lines))
    assert ['"Others"' in text for text in case.asked] == [True]


YEARS = [
    [None, None, "2024/25", None, None, "2025/26"],
    ["UPN", "Name", *SUMS, *SUMS],
    *[[c.upn, c.name, 380, 40, 20, 370, 5, 1] for c in children()],
]
IN_HEADINGS = [
    ["UPN", "Name", *(f"{h} {y}" for y in ("24-25", "25-26") for h in SUMS)],
    *YEARS[2:],
]
BEFORE_HEADINGS = [
    ["UPN", *(f"{y}: {h}" for y in ("AY 2024-25", "AY 2025-26") for h in SUMS)],
    *[[c.upn, 380, 40, 20, 370, 5, 1] for c in children()],
]
OF_ONE_YEAR = [
    [None, "2024/25 academic year", None, None],
    ["UPN", *SUMS],
    *[[c.upn, 380, 40, 20] for c in children()],
]
TWO_YEARS = {"2024/25": (1800, 11400), "2025/26": (180, 11100)}


@pytest.mark.parametrize(
    ("case", "absence"),
    [
        (case_file("23_two_years_side_by_side.xlsx"), TWO_YEARS),
        (case_file("23b_year_in_headings.csv"), TWO_YEARS),
        (csv_file("attendance.csv", *YEARS), TWO_YEARS),
        (book_file("a.xlsx", {"A": YEARS}, ("C1:E1", "F1:H1")), TWO_YEARS),
        (csv_file("attendance.csv", *IN_HEADINGS), TWO_YEARS),
        (csv_file("attendance.csv", *BEFORE_HEADINGS), TWO_YEARS),
        (csv_file("attendance.csv", *OF_ONE_YEAR), {"2024/25": (1800, 11400)}),
    ],
)
def test_years_beside_each_other_are_each_their_own(case, absence):
    assert Case(case, roll=ROLL_WITHOUT_ATTENDANCE).counts("overall_absence") == absence


def test_what_stands_in_no_block_is_read_too():
    who = ["UPN", "Surname", "Forename", "DOB", "Year"]
    head = [*who, *(f"{h} 2025/26" for h in SUMS), "SEN"]
    lines = [[*child, 370, 5, 1, "K"] for child in children()]
    case = Case(csv_file("roll.csv", head, *lines), roll=None,
                mapping={"missing": {"roll!Admission date": "not supplied"}})  # fmt: skip
    assert case.cohort == {"on_roll": 30, "other": 30}
    assert case.counts("overall_absence") == {"2025/26": (180, 11100)}
    assert case.upload.tables["pupils"].column("sen").to_pylist() == ["K"] * 30


def test_a_title_over_the_headings_is_no_label():
    lines = [["Children protected from fire"], ["UPN", "Plan", "Start date"], *(
        [c.upn, "CIN", DAY] for c in children()[:2]
    )]  # fmt: skip
    assert Case(csv_file("list.csv", *lines), roll=ROLL).cohort["current_cin"] == 2
