"""Names on a school's own list: remarks, slips, twins, families, letters stored twice.

The case files of `tests/cases`, each kind with made-up neighbours; cohorts are worked out by hand
for the roll of 30, or of 22 with twins, on 17 July 2026.
"""

import pytest

from tests.support.cases import ROLL_OF_TWINS, Case, csv_file, with_children
from tests.support.listed import (
    ADA,
    HANA,
    OPEN,
    by_name,
    by_upn,
    names_of_plans,
    on_roll,
    plans_of,
    roll_of,
    rules,
)
from tests.support.made import children

# Names


LISTED = {
    "Isla Marlow (7B)": "Isla Marlow", "MARLOW Isaac": "Isaac Marlow", "Wei Li*": "Wei Li",
    "Niamh O'Hare - left": "Niamh O'Hare", "Niamh O Hare": "Niamh O'Hare",
    "O’HARE, Niamh (moved to Kent?)": "Niamh O'Hare", "Smythe T": "Thomas Smythe",
    "SMYTHE, Tom": "Thomas Smythe", "Tommy Smythe [CP]": "Thomas Smythe",
    "Thomas (Tommy) Smythe": "Thomas Smythe", 'Thomas "Bear" Smythe': "Thomas Smythe",
    "Bear (Thomas) Smythe": "Thomas Smythe", "Smythe Thomas - known as Bear": "Thomas Smythe",
    "Master Thomas Smythe": "Thomas Smythe", "Thomas Smith": None, "Thomas Smyth": "Thomas Smythe",
    "Tohmas Smythe": "Thomas Smythe", "Thomas James Smythe": "Thomas Smythe",
    "Thomas Smythe-Jones": "Thomas Smythe", "Zoe Nunez Brandt": "Zoë Núñez-Brandt",
    "ZOE NUNEZ": "Zoë Núñez-Brandt", "Brandt, Zoë": "Zoë Núñez-Brandt",
    "Zo? N??ez-Brandt": "Zoë Núñez-Brandt",
    "Jan Van Der Berg": "Jan van der Berg", "Berg, Jan": "Jan van der Berg",
    "Annemarie Achterberg": "Anne-Marie Achterberg",
    "Anne Marie ACHTERBERG": "Anne-Marie Achterberg",
    "Somebody Else": None, "Isabel Else": None,
    "Miss Niamh O'Hare Yr 7": "Niamh O'Hare",
    "Drewitt, Vik (prev. Marlow)": "Vik Drewitt", "Vik now Marlow": "Vik Drewitt",
}  # fmt: skip
"""A name as a list has it -> the pupil who is offered; None where nobody is, and that is told."""


def test_names_with_remarks_slips_short_forms_and_accents_are_offered():
    case = Case(by_name(*LISTED), roll=ROLL_OF_TWINS)
    offered = {join.listed_name: join.pupil_name for join in case.upload.joins}
    assert offered.items() <= LISTED.items()  # a child who comes again is asked about once
    assert set(offered.values()) == {name for name in LISTED.values() if name}
    rows = dict(enumerate(LISTED.values(), 2))
    assert case.told_rows("not_on_roll") == {row for row, name in rows.items() if name is None}


def test_nobody_is_taken_by_name_without_being_asked_about():
    case = Case(by_name(*LISTED), roll=ROLL_OF_TWINS)
    assert case.upload.refused
    asked = {join.child for join in case.upload.joins}
    together = [join for join in case.upload.joins if join.group]
    assert len(case.asked) == len(asked) - len(together) + 1
    assert len(case.told("needs_confirmation")) == len(case.asked)
    assert all(join.decision is None for join in case.upload.joins)


@pytest.mark.parametrize(
    ("name", "born", "offered", "questions"),
    [
        ("I Marlow", "14/02/2014", ["Isaac Marlow", "Isla Marlow"], 1),
        ("Marlow", "14/02/2014", ["Isaac Marlow", "Isla Marlow"], 2),
        ("Mohammed Khan", "", ["Mohammed Khan", "Mohammed Khan"], 1),
        ("Muhammad Khan", "", ["Mohammed Khan", "Mohammed Khan"], 1),
        ("Mo Khan", "02/04/2012", ["Mohammed Khan"], 1),
        ("Mohammed Khan", "04/02/2012", ["Mohammed Khan", "Mohammed Khan"], 1),
        ("Tom Smythe", "18/01/2014", ["Thomas Smythe"], 1),
        ("Tom Smythe", "20/11/2011", [], 0),
        ("Thomas Smythe", "20/11/2011", ["Thomas Smythe"], 1),
        ("Hana Marlow", "08/06/2013", ["Hana Birkett"], 1),
        ("Zara Smythe", "20/11/2011", [], 0),
    ],
)
def test_dates_of_birth_beside_a_name(name, born, offered, questions):
    file = by_name(name, "Somebody Else", **{"Date of birth": [born, "31/12/2012"]})
    case = Case(file, roll=ROLL_OF_TWINS)
    assert sorted(join.pupil_name for join in case.upload.joins) == offered
    assert len(case.asked) == questions


def test_case_35_twins_accents_and_hyphens_are_asked_about_and_the_cohort_is_right():
    file = "35_names_twins_diacritics.csv"
    case = Case(file, roll=ROLL_OF_TWINS)
    rows = [join.row for join in case.upload.joins]
    assert rows == [2, 2, 3, 4, 5, 5, 6, 7, 8, 9]  # row 10 is the child of row 9
    assert len(case.asked) == 4
    say = {2: ["Isla Marlow"], 5: ["X873402114205"]}
    told = with_children(file, roll=ROLL_OF_TWINS, lines=say)
    assert names_of_plans(told) == [
        "Anne-Marie Achterberg", "Isla Marlow", "Jan van der Berg", "Mohammed Khan",
        "Niamh O'Hare", "Thomas Smythe", "Wei Li", "Zoë Núñez-Brandt",
    ]  # fmt: skip
    assert told.cohort == on_roll(current_cp=8, of=22)


def test_case_37_names_with_remarks():
    case = with_children("37_names_with_notes.csv", roll=ROLL_OF_TWINS)
    assert names_of_plans(case) == [
        "Isaac Marlow", "Isla Marlow", "Niamh O'Hare", "Thomas Smythe", "Wei Li",
    ]  # fmt: skip
    assert case.cohort == on_roll(current_cin=3, current_cp=2, of=22)


# Several children in one row, and families


FAMILIES = {
    "Isla & Isaac Marlow": "Isaac Isla", "Isla and Isaac Marlow": "Isaac Isla",
    "Marlow, Isla & Isaac": "Isaac Isla", "Isla Marlow/Isaac Marlow": "Isaac Isla",
    "Isla Marlow\nIsaac Marlow": "Isaac Isla", "Isla + Isaac Marlow": "Isaac Isla",
    "Marlow, Isla, Isaac and Ivy": "Isaac Isla", "Marlow x2": "Isaac Isla",
    "Marlow (twins)": "Isaac Isla", "The Marlow children": "Isaac Isla",
    "Isla Marlow\nYear 7": "Isla", "Marlow (Isla + Isaac)": "Isaac Isla",
    "Marlow family": "Isaac Isla", "Marlow (2 children)": "Isaac Isla", "Marlow": "Isaac Isla",
    "Isla (and Isaac) Marlow": "Isaac Isla", "Isla Marlow; Isaac": "Isaac Isla",
    "Isla & Niamh": "Isla Niamh", "Isla Marlow & Niamh O'Hare": "Isla Niamh",
    "Isla/Izzy Marlow": "Isla",
}  # fmt: skip
"""A cell for the name -> the first names of the pupils who are each asked about."""


@pytest.mark.parametrize("name", FAMILIES)
def test_every_child_of_a_row_is_asked_about_and_has_the_plan(name):
    file = by_name(name)
    case = Case(file, roll=ROLL_OF_TWINS)
    first = FAMILIES[name].split()
    assert sorted({join.pupil_name.split()[0] for join in case.upload.joins}) == first
    assert len(case.asked) == len(first)
    assert not any(join.group for join in case.upload.joins) or len(first) == 1
    told = with_children(file, roll=ROLL_OF_TWINS)
    assert [pupil.split()[0] for pupil in names_of_plans(told)] == first
    one = with_children(file, roll=ROLL_OF_TWINS, lines={2: ["Isla Marlow"]})
    assert names_of_plans(one) == ["Isla Marlow"]


@pytest.mark.parametrize("file", ["36_family_list.csv", "36b_two_children_in_one_row.csv"])
def test_cases_36_family_lists(file):
    assert Case(file, roll=ROLL_OF_TWINS).upload.refused
    case = with_children(file, roll=ROLL_OF_TWINS)
    assert names_of_plans(case) == [
        "Isaac Marlow", "Isla Marlow", "Niamh O'Hare", "Thomas Smythe", "Wei Li",
    ]  # fmt: skip
    assert case.cohort == on_roll(current_cin=3, current_cp=2, of=22)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (("Surname", "Forename"), ("Marlow", "Isla & Isaac")),
        (("Surname", "First names"), ("Marlow", "Isla, Isaac")),
        (("Family", "Children"), ("Marlow", "Isla\nIsaac")),
        (("Family surname", "Child"), ("Marlow", "Isla Marlow & Isaac")),
        (("Surname", "Forename"), ("Marlow", "twins")),
        (("Surname", "Forename"), ("Marlow", "")),
        (("Family name", "Child 1", "Child 2", "Child 3"), ("Marlow", "Isla", "Isaac", "")),
        (("Surname", "Forename", "Sibling 2"), ("Marlow", "Isla", "Isaac")),
        (("Child 1", "Child 2"), ("Isla Marlow", "Isaac Marlow")),
    ],
)
def test_families_in_columns_of_their_own(headings, cells):
    head = (*headings, "Plan", "Start date")
    wei = ("Li", "Wei", *("" for _ in headings[2:]))
    file = csv_file("List.csv", head, (*cells, "CP", OPEN), (*wei, "CIN", OPEN))
    case = with_children(file, roll=ROLL_OF_TWINS)
    assert names_of_plans(case) == ["Isaac Marlow", "Isla Marlow", "Wei Li"]


def test_of_two_children_in_a_row_the_one_who_is_nobody_is_told():
    file = by_name("Isla & Ivo Marlow")
    case = with_children(file, roll=ROLL_OF_TWINS)
    assert names_of_plans(case) == ["Isla Marlow"]
    assert [(c.name, c.rows) for c in case.upload.not_on_roll] == [("Ivo Marlow", (2,))]
    assert case.told_rows("not_on_roll") == {2}


def test_two_upns_in_one_cell_are_two_children():
    file = by_upn(str, names={f"{ADA} / {HANA}": "Ada Ashdown & Hana Birkett"})
    case = Case(file)
    assert case.asked == []
    assert plans_of(case) == sorted((ADA, HANA))


# Letters that were stored twice


def test_case_90_letters_stored_twice_on_the_roll():
    files = "90_mojibake_roll.csv", "90_mojibake_list.csv"
    case = with_children(*files, roll=None)
    assert names_of_plans(case) == ["Zoë Núñez"]
    assert case.cohort == on_roll(current_cp=1, of=12)
    assert "letters that were stored twice are put right in 1 name" in rules(case)


def misread(text, times, page):
    """Text whose bytes were read by a Western European code page, once or more often."""
    for _ in range(times):
        text = "".join(
            bytes([b]).decode(page) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
            for b in text.encode()
        )
    return text


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_letters_stored_twice_or_more_often_on_roll_and_list(times, page):
    names = [("Núñez", "Zoë"), ("O’Hare", "Siân"), ("Żółć", "Błażej"), ("Çelik", "Àlex")]
    roll = roll_of(
        *((f"K{i}", *(misread(n, times, page) for n in pair)) for i, pair in enumerate(names))
    )
    listed = by_name(*(f"{first} {last}" for last, first in names))
    assert plans_of(with_children(roll, listed, roll=None)) == ["K0", "K1", "K2", "K3"]
    clean = roll_of(*((f"K{i}", *pair) for i, pair in enumerate(names)))
    listed = by_name(*(misread(f"{first} {last}", times, page) for last, first in names))
    assert plans_of(with_children(clean, listed, roll=None)) == ["K0", "K1", "K2", "K3"]


# Initials, and names that a pupil is known by


@pytest.mark.parametrize("name", ["IM", "I M", "I.M.", "M, I"])
def test_initials_are_offered_with_a_date_of_birth_only(name):
    born = Case(by_name(name, DOB=["14/02/2014"]), roll=ROLL_OF_TWINS)
    assert {join.pupil_name for join in born.upload.joins} == {"Isla Marlow", "Isaac Marlow"}
    bare = Case(by_name(name, "Wei Li"), roll=ROLL_OF_TWINS)
    assert [join.pupil_name for join in bare.upload.joins] == ["Wei Li"]
    assert bare.told_rows("not_on_roll") == {2}


def test_preferred_names_of_the_roll_are_looked_up_beside_legal_ones():
    head = ("UPN", "Legal Surname", "Legal Forename", "Preferred Surname", "Preferred Forename")
    rows = [
        ("K1", "Ashdown", "Theodora", "Birkett", "Dory"),
        ("K2", "Colville", "Omar", "Colville", "Omar"),
    ]
    day = ("14/05/2013", 8, "15/09/2022")
    more = ("DOB", "Year", "Date of Admission")
    roll = csv_file("Roll.csv", (*head, *more), *((*row, *day) for row in rows))
    case = Case(roll, by_name("Dory Birkett", "Theodora Ashdown", "Omar Colville"), roll=None)
    assert [(j.listed_name, j.upn) for j in case.upload.joins] == [
        ("Dory Birkett", "K1"), ("Theodora Ashdown", "K1"), ("Omar Colville", "K2"),
    ]  # fmt: skip
    names = case.upload.joins[0].pupil_name
    assert names == "Theodora Ashdown"
    by_upn = csv_file(
        "List.csv", ("UPN", "Name", "Plan", "Start date"), ("K1", "Birkett, Dory", "CP", OPEN)
    )
    assert Case(roll, by_upn, roll=None).asked == []


@pytest.mark.parametrize(
    ("beside", "word"),
    [
        ("{} (CLOSED)", "CLOSED"), ("{} - stepped down", "stepped down"), ("LEFT - {}", "LEFT"),
        ("{} [CIN]", "CIN"), ("{} - off roll", "off roll"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_and_may_matter_is_told(beside, word):
    rows = [[c.upn, c.name, "", "13/03/2025"] for c in children()[:3]]
    rows[1][1] = beside.format(rows[1][1])
    file = csv_file("L.csv", ["UPN", "Name", "Plan", "Start date"], *rows)
    (problem,) = Case(file).told("name_remark")
    assert f'"{word}" in row 3' in problem.message
    assert children()[1].surname not in problem.message


@pytest.mark.parametrize("beside", ["{} (7B)", "{} (known as Bo)", "{} - twin", "{} (CP)"])
def test_classes_other_names_and_the_plan_of_the_row_beside_a_name_are_not(beside):
    rows = [[c.upn, beside.format(c.name), "CP", "13/03/2025"] for c in children()[:3]]
    file = csv_file("L.csv", ["UPN", "Name", "Plan", "Start date"], *rows)
    assert Case(file).told("name_remark") == []
