"""UPNs on a school's own list: badly written, mistyped, missing, or beside another name.

The case files of `tests/cases`, each kind with made-up neighbours; cohorts are worked out by hand
for the roll of 30, or of 22 with twins, on 17 July 2026.
"""

import pytest

from tests.support.cases import ROLL_OF_TWINS, Case, case_file, csv_file, with_children
from tests.support.listed import (
    ADA,
    HANA,
    NAMES,
    OMAR,
    OPEN,
    by_upn,
    names_of_plans,
    on_roll,
    plans_of,
    roll_of,
    rules,
)

ROWS = [line.split(",") for line in case_file("base/roll.csv").data.decode().splitlines()[1:]]
"""The pupils of the roll: UPN, surname, forename, date of birth and more."""

# UPNs that are written badly


@pytest.mark.parametrize(
    "file", ["03_apostrophe_upn", "03b_apostrophe_upn_with_dob", "05_upn_dirt"]
)
def test_a_upn_that_cleans_to_one_pupils_is_taken_at_once_and_told(file):
    case = Case(f"{file}.csv")
    assert case.asked == []
    assert case.cohort == on_roll(current_cin=6)
    assert "read without quotation marks, hyphens, remarks" in rules(case)


DIRT = [
    lambda upn: f"'{upn}", lambda upn: f'"{upn}"',
    lambda upn: f"‘{upn}’", lambda upn: f"{upn[:4]}-{upn[4:]}",
    lambda upn: f"{upn[:4]}–{upn[4:]}", lambda upn: upn.replace("0", "O"),
    lambda upn: upn.replace("1", "l"), lambda upn: f"{upn} (temp)", lambda upn: f"UPN {upn}",
    lambda upn: f"{upn} - left July", lambda upn: f"{upn}*",
    lambda upn: f"{upn[:1]} {upn[1:7]}/{upn[7:]}", lambda upn: f"{upn}, CP",
]  # fmt: skip


def test_case_04_cells_written_as_formulas_in_a_csv():
    case = Case("04_equals_quoted_csv.csv")
    assert case.asked == []
    assert case.cohort == on_roll(current_cin=6)


@pytest.mark.parametrize("named", [True, False])
def test_upns_in_all_sorts_of_dirt(named):
    pupils = [(upn, f"{last}, {first}") for upn, last, first, *_ in ROWS[: len(DIRT)]]
    names = {write(upn): name for write, (upn, name) in zip(DIRT, pupils, strict=True)}
    case = Case(by_upn(str, names=names, named=named))
    assert case.asked == []
    assert plans_of(case) == sorted(upn for upn, _ in pupils)
    assert f"{len(DIRT)} UPNs read without" in rules(case)
    assert bool(case.told("assumed")) is not named


BLANKS = [
    str.lower,
    lambda u: f'="{u}"',
    lambda u: f"{u}\u00a0",
    lambda u: f"\ufeff{u}",
    lambda u: f" {u[:5]} {u[5:]}",
]


def test_case_and_blanks_in_a_upn_are_nothing_to_speak_of():
    pupils = ROWS[: len(BLANKS)]
    names = {write(p[0]): f"{p[1]}, {p[2]}" for write, p in zip(BLANKS, pupils, strict=True)}
    case = Case(by_upn(str, names=names))
    assert plans_of(case) == sorted(pupil[0] for pupil in pupils)
    assert "read without" not in rules(case)


def test_a_roll_with_dirty_upns_and_a_clean_list():
    pupils = ((f"'{upn}", *name.split(", ")) for upn, name in NAMES.items())
    case = Case(roll_of(*pupils), by_upn(str), roll=None)
    assert plans_of(case) == sorted(NAMES)


@pytest.mark.parametrize("written", [str, lambda upn: f"'{upn}"])
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Birkett, Hana", True), ("Somebody, Else", True), ("Ashdown, Isaac", True),
        ("Ada Smith", False), ("A Ashdown", False), ("ADA ASHDOWN (7A)", False), ("x", False),
        ("Ashdown", False), ("Adah Ashdown", False), ("Ada Rose Ashdown-Jones", False),
    ],
)  # fmt: skip
def test_a_name_that_is_clearly_another_childs_is_asked_about_whatever_the_upn(
    written, name, asked
):
    case = Case(by_upn(written, names={ADA: name}))
    assert bool(case.asked) is asked
    if asked:
        offered = [join.upn for join in case.upload.joins]
        assert offered == ([ADA, HANA] if "Hana" in name else [ADA])
        assert len(case.asked) == 1
        assert case.told_rows("needs_confirmation") == {2}
    else:
        assert plans_of(case) == [ADA]


# UPNs that are wrong, missing or no UPN


def test_case_03c_a_mistyped_upn_is_offered_by_name_and_date_of_birth():
    asked = Case("03c_upn_typo_name_and_dob_fit.csv")
    assert len(asked.asked) == 1
    assert "2 children" in asked.asked[0]
    assert with_children("03c_upn_typo_name_and_dob_fit.csv").cohort == on_roll(current_cin=6)


@pytest.mark.parametrize(
    "wrong",
    [
        "W873402119007", "W873402191001", "W87340211901", "W8734021190001", "Q873402119001",
        "W873402118001",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Ashdown, Ada", "Ada A", ""])
def test_a_upn_with_one_slip_is_offered_with_or_without_a_name(wrong, name):
    file = by_upn(str, names={wrong: name})
    (join,) = Case(file).upload.joins
    assert join.upn == ADA
    assert join.row == 2
    assert plans_of(with_children(file)) == [ADA]
    assert plans_of(with_children(file, lines={2: ()})) == []


def test_a_upn_with_one_slip_beside_the_name_of_nobody_is_not_offered():
    case = Case(by_upn(str, names={"W873402119007": "Somebody Else"}))
    assert case.asked == []
    assert case.told_rows("not_on_roll") == {2}


PLACEHOLDERS = [
    "TBC", "Not known", "?", "N/A", "unknown", "pending", "000", "0", "A000000000000", "-",
    "see SIMS", "tba", "no UPN yet", "Awaiting from LA", "X999999999999", "to follow", "???",
    "new", "Don't know", "#N/A", "",
]  # fmt: skip


def test_case_08c_words_for_no_upn_are_no_key():
    asked = Case("08c_list_upn_not_known.csv")
    assert [join.row for join in asked.upload.joins] == [5, 6, 7]
    assert len(asked.asked) == 1
    assert with_children("08c_list_upn_not_known.csv").cohort == on_roll(current_cin=6)


def test_children_under_one_word_for_no_upn_are_each_offered_by_name():
    pupils = ROWS[: len(PLACEHOLDERS)]
    pairs = zip(PLACEHOLDERS, pupils, strict=True)
    rows = [(word, f"{pupil[1]}, {pupil[2]}", "CIN", OPEN) for word, pupil in pairs]
    rows += [(word, f"Nobody {place}", "CIN", OPEN) for place, word in enumerate(PLACEHOLDERS)]
    case = with_children(csv_file("List.csv", ("UPN", "Pupil", "Plan type", "Start date"), *rows))
    assert plans_of(case) == sorted(pupil[0] for pupil in pupils)
    first = 2 + len(PLACEHOLDERS)
    assert case.told_rows("not_on_roll") == {*range(first, first + len(PLACEHOLDERS))}


def test_words_for_no_upn_on_the_roll_set_their_rows_aside_and_join_nothing():
    words = [word for word in PLACEHOLDERS for _ in range(2)]
    nobody = [(word, f"Last{place}", f"First{place}") for place, word in enumerate(words)]
    listed = csv_file(
        "List.csv", ("UPN", "Plan type", "Start date"), *((w, "CIN", OPEN) for w in PLACEHOLDERS)
    )
    case = Case(roll_of((ADA, "Ashdown", "Ada"), *nobody), listed, roll=None)
    assert case.upload.tables["pupils"]["upn"].to_pylist() == [ADA]
    assert plans_of(case) == []
    assert case.told_rows("cell_missing") == {*range(3, 3 + len(words))}
    rows = {number for number, word in enumerate(PLACEHOLDERS, 2) if word}
    assert case.told_rows("not_on_roll") == rows


def test_words_for_no_upn_are_no_key_in_our_own_workbook():
    words = ["TBC", "Not known", "?", "A000000000000", "see SIMS"]
    head = ("UPN", "Surname", "Forename", "Year group", "Admission date")
    twice = [(word, f"Last{n}", f"First{n}", 7, "") for n in range(2) for word in words]
    pupils = csv_file("pupils.csv", head, ("A1", "Adams", "Ava", 7, ""), *twice)
    head = ("UPN", "Plan", "Start date", "End date")
    plans = csv_file("plans.csv", head, *((word, "CP", OPEN, "") for word in words))
    case = Case(pupils, plans, roll=None)
    assert case.upload.tables["pupils"]["upn"].to_pylist() == ["A1"]
    assert plans_of(case) == []
    told = {(p.sheet, p.row) for p in case.told("upn_placeholder")}
    assert told == {("plans", n) for n in range(2, 7)} | {("pupils", n) for n in range(3, 13)}


def test_our_own_keys_may_be_any_other_text():
    head = ("UPN", "Surname", "Forename", "Year group", "Admission date")
    keys = ("0", "1", "X", "ADAMS", "NOAH", "UNO", "11", "999", "Z", "A-1", "ÅSA")
    pupils = csv_file("pupils.csv", head, *((key, "Sur", f"F{key}", 7, "") for key in keys))
    case = Case(pupils, roll=None)
    assert case.cohort["on_roll"] == len(keys)


def test_a_child_who_stands_on_the_roll_without_a_upn_is_told_so():
    roll = roll_of((ADA, "Ashdown", "Ada"), ("TBC", "Birkett", "Hana"))
    listed = csv_file("List.csv", ("Name", "Plan", "Start date"), ("BIRKETT Hana", "CP", OPEN))
    (child,) = Case(roll, listed, roll=None).upload.not_on_roll
    assert child.why == "Listed in row 3 of Roll without a UPN: write the UPN there."


def test_case_08b_pupils_without_a_upn_are_set_aside_loudly():
    missing = {"missing": {"08b_blank_upn!Admission date": "not supplied"}}
    case = Case("08b_blank_upn.csv", roll=None, mapping=missing)
    assert case.cohort["on_roll"] == 12
    assert case.told_rows("cell_missing") == {14, 15, 16, 17}
    assert case.told_rows("not_on_roll") == {15, 17}


def test_case_38_admission_numbers_are_asked_about_by_name():
    case = with_children("38_admission_numbers.csv", roll=ROLL_OF_TWINS)
    assert names_of_plans(case) == ["Isla Marlow", "Niamh O'Hare"]
    assert case.cohort == on_roll(current_cin=1, current_cp=1, of=22)


def test_a_column_of_admission_numbers_headed_upn():
    file = by_upn(lambda upn: f"00{upn[-4:]}")
    assert len(Case(file).asked) == 1
    assert plans_of(with_children(file)) == sorted(NAMES)


def test_a_column_sorted_without_the_others_is_asked_about_once():
    turned = {ADA: NAMES[HANA], HANA: NAMES[OMAR], OMAR: NAMES[ADA]}
    file = by_upn(str, names=turned)
    (question,) = Case(file).upload.proposal.questions
    assert question.text.startswith("For 3 of 3 children of List the UPN is one pupil's and the na")
    assert question.suggested is None
    by = {answer: {"missing": {"List!UPN or name": answer}} for answer in ("UPN", "name", "each")}
    upns = Case(file, mapping=by["UPN"]).upload.tables["plans"]["upn"].to_pylist()
    assert upns == [ADA, HANA, OMAR]
    names = with_children(file, mapping=by["name"]).upload.tables["plans"]["upn"].to_pylist()
    assert names == [HANA, OMAR, ADA]
    assert len(Case(file, mapping=by["each"]).asked) == 3


def test_names_that_were_made_up_do_not_outweigh_the_upns():
    file = by_upn(str, names={ADA: "Pupil One", HANA: "Pupil Two", OMAR: "Pupil Three"})
    (question,) = Case(file).upload.proposal.questions
    assert question.suggested == "UPN"
    assert plans_of(Case(file, mapping={"missing": {"List!UPN or name": "UPN"}})) == sorted(NAMES)


@pytest.mark.parametrize("named", [True, False])
def test_upns_that_have_lost_their_first_letter(named):
    case = Case(by_upn(lambda upn: upn[1:], named=named))
    assert case.asked == []
    assert plans_of(case) == sorted(NAMES)


def test_a_roll_whose_upns_have_lost_their_first_letter():
    pupils = ((upn[1:], *name.split(", ")) for upn, name in NAMES.items())
    case = Case(roll_of(*pupils), by_upn(str), roll=None)
    assert plans_of(case) == sorted(upn[1:] for upn in NAMES)


def test_a_upn_beside_the_birthday_of_another_child_and_no_name_is_asked_about():
    head = ("UPN", "DOB", "Plan type", "Start date")
    rows = [(ADA, "01/01/2014", "CIN", OPEN), (HANA, "15/03/2012", "CIN", OPEN)]
    case = Case(csv_file("List.csv", head, *rows))
    assert [(join.row, join.upn) for join in case.upload.joins] == [(3, HANA), (3, OMAR)]
    assert len(case.asked) == 1


def test_the_word_in_place_of_a_upn_on_the_roll_is_named():
    case = Case(roll_of((ADA, "Ashdown", "Ada"), ("TBC", "One", "Al")), roll=None)
    (problem,) = case.told("cell_missing")
    assert problem.message.startswith('UPN "TBC" in row 3 of Roll is no UPN')
