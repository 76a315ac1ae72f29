"""Rows that leave blank what the row above says: filled, asked about, or told; never lost."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from cwsw.intake import SourceFile
from tests.support.cases import Case, csv_file, with_children
from tests.support.listed import ADA, HANA, OMAR, OPEN, on_roll, plans_of

EARLIER = ("CIN", "13/03/2018", "13/06/2018")
NOW = ("CP", OPEN, "")
PLANS = ("Plan type", "Plan start", "Plan end")


def listed(*rows, head=("UPN", "Name", *PLANS)):
    return csv_file("List.csv", head, *rows)


def kept(case):
    """UPN and plan of each row that is read."""
    plans = case.upload.tables["plans"]
    return sorted(zip(plans["upn"].to_pylist(), plans["plan"].to_pylist(), strict=True))


ADA_TWICE = [(ADA, "CIN"), (ADA, "CP")]
ADA_AND_HANA = sorted([*ADA_TWICE, (HANA, "CP")])


def test_case_06_a_name_in_the_first_of_a_childs_rows():
    case = with_children("06_name_only_on_first_plan_row.csv")
    assert case.cohort == on_roll(current_cp=4)
    assert len(Case("06_name_only_on_first_plan_row.csv").asked) == 1


def test_case_06b_a_upn_in_the_first_of_a_childs_rows():
    case = Case("06b_upn_only_on_first_plan_row.csv")
    assert case.cohort == on_roll(current_cp=4)
    (told,) = case.told("assumed")
    assert "Rows 3, 5, 7 and 9 name no child" in told.message


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        (("UPN", "Name", *PLANS), (ADA, "Ashdown, Ada"), ("", "")),
        (("UPN", "Name", *PLANS), (ADA, "Ashdown, Ada"), ("", "Ashdown, Ada")),
        (("UPN", "Name", *PLANS), (ADA, "Ashdown, Ada"), ('"', '"')),
        (("UPN", "Name", *PLANS), (ADA, "Ashdown, Ada"), ("ditto", "as above")),
        (("UPN", *PLANS), (ADA,), ("",)),
        (("UPN", "Surname", "Forename", "DOB", *PLANS), (ADA, "Ashdown", "Ada", "01/01/2014"),
         ("", "", "", "01/01/2014")),
        (("UPN", "Surname", "Forename", "DOB", *PLANS), (ADA, "Ashdown", "Ada", "01/01/2014"),
         ("", "", "", "")),
        (("UPN", "Surname", "Forename", "Class", *PLANS), (ADA, "Ashdown", "Ada", "7A"),
         ("", "", "", "7A")),
    ],
)  # fmt: skip
def test_further_plans_of_the_child_above(head, first, second):
    hana = (HANA, *("" for _ in first[1:]))
    rows = [(*first, *EARLIER), (*second, *NOW), (*hana, *NOW)]
    case = Case(listed(*rows, head=head))
    assert case.asked == []
    assert kept(case) == ADA_AND_HANA


def test_a_row_that_says_tbc_in_place_of_a_upn_is_asked_about():
    case = Case(listed((ADA, "Ashdown, Ada", *EARLIER), ("TBC", "", *NOW)))
    assert [(join.row, join.upn) for join in case.upload.joins] == [(3, ADA)]
    assert case.told_rows("needs_confirmation") == {3}


def test_a_third_and_a_fourth_row_of_one_child():
    rows = [
        (ADA, "", *EARLIER),
        *(("", "", "CP", f"0{m}/03/2025", f"1{m}/03/2025") for m in (1, 2, 3)),
    ]
    assert [upn for upn, _ in kept(Case(listed(*rows)))] == [ADA] * 4


def test_merged_cells_of_a_workbook_need_no_rule():
    book = Workbook()
    rows = [("UPN", "Name", *PLANS), (ADA, "Ashdown, Ada", *EARLIER), (None, None, *NOW)]
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    out = BytesIO()
    book.save(out)
    case = Case(SourceFile("List.xlsx", out.getvalue()))
    assert kept(case) == ADA_TWICE
    assert case.told("assumed") == []


def test_rows_after_a_blank_row_are_asked_about():
    file = listed((ADA, "Ashdown, Ada", *EARLIER), ("",) * 5, ("", "", *NOW), (HANA, "", *NOW))
    case = Case(file)
    (question,) = case.upload.proposal.questions
    assert question.text.startswith("Row 4 of List name no child")
    assert case.told_rows("needs_confirmation") == {4}
    same = Case(file, mapping={"missing": {"List!Child": "same child"}})
    assert kept(same) == ADA_AND_HANA
    left = Case(file, mapping={"missing": {"List!Child": ""}})
    assert kept(left) == [(ADA, "CIN"), (HANA, "CP")]


def test_a_row_that_is_about_nobody_is_told():
    case = Case(listed(("", "", *NOW), (ADA, "Ashdown, Ada", *EARLIER), ("", "", *NOW)))
    assert kept(case) == ADA_TWICE
    assert case.told_rows("child_not_named") == {2}


def test_lines_of_sums_and_rows_about_others_are_no_further_plans():
    rows = [
        (ADA, "Ashdown, Ada", *EARLIER),
        ("", "", "Total: 1", "", ""),
        ("", "", "", "", ""),
        (HANA, "Birkett, Hana", *NOW),
        ("", "Nobody, Here", *NOW),
        ("", "", "2", "", ""),
    ]
    case = Case(listed(*rows))
    assert kept(case) == [(ADA, "CIN"), (HANA, "CP")]
    assert case.told_rows("not_on_roll") == {6}
    assert case.told("child_not_named") == []


# Brothers and sisters


def test_case_07_merged_surname_plan_and_start_over_brothers_and_sisters():
    case = Case("07_merged_sibling_rows.xlsx")
    assert sorted(join.row for join in case.upload.joins) == [2, 3, 4, 5, 6, 7]
    assert case.upload.refused
    told = with_children("07_merged_sibling_rows.xlsx")
    assert told.cohort == on_roll(current_cp=6)


SIBLINGS = [
    ("Ashdown", "Ada", "01/01/2014", "CP", OPEN, ""),
    ("", "Hana", "08/06/2013", "", "", ""),
    ("Colville", "Omar", "15/03/2012", "CIN", OPEN, ""),
]
HEAD = ("Surname", "Forename", "DOB", *PLANS)


def test_blanks_under_a_brother_or_sister_without_merged_cells_are_asked_about():
    file = listed(*SIBLINGS, head=HEAD)
    questions = Case(file).upload.proposal.questions
    (question,) = [q for q in questions if q.section == "missing"]
    assert question.text.startswith("Row 3 of List give a first name")
    shared = with_children(file, mapping={"missing": {"List!Shared plan": "shared"}})
    assert kept(shared) == sorted([(ADA, "CP"), (HANA, "CP"), (OMAR, "CIN")])
    assert shared.cohort == on_roll(current_cp=2, current_cin=1)
    alone = with_children(file, mapping={"missing": {"List!Shared plan": ""}})
    assert plans_of(alone) == sorted((ADA, OMAR))


def test_an_end_is_shared_with_its_start_only():
    rows = [
        ("Ashdown", "Ada", "01/01/2014", "CP", "13/03/2024", "13/03/2025"),
        ("", "Hana", "08/06/2013", "", "", ""),
        ("", "Omar", "15/03/2012", "", OPEN, ""),
    ]
    mapping = {"missing": {"List!Shared plan": "shared"}}
    case = with_children(listed(*rows, head=HEAD), mapping=mapping)
    plans = case.upload.tables["plans"]
    ends = dict(zip(plans["upn"].to_pylist(), plans["end_date"].to_pylist(), strict=True))
    assert {upn: bool(end) for upn, end in ends.items()} == {ADA: True, HANA: True, OMAR: False}


def test_a_sister_with_a_upn_and_a_plan_of_her_own_is_nothing_to_ask_about():
    rows = [(ADA, "Ashdown", "Ada", *EARLIER), (HANA, "", "Hana", *NOW)]
    case = Case(listed(*rows, head=("UPN", "Surname", "Forename", *PLANS)))
    assert case.asked == []
    assert kept(case) == [(ADA, "CIN"), (HANA, "CP")]
