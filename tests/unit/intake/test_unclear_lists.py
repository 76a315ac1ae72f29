"""Sheets that name children of the school and were not understood are never passed over."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from tests.support.cases import Case, csv_file
from tests.support.made import children
from tests.support.uploads import SCHOOL, book, rows_of

FIVE = children()[:5]


def club(head, *rows, name="Breakfast club.csv"):
    return csv_file(name, head, *rows)


@pytest.mark.parametrize(
    "file",
    [
        club(["UPN", "Name"], *[[c.upn, c.name] for c in FIVE]),
        club(["Name", "Form"], *[[c.name, "7A"] for c in FIVE]),
        club(["Name", "DOB", "Form"], *[[c.name, c.born, "7A"] for c in FIVE]),
        club(["UPN", "Name", "Wibble"], *[[c.upn, c.name, "x"] for c in children()]),
    ],
)
def test_a_list_of_names_is_asked_whether_its_children_are_on_a_plan(file):
    questions = {q.key: q for q in Case(file).upload.proposal.questions}
    question = questions["missing/Breakfast club!Plan"]
    assert question.suggested is None
    assert {c.answer for c in question.options} >= {"CIN now", "CP now", ""}


def test_the_answer_decides():
    file = club(["UPN", "Name"], *[[c.upn, c.name] for c in FIVE])
    path = "Breakfast club!Plan"
    assert Case(file, mapping={"missing": {path: "CP now"}}).cohort["current_cp"] == 5
    undated = Case(file, mapping={"missing": {path: "CIN dates not known"}}).cohort
    assert undated["undated"] == 5
    assert "cwsw" not in Case(file, mapping={"missing": {path: ""}}).cohort


@pytest.mark.parametrize(
    "rows",
    [
        [[c.upn, "13/03/2024"] for c in FIVE],
        [[c.surname, c.forename] for c in FIVE],
        [["x", f"{c.forename} {c.surname} - moved to CP"] for c in FIVE],
        [[1, c.name.upper()] for c in FIVE],
    ],
)
def test_a_sheet_without_headings_that_names_children_is_asked(rows):
    file = club(["Wibble", "Wobble"], *rows, name="Notes.csv")
    (question,) = Case(file).upload.proposal.questions
    assert (question.key, question.suggested) == ("sheets/Notes", None)
    assert "names 5 children of yours, and was not understood" in question.text
    left_out = Case(file, mapping={"sheets": {"Notes": "not read"}})
    assert not left_out.upload.refused


@pytest.mark.parametrize(
    "file",
    [
        club(["Staff", "Role"], ["Jo Bloggs", "Head"], ["Ada Lovelace", "Teacher"]),
        club(["UPN", "Name"], *[[c.upn, c.name] for c in FIVE], name="Early help.csv"),
        club(["UPN", "Name", "SEN"], *[[c.upn, c.name, "K"] for c in FIVE]),
        club(["UPN", "Name"], *[[c.upn, c.name] for c in children()]),
        club(["Date", "Event"], ["01/09/2025", "Start of term"]),
    ],
)
def test_what_says_nothing_of_a_choice_of_children_is_not_asked(file):
    assert not Case(file).asked


def test_class_lists_that_together_are_the_roll_are_not_asked():
    lists = [
        csv_file(f"{year}.csv", ["UPN", "Name", "Year"],
                  *[[c.upn, c.name, c.year] for c in children() if c.year == year])
        for year in ("7", "8", "9", "10", "11")
    ]  # fmt: skip
    assert not Case(*lists).asked


def test_a_table_below_another_that_was_not_understood_is_asked():
    known = [["UPN", "Plan", "Start date"], [FIVE[0].upn, "CP", "13/03/2025"], []]
    below = [["UPN", "Name", "Wibble"], *[[c.upn, c.name, "x"] for c in FIVE]]
    case = Case(csv_file("list.csv", *known, *below))
    assert [q.key for q in case.upload.proposal.questions] == ["missing/list (table 2)!Plan"]


def ours(extra):
    pupils = [["UPN", "Surname", "Forename", "Year group", "Admission date"], *[
        [c.upn, c.surname, c.forename, c.year, "05/09/2022"] for c in children()
    ]]  # fmt: skip
    sheets = {"School": rows_of(SCHOOL), "Pupils": pupils, **extra}
    return [SourceFile("ours.xlsx", book(sheets))]


def test_a_sheet_beside_our_own_that_names_children_is_asked_and_can_be_read():
    extra = {"CP": [["UPN", "Name", "Plan", "Start date"], *[
        [c.upn, c.name, "CP", "13/03/2025"] for c in FIVE
    ]]}  # fmt: skip
    (question,) = read_in_process(ours(extra)).proposal.questions
    assert question.key == "sheets/CP"
    upload = read_in_process(ours(extra), {"sheets": {"CP": "read"}})
    assert upload.tables["plans"].num_rows == 5
    left_out = read_in_process(ours(extra), {"sheets": {"CP": "not read"}})
    assert "plans" not in left_out.tables


def test_a_sheet_beside_our_own_that_names_nobody_is_a_note():
    upload = read_in_process(ours({"Dates": [["Term", "Begins"], ["Autumn", "01/09/2025"]]}))
    assert not upload.refused
    assert [p.severity for p in upload.problems if p.code == "sheet_not_read"] == ["note"]


def test_a_large_sheet_of_hostile_cells_takes_no_time():
    rows = [["Ashdown " * 10] * 50 for _ in range(2_000)]
    assert not Case(csv_file("x.csv", ["Wibble"], *rows)).asked


def test_a_list_of_plans_that_names_nobody_is_told_with_its_rows():
    rows = [["1", "CP", "13/03/2025"], ["2", "CIN", "14/03/2025"]]
    case = Case(csv_file("Cases.csv", ["Number", "Plan", "Start date"], *rows))
    (problem,) = case.told("list_not_understood")
    assert "speaks of plans in rows 2 and 3" in problem.message


def test_initials_beside_dates_of_birth_are_offered():
    rows = [[c.forename[0] + c.surname[0], c.born, "CP", "13/03/2025"] for c in FIVE]
    case = Case(csv_file("L.csv", ["Initials", "DOB", "Plan", "Start date"], *rows))
    assert {join.upn for join in case.upload.joins} == {c.upn for c in FIVE}


def test_a_column_of_upns_under_any_heading_is_asked_about():
    rows = [[c.upn, "CP", "13/03/2025"] for c in FIVE[:2]]
    case = Case(csv_file("L.csv", ["Ref", "Plan", "Start date"], *rows))
    (question,) = case.upload.proposal.questions
    assert (question.key, question.suggested) == ("headings/L!Ref", "UPN")
