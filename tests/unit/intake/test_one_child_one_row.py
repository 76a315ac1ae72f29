"""One child, one row: two UPNs for one child, and one UPN for two.

The case files of `tests/cases`, each kind with made-up neighbours; cohorts are worked out by hand
for the roll of 30, or of 22 with twins, on 17 July 2026.
"""

import pytest

from tests.support.cases import ROLL_OF_TWINS, Case, csv_file, with_children
from tests.support.listed import ADA, HANA, OMAR, OPEN, plans_of, roll_of

# One child, one row


@pytest.mark.parametrize("own", [True, False])
def test_one_name_and_birthday_under_two_upns_is_told_with_both_rows(own):
    head = ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date")
    if not own:
        head = ("UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Date of Admission")
    day = ("14/05/2013", 8, "15/09/2022")
    rows = [
        (ADA, "O'Hare", "Zoë", *day),
        (HANA, "OHARE", "Zoe", *day),
        (OMAR, "O'Hare", "Zak", *day),
    ]
    case = Case(csv_file("pupils.csv", head, *rows), roll=None)
    assert case.cohort["on_roll"] == 3
    assert case.told_rows("same_child_twice") == {2, 3}
    assert "Rows 2 and 3" in case.told("same_child_twice")[0].message


def test_namesakes_born_on_other_days_are_no_matter():
    assert Case(roll=ROLL_OF_TWINS).told("same_child_twice") == []


def test_one_upn_with_two_names_on_the_roll_is_two_children_until_a_person_says_otherwise():
    pupils = [(ADA, "Ashdown", "Ada"), (ADA, "Birkett", "Hana"), (OMAR, "Colville", "Omar")]
    roll = roll_of(*pupils)
    asked = Case(roll, roll=None)
    (question,) = asked.upload.proposal.questions
    assert (
        question.text
        == "Rows 2 and 3 of Roll have one UPN and different names: are they one child?"
    )
    key = question.path[0]
    one = Case(roll, roll=None, mapping={"joins": {key: "accept"}})
    assert one.upload.tables["pupils"].column("upn").to_pylist() == [ADA, OMAR]
    two = Case(roll, roll=None, mapping={"joins": {key: "refuse"}})
    assert two.upload.tables["pupils"].column("upn").to_pylist() == [OMAR]
    assert two.told_rows("pupil_twice") == {2, 3}


def test_one_upn_with_two_forms_of_a_name_is_one_child():
    roll = roll_of((ADA, "Ashdown", "Ada"), (ADA, "Ashdown-Jones", "Ada Rose"))
    case = Case(roll, roll=None)
    assert case.asked == []
    assert case.cohort["on_roll"] == 1
    assert case.told_rows("pupil_rows_differ") == {3}


def test_one_upn_with_two_names_on_a_list_are_two_children():
    names = {ADA: "Ashdown, Ada"}
    head = ("UPN", "Pupil", "Plan type", "Start date")
    rows = [(ADA, name, "CIN", OPEN) for name in (names[ADA], "Birkett, Hana", "Nobody, Here")]
    file = csv_file("List.csv", head, *rows)
    case = Case(file)
    assert [(j.row, j.upn) for j in case.upload.joins] == [(3, ADA), (3, HANA), (4, ADA)]
    assert len(case.asked) == 2
    told = with_children(file, lines={3: ["Hana Birkett"], 4: []})
    assert plans_of(told) == sorted((ADA, HANA))
    assert told.told_rows("not_on_roll") == {4}


@pytest.mark.parametrize(
    ("name", "born", "expected"),
    [("A Ashdown", "01/01/2014", 1), ("Ashdown, Ada", "01/01/2014", 0), ("Ada Ashdown", "", 0)],
)
def test_two_children_of_a_list_accepted_as_one_pupil_are_told(name, born, expected):
    rows = [["Ada Ashdown", "01/01/2014", "CP", "13/03/2025"], [name, born, "CIN", "13/03/2024"]]
    case = with_children(csv_file("L.csv", ["Name", "DOB", "Plan", "Start date"], *rows))
    told = case.told("two_as_one")
    assert len(told) == expected
    assert all("in rows 2 and 3 of L" in problem.message for problem in told)
