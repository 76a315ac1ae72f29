"""A pasted list becomes a file whose columns have the headings they need."""

import csv

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.opening import open_files
from cwsw.intake.pasted import answers_of_box, as_pasted, pasted_file
from cwsw.intake.problems import Findings
from cwsw.intake.reading import read_in_process

FULL = ["Name", "Date of birth", "Plan", "Plan start", "Plan end"]
ROLL = b"""UPN,Surname,Forename,DOB,Year group,Admission date
A801200001001,Adams,Ava,02/03/2012,9,01/09/2023
B801200005001,Brown,Ben,17/04/2011,9,01/09/2023
"""


def rows(text):
    return list(csv.reader(pasted_file(text).data.decode().splitlines()))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Ava Adams, 02/03/2012, CIN, 08/01/2024",
         ["Ava Adams", "02/03/2012", "CIN", "08/01/2024", ""]),
        ("Adams, Ava, 02/03/2012, CP, 08/01/2024, 01/02/2025",
         ["Adams, Ava", "02/03/2012", "CP", "08/01/2024", "01/02/2025"]),
        ("Ava Adams 02/03/2012 CP 08/01/2024 - 01/02/2025",
         ["Ava Adams", "02/03/2012", "CP", "08/01/2024", "01/02/2025"]),
        ("Ava Adams (born 2 March 2012) child in need from 8 Jan 2024",
         ["Ava Adams", "2 March 2012", "child in need", "8 Jan 2024", ""]),
        ("Ava Adams CIN 02/03/2012 08/01/2024",
         ["Ava Adams", "02/03/2012", "CIN", "08/01/2024", ""]),
        ("Ava Smith-Jones, 2012-03-02, CP - neglect, 2024-01-08",
         ["Ava Smith-Jones", "2012-03-02", "CP - neglect", "2024-01-08", ""]),
        ("Ava Adams CP ended 01/02/2025", ["Ava Adams", "", "CP", "", "01/02/2025"]),
        ("Ava Adams, CP since Nov 2025", ["Ava Adams", "", "CP", "Nov 2025", ""]),
        ("Ava Adams 02/03/2012 CP 08/01/2024 closed",
         ["Ava Adams", "02/03/2012", "CP", "08/01/2024", "closed"]),
        ("Ava Adams 02/03/2012 CP 08/01/2024 to ongoing",
         ["Ava Adams", "02/03/2012", "CP", "08/01/2024", "ongoing"]),
        ("Ava Adams 02/03/2012 CP 08/01/2024 to 01/02/2025 (reopened)",
         ["Ava Adams", "02/03/2012", "CP", "08/01/2024", "01/02/2025 reopened"]),
        ("Ava Adams, not on CP, 02/03/2012", ["Ava Adams", "02/03/2012", "not on CP", "", ""]),
        ("Ava Adams 02/03/2012 considering CP",
         ["Ava Adams", "02/03/2012", "considering CP", "", ""]),
        ("Ava Adams 02/03/2012 CP 1/2/2023 2/2/2024 3/2/2025",
         ["Ava Adams", "02/03/2012", "CP", "1/2/2023", "2/2/2024 3/2/2025"]),
    ],
)  # fmt: skip
def test_a_typed_line_is_taken_apart(line, row):
    assert rows(line) == [FULL, row]


def test_without_plans_no_plan_column_is_made_up():
    assert rows("Ava Adams, 02/03/2012\nBen Brown, 17/04/2011")[0] == [
        "Name", "Date of birth", "Plan start", "Plan end",
    ]  # fmt: skip


def test_columns_from_a_spreadsheet_stay_where_they_are():
    found = rows("Adams\tAva\t02/03/2012\tCP\t08/01/2024\nBrown\tBen\t\tCIN\t09/01/2024")
    assert found[0] == ["Surname", "Forename", "Date of birth", "Plan", "Plan start"]
    assert found[2] == ["Brown", "Ben", "", "CIN", "09/01/2024"]


def test_lines_of_different_length_keep_their_cells():
    found = rows("Adams\tAva\t02/03/2012\nBrown\tBen\nClark\tCai\t\tCIN\t09/01/2024")
    assert found[0] == ["Surname", "Forename", "Date of birth", "Plan", "Plan start"]
    assert found[2:] == [["Brown", "Ben"], ["Clark", "Cai", "", "CIN", "09/01/2024"]]


@pytest.mark.parametrize("mark", ["\t", ","])
def test_headings_that_are_there_are_kept(mark):
    text = mark.join(("Child", "DOB", "CIN/CP", "From"))
    assert rows(f"{text}\n{mark.join(('Ava Adams', '02/03/2012', 'CP', '08/01/2024'))}")[0] == [
        "Child", "DOB", "CIN/CP", "From",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_pasted_is_no_file(text):
    assert pasted_file(text) is None


def test_the_pasted_children_are_offered_as_pupils_of_the_roll():
    list_ = pasted_file("Ava Adams, 02/03/2012, CP, 08/01/2024\nCai Clark, 03/03/2012, CIN")
    upload = read_in_process([SourceFile("roll.csv", ROLL), list_])
    assert [(j.upn, j.why) for j in upload.joins] == [
        ("A801200001001", "same name and date of birth")
    ]
    answers = {"joins": {upload.joins[0].key: "accept"}, **answers_of_box("DSL")}
    again = read_in_process([SourceFile("roll.csv", ROLL), list_], answers)
    assert not again.refused
    assert again.tables["plans"]["upn"].to_pylist() == ["A801200001001"]
    assert again.tables["plans"]["plan"].to_pylist() == ["CP"]
    said = again.tables["plans"]["source"].to_pylist()
    assert said == ["DSL list: pasted list.csv, pasted list"]


def test_the_reading_process_lays_the_pasted_lines_out():
    text = "Ava Adams, 02/03/2012, CP, 08/01/2024\nCai Clark, 03/03/2012, CIN"
    (grid,) = open_files([as_pasted(text)], Findings(), lambda _: None)
    assert list(grid.rows[1]) == ["Ava Adams", "02/03/2012", "CP", "08/01/2024", ""]
    assert as_pasted(" \n ") is None
