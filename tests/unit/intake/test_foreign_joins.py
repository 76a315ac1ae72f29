from dataclasses import replace
from datetime import date

import pytest

from cwsw.intake.exports.listed_names import folded_words
from cwsw.intake.exports.pupil_identity import split_name
from cwsw.intake.exports.upns import check_letter_fits
from tests.support.foreign import AVA, BEN, CAI, ROLL, decided, keys, load, with_column
from tests.support.uploads import column, problems_of

NAMES = """Name,DOB,Plan,Start date
"ADAMS, Ava",13/05/2014,CIN,13/05/2024
Ben Brown-Smith,25/11/2013,CP,14/03/2022
Zed Else,26/11/2011,CP,14/03/2022
"""


def test_a_list_of_names_is_asked_child_by_child():
    upload = load(dsl=NAMES)
    assert upload.refused
    assert [(j.row, j.upn, j.why) for j in upload.joins] == [
        (2, AVA, "same name and date of birth"),
        (3, BEN, "same date of birth, nearly the same name"),
    ]
    assert keys(upload) == {f"joins/{j.child}" for j in upload.joins}
    assert [p.row for p in problems_of(upload, "needs_confirmation")] == [2, 3]
    assert [p.row for p in problems_of(upload, "not_on_roll")] == [4]


@pytest.mark.parametrize("name", ["child", "key"])
def test_accepted_and_refused_by_the_child_or_by_the_suggestion(name):
    first, second = (getattr(j, name) for j in load(dsl=NAMES).joins)
    one = {"joins": {first: "accept"}}
    assert load(one, dsl=NAMES).refused
    upload = load({"joins": {first: "accept", second: "refuse"}}, dsl=NAMES)
    assert column(upload, "plans", "upn") == [AVA]
    assert [j.decision for j in upload.joins] == ["accept", "refuse"]
    assert [p.row for p in problems_of(upload, "not_on_roll")] == [3, 4]
    gone = [(c.name, c.birth, c.rows) for c in upload.not_on_roll]
    assert gone == [
        ("Ben Brown-Smith", "25/11/2013", (3,)),
        ("Zed Else", "26/11/2011", (4,)),
    ]
    kept = str(replace(upload, not_on_roll=(), joins=()))
    assert "Else" not in kept
    assert "26/11/2011" not in kept
    assert "Smith" not in kept


def test_many_children_matched_alike_are_one_question_with_an_answer_for_all():
    both = "Name,DOB,Plan,Start date\nAva Adams,13/05/2014,CIN,13/05/2024\n"
    both += "Ben Brown,25/11/2013,CP,14/03/2022\n"
    upload = load(dsl=both)
    (asked,) = problems_of(upload, "needs_confirmation")
    assert asked.value == "by name and date of birth"
    everybody = load({"joins": {"by name and date of birth": "accept all"}}, dsl=both)
    assert sorted(column(everybody, "plans", "upn")) == [AVA, BEN]
    singly = load({"joins": {"by name and date of birth": "one by one"}}, dsl=both)
    assert [p.row for p in problems_of(singly, "needs_confirmation")] == [2, 3]
    ben = {"joins": {"by name and date of birth": "accept all", upload.joins[0].child: "refuse"}}
    assert column(load(ben, dsl=both), "plans", "upn") == [BEN]


def test_one_of_several_pupils_is_chosen_by_the_key_that_the_message_gives():
    roll = ROLL + "D801200001004,Adams,Ada,13/05/2014,Year 7,7A,02/09/2024\n"
    listed = "Name,DOB,Plan,Start date\nA Adams,13/05/2014,CIN,14/05/2024\n"
    upload = load(roll=roll, dsl=listed)
    (asked,) = problems_of(upload, "needs_confirmation")
    first, second = upload.joins
    assert first.key in asked.message
    assert second.key in asked.message
    assert "Adams" not in asked.message
    for answer, chosen in ((first.key, [first.upn]), (second.key, [second.upn]), ("refuse", [])):
        told = load({"joins": {asked.value: answer}}, roll=roll, dsl=listed)
        assert column(told, "plans", "upn") == chosen
    assert load({"joins": {asked.value: "accept"}}, roll=roll, dsl=listed).refused


def test_a_suggestion_is_named_without_pupil_data():
    for join in load(dsl=NAMES).joins:
        for key in (join.key, join.child):
            assert len(key) == 16
            assert set(key) <= set("0123456789abcdef")


def test_day_and_month_exchanged_is_offered_with_the_reason():
    roll = ROLL.replace("21/02/2013", "05/02/2013")
    names = (
        "Name,DOB,Plan,Start date\nCai Clark,02/05/2013,CIN,13/05/2024\nAva Adams,13/05/2014,TAF,\n"
    )
    upload = load(roll=roll, dsl=names)
    assert [j.why for j in upload.joins if j.upn == CAI] == ["same name, day and month exchanged"]


def test_a_list_without_dates_of_birth():
    upload = load(dsl="Child,Plan,Start date\nAva Adams,CIN,13/05/2024\n")
    assert [j.why for j in upload.joins] == ["same name; the list gives no date of birth"]


def test_former_upns_are_understood():
    roll = with_column("Former UPN", "T801200001001", "", "")
    upload = load(roll=roll, dsl="UPN,Plan,Start date\nT801200001001,CIN,13/05/2024\n")
    assert column(upload, "plans", "upn") == [AVA]
    assert "1 former or temporary UPN read" in decided(upload)


def test_children_of_another_school_leave_only_their_number():
    dsl = f"UPN,Plan,Start date\n{AVA},CIN,13/05/2024\n"
    dsl += "X801200009999,CP,14/05/2024\nX801200009999,CIN,14/05/2023\n"
    upload = load(dsl=dsl)
    assert [p.row for p in problems_of(upload, "not_on_roll")] == [3, 4]
    (child,) = upload.not_on_roll
    assert child.rows == (3, 4)
    assert child.more == "UPN: X801200009999"
    assert "X801200009999" not in str(replace(upload, not_on_roll=()))


def test_a_known_child_under_another_upn_is_offered():
    dsl = "UPN,Name,DOB,Plan,Start date\nX801200009999,Ava Adams,13/05/2014,CIN,13/05/2024\n"
    assert [j.upn for j in load(dsl=dsl).joins] == [AVA]


def test_two_files_differ_and_the_first_counts_until_decided():
    more = f"UPN,Reg,SEN Status\n{AVA},7A,K\n{BEN},8X,N\n"
    upload = load(sen=more)
    assert column(upload, "pupils", "form") == ["7A", "8B", "8C"]
    assert column(upload, "pupils", "sen") == ["K", "N", None]
    (difference,) = upload.differences
    assert (difference.upn, difference.field) == (BEN, "Form")
    assert (difference.first, difference.second, difference.decision) == ("8B", "8X", "first")
    assert "row 3" in difference.second_place
    assert len(problems_of(upload, "files_differ")) == 1
    settled = load({"differences": {difference.key: "second"}}, sen=more)
    assert column(settled, "pupils", "form") == ["7A", "8X", "8C"]
    assert settled.differences[0].decision == "second"
    assert not problems_of(settled, "files_differ")


def test_a_difference_of_names_does_not_repeat_them_among_the_problems():
    upload = load(more=f"UPN,Surname,SEN\n{AVA},Adamson,K\n")
    (problem,) = problems_of(upload, "files_differ")
    assert "Adams" not in problem.message


def test_a_shorter_list_adds_to_the_roll_and_no_pupils():
    more = f"UPN,Surname,Forename,Year,SEN\n{AVA},Adams,Ava,7,K\nX801200009999,Old,Leaver,9,E\n"
    upload = load(sen=more)
    assert column(upload, "pupils", "upn") == [AVA, BEN, CAI]
    assert "only pupils of roll are counted" in decided(upload)
    assert problems_of(upload, "not_on_roll")


def test_lists_of_different_pupils_are_one_roll():
    head, *rows = ROLL.strip().splitlines()
    files = {"Year 7": f"{head}\n{rows[0]}\n", "Year 8": "\n".join([head, *rows[1:]])}
    upload = load(roll="", **files)
    assert sorted(column(upload, "pupils", "upn")) == [AVA, BEN, CAI]
    assert "together" in decided(upload)


def test_a_missing_admission_date_is_asked_with_its_cost():
    roll = ROLL.replace("Date of Admission", "Key date")
    upload = load(roll=roll)
    (question,) = upload.proposal.questions
    assert question.key == "missing/roll!Admission date"
    assert "as on roll since before" in question.cost
    settled = load({"missing": {"roll!Admission date": "not supplied"}}, roll=roll)
    assert column(settled, "pupils", "admission_date") == [None, None, None]


def test_our_own_pupils_and_a_foreign_list():
    from tests.support.uploads import read

    upload = read(DSL="UPN,Plan type,Date started\nA1,CPP,13/05/2024\nZ9,CIN,14/05/2024\n")
    assert column(upload, "plans", "plan") == ["CP"]
    assert column(upload, "plans", "start_date") == [date(2024, 5, 13)]


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("Adams, Ava", "Name", ("Adams", "Ava")),
        ("Ava Adams", "Full Name", ("Adams", "Ava")),
        ("Adams Ava", "Surname Forename", ("Adams", "Ava")),
        ("Cher", "Name", ("Cher", None)),
        ("", "Name", (None, None)),
    ],
)
def test_names_in_one_column(text, heading, expected):
    assert split_name(text, heading) == expected


def test_names_are_compared_without_accents_and_apostrophes():
    assert folded_words("O’Neil Zoë") == folded_words("ONEIL ZOE") == folded_words("O'Neil zoe")
    assert folded_words("Brown-Smith") == ("brown", "smith")


@pytest.mark.parametrize(
    ("upn", "fits"),
    [
        ("B801200005001", True), ("A950000178301", True), ("H243278544154", True),
        ("H801200001001", True), ("U502400200093", True), ("A801200005001", False),
        ("A123456789123", False), ("A850728973744", False),
    ],
)  # fmt: skip
def test_check_letters(upn, fits):
    assert check_letter_fits(upn) is fits


def test_two_lists_of_plans_that_differ_in_an_end():
    one = f"UPN,Plan,Start date,Date plan ended\n{AVA},CIN,13/05/2024,20/06/2025\n"
    one += f"{BEN},CP,14/05/2024,\n"
    two = one.replace("20/06/2025", "")
    upload = load(dsl=one, la=two)
    assert column(upload, "plans", "upn") == [AVA, BEN, AVA, BEN]  # each list keeps its row
    assert column(upload, "plans", "end_date") == [date(2025, 6, 20), None] * 2
    (difference,) = upload.differences
    assert (difference.first, difference.second) == ("20/06/2025", "blank")
    assert problems_of(upload, "files_differ")
    settled = load({"differences": {difference.key: "second"}}, dsl=one, la=two)
    assert None in column(settled, "plans", "end_date")
    assert date(2025, 6, 20) not in column(settled, "plans", "end_date")


def test_two_exports_of_one_year_of_attendance_do_not_add_up():
    head = "UPN,Academic year,Possible,Authorised,Unauthorised\n"
    upload = load(one=f"{head}{AVA},2025/26,200,5,5\n", two=f"{head}{AVA},2025/26,300,6,6\n")
    assert column(upload, "attendance", "possible_sessions") == [200]
    assert len(upload.differences) == 1
    same = load(spring=f"{head}{AVA},2025/26,200,5,5\n", summer=f"{head}{AVA},2025/26,200,5,5\n")
    assert column(same, "attendance", "possible_sessions") == [200]
    assert not same.differences
