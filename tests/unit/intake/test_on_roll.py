"""Who on a list of pupils is on this school's roll, and year groups that are words."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.exports.yeargroups import is_leaver, possible_groups, read_group
from tests.support.cases import Case, case_file

ROLL = case_file("61_on_roll_yn.csv").data.decode().splitlines()
BARE = [line.rsplit(",", 1)[0] for line in ROLL]
"""Thirty pupils of Years 7 to 11 without the column On roll; row 2 is the first."""

LEAVERS = {26, 27, 28, 29, 30, 31}


def roll(heading, word, other="", of=LEAVERS, mapping=None):
    """The thirty pupils with one more column: `word` for some rows, `other` for the rest."""
    lines = [f"{BARE[0]},{heading}"]
    lines += [f"{line},{word if n in of else other}" for n, line in enumerate(BARE[1:], start=2)]
    file = SourceFile("pupils.csv", "\n".join(lines).encode())
    return Case(file, roll=None, mapping=mapping)


def in_year(word, of=LEAVERS, mapping=None):
    """The thirty pupils with a word in place of some year groups."""
    lines = [BARE[0], *(_with_group(n, line, word, of) for n, line in enumerate(BARE[1:], start=2))]
    file = SourceFile("pupils.csv", "\n".join(lines).encode())
    return Case(file, roll=None, mapping=mapping)


def _with_group(number, line, word, of):
    cells = line.split(",")
    return ",".join([*cells[:4], word if number in of else cells[4], *cells[5:]])


@pytest.mark.parametrize(
    ("heading", "word", "other"),
    [
        ("On roll", "N", "Y"), ("On roll?", "No", "Yes"), ("Currently on roll", "FALSE", "TRUE"),
        ("Leaver", "Y", ""), ("Leaver?", "Yes", "No"), ("Left", "Y", "N"), ("Left", "Left", ""),
        ("Status", "Leaver", "Current"), ("Status", "Former", "On roll"), ("Status", "Guest", "C"),
        ("Enrolment status", "S", "C"), ("Enrolment status", "G", "M"),
        ("Enrol status", "Guest pupil", "Single registration"), ("Date left", "Left", "Current"),
        ("Leaving date", "Gone", "Still here"),
    ],
)  # fmt: skip
def test_pupils_who_are_not_on_roll_are_set_aside_and_their_rows_named(heading, word, other):
    case = roll(heading, word, other)
    assert case.cohort["on_roll"] == 24
    assert case.told_rows() == LEAVERS
    assert {problem.code for problem in case.told()} == {"left_out_of_roll"}


def test_many_leavers_are_one_line_with_their_number():
    case = roll("Status", "Leaver", "C", of=set(range(5, 32)))
    (problem,) = case.told()
    assert (problem.row, case.cohort["on_roll"]) == (None, 3)
    assert problem.message.startswith("27 pupils of pupils have left")
    assert "rows 5, 6, 7, 8, 9 and 22 more" in problem.message


def test_a_leaver_with_a_leaving_date_stays_for_the_years_before():
    lines = [f"{BARE[0]},Status,Date of Leaving"]
    lines += [f"{line},C," for line in BARE[1:25]]
    lines += [f"{line},Leaver,19/12/2025" for line in BARE[25:]]
    case = Case(SourceFile("pupils.csv", "\n".join(lines).encode()), roll=None)
    assert case.cohort["on_roll"] == 24
    assert case.upload.counts["pupils"].kept == 30
    assert not case.told()


@pytest.mark.parametrize(
    ("heading", "word", "suggested"),
    [("Enrolment status", "Moved school", "L"), ("Enrolment status", "Flexible", None)],
)
def test_other_words_about_the_roll_are_asked(heading, word, suggested):
    case = roll(heading, word, "C")
    (question,) = case.upload.proposal.questions
    assert (question.path[1], question.suggested) == (word, suggested)
    for answer, on_roll in (("L", 24), ("N", 24), ("Y", 30)):
        mapping = {"values": {f"pupils!{heading}": {word: answer}}}
        assert roll(heading, word, "C", mapping=mapping).cohort["on_roll"] == on_roll


def test_blank_beside_yes_is_asked():
    case = roll("On roll", "", "Y")
    (question,) = case.upload.proposal.questions
    assert question.suggested == "L"
    mapping = {"values": {"pupils!On roll": {"blank": "Y"}}}
    assert roll("On roll", "", "Y", mapping=mapping).cohort["on_roll"] == 30


@pytest.mark.parametrize(
    "name", ["61_on_roll_yn", "61b_status_leaver", "61c_enrolment_status_leaver",
             "61d_date_left_current"],
)  # fmt: skip
def test_the_cases_of_leavers_give_24_on_roll_without_a_word_on_the_others(name):
    case = Case(f"{name}.csv", roll=None)
    assert case.cohort["on_roll"] == 24
    assert case.told_rows() <= LEAVERS


@pytest.mark.parametrize("word", ["Leaver", "left", "Leavers", "Off roll", "Alumni", "Ex-pupil"])
def test_leaver_is_an_answer_for_a_year_group(word):
    case = in_year(word)
    (question,) = case.upload.proposal.questions
    assert question.suggested == "left"
    mapping = {"values": {"pupils!Year": {word: "left"}}}
    answered = in_year(word, mapping=mapping)
    assert (answered.cohort["on_roll"], answered.told_rows()) == (24, LEAVERS)
    stays = in_year(word, mapping={"values": {"pupils!Year": {word: "11"}}})
    assert (stays.cohort["on_roll"], stays.told("left_out_of_roll")) == (30, [])


def test_a_word_that_is_no_leaver_may_still_be_answered_so():
    mapping = {"values": {"pupils!Year": {"Z": "left"}}}
    assert in_year("Z", mapping=mapping).cohort["on_roll"] == 24


def test_the_case_of_leavers_as_a_year_group_is_offered_as_left():
    case = Case("97_year_group_leaver.csv", roll=None)
    (question,) = case.upload.proposal.questions
    assert (question.path[1], question.suggested) == ("Leaver", "left")
    assert not [p for p in case.told() if p.code == "cell_missing"]
    mapping = {"values": {question.path[0]: {"Leaver": "left"}}}
    assert Case("97_year_group_leaver.csv", roll=None, mapping=mapping).cohort["on_roll"] == 16


@pytest.mark.parametrize(
    ("word", "suggested"),
    [
        ("Nursery", "N2"), ("Pre-school", "N2"), ("EYFS", "R"), ("0", "R"), ("-1", "N2"),
        ("9A", "9"), ("Year 9 (2)", "9"), ("Y8 Boys", "8"), ("Rainbow", None), ("Class 3", None),
        ("3/4", None), ("Sixth form", None),
    ],
)  # fmt: skip
def test_words_that_ages_do_not_fit_are_asked_with_what_the_word_says(word, suggested):
    case = in_year(word)  # six pupils born from 2010 to 2014, so in Years 7 to 11
    (question,) = case.upload.proposal.questions
    by_age = "by date of birth" if suggested is None and word in ("Rainbow", "Class 3") else None
    assert question.suggested == (suggested or by_age)


@pytest.mark.parametrize(("word", "of"), [("KS3", {27, 28, 29}), ("Year 9/10", {29, 30})])
def test_a_mixed_class_is_answered_by_date_of_birth(word, of):
    born = [line.split(",")[3] for line in BARE[26:30]]
    assert born == ["08/06/2014", "15/03/2013", "22/08/2012", "01/05/2011"]
    groups = {27: 7, 28: 8, 29: 9, 30: 10}  # in 2025/26
    case = in_year(word, of)
    (question,) = case.upload.proposal.questions
    answer = "by date of birth"
    assert answer in {choice.answer for choice in question.options}
    mapping = {"values": {"pupils!Year": {word: answer}}}
    pupils = in_year(word, of, mapping).upload.tables["pupils"].to_pylist()
    assert {n: pupils[n - 2]["year_group"] for n in of} == {n: groups[n] for n in of}


def test_a_year_group_that_nobody_knows_is_an_error_and_the_child_stays():
    mapping = {"values": {"pupils!Year": {"Rainbow": ""}}}
    case = in_year("Rainbow", mapping=mapping)
    assert case.cohort["on_roll"] == 30
    assert {(p.code, str(p.severity)) for p in case.told()} == {("cell_missing", "error")}
    assert case.told_rows() == LEAVERS


def test_the_case_of_year_group_words_is_asked_word_by_word():
    case = Case("40_year_group_words.csv", roll=None)
    asked = {q.path[1]: q.suggested for q in case.upload.proposal.questions}
    assert asked["Nur"] == asked["Pre-School"] == "N2"
    assert asked["7A"] == "7"
    assert asked["KS3"] is None
    assert not case.told_rows()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NCY 7", 7), ("NCY7", 7), ("Year Seven", 7), ("Yr.9", 9), ("Year: 11", 11), ("07", 7),
        ("Rec", 0), ("YR", 0), ("FS1", -1), ("FS2", 0), ("N1", -2), ("-1", None), ("7A", None),
        ("12/13", None), ("Nursery", None), ("Leaver", None), ("15", None),
    ],
)  # fmt: skip
def test_year_groups_that_are_certain(text, number):
    assert read_group(text) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3/4", (3, 4)), ("Y1/2", (1, 2)), ("R/1", (0, 1)), ("Years 5 & 6", (5, 6)),
        ("12/13", (12, 13)), ("Sixth form", (12, 13, 14)), ("KS2", (3, 4, 5, 6)), ("Nur", (-2, -1)),
        ("Class 3", ()), ("2024/25", ()), ("Oak", ()), ("11-7", ()),
    ],
)  # fmt: skip
def test_year_groups_that_a_word_may_mean(text, numbers):
    assert possible_groups(text) == numbers


def test_a_leaver_is_nothing_but_a_leaver():
    assert not is_leaver("Year 6 leavers")
    assert not is_leaver("Left wing")


@pytest.mark.parametrize("heading", ["Student status", "Wibble"])
def test_words_for_who_has_left_are_read_under_any_heading(heading):
    case = roll(heading, "Off roll", "On roll")
    assert case.cohort == {"on_roll": 24, "other": 24}
    assert case.told_rows("left_out_of_roll") == LEAVERS


def test_the_case_of_a_month_as_leaving_date():
    case = Case("61e_date_left_month.csv", roll=None)
    assert case.cohort == {"on_roll": 24, "other": 24}
    (problem,) = case.told()
    assert "a month alone is read as its last day (rows 26" in problem.message


def test_subsidiary_registrations_below_the_heading_of_a_form_are_read():
    case = roll("Registration", "Subsidiary", "Main")
    assert case.cohort == {"on_roll": 24, "other": 24}
