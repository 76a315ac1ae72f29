from datetime import date

import pytest

from cwsw.intake.exports.planwords import (
    read_answer,
    read_plan_word,
    suggestions,
    without_category,
)
from cwsw.intake.exports.yeargroups import read_group


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("CIN", "CIN"),
        ("CiN Plan", "CIN"),
        ("c) Child in need plan", "CIN"),
        ("b) Child Protection plan", "CP"),
        ("CPP", "CP"),
        ("CP - neglect", "CP"),
        ("CP (Emotional abuse)", "CP"),
        ("a) Looked after child", "CLA"),
        ("LAC", "CLA"),
        ("TAF", ""),
        ("EH", ""),
        ("EHA", ""),
        ("d) Open assessment", ""),
        ("Referral", ""),
    ],
)
def test_words_that_are_certain(text, plan):
    assert read_plan_word(text).plan == plan


@pytest.mark.parametrize(
    "text",
    [
        "Historic",
        "Closed",
        "e) Closed episode",
        "Stepped down Jan 22",
        "CP closed",
        "CIN/CP",
        "Level 4",
    ],
)
def test_words_that_have_to_be_asked(text):
    assert read_plan_word(text) is None


def test_a_month_beside_closed_is_offered_as_the_end():
    assert suggestions("CP closed Jan 22").likely == "CP ended 2022-01-31"
    assert suggestions("Stepped down Feb 2024").answers[0] == "CIN ended 2024-02-29"
    assert suggestions("CP closed 12/03/24").likely == "CP ended 2024-03-12"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("CIN", ("CIN", None, False)),
        ("cp undated", ("CP", None, True)),
        ("CP ended 2022-01-31", ("CP", date(2022, 1, 31), False)),
        ("", ("", None, False)),
        ("not read", ("", None, False)),
    ],
)
def test_answers(answer, expected):
    word = read_answer(answer)
    assert (word.plan, word.ended, word.undated) == expected


def test_an_answer_that_says_nothing_is_none():
    assert read_answer("perhaps") is None


def test_the_category_of_abuse_is_not_repeated():
    assert without_category("CP - neglect") == "CP …"
    assert without_category("Child in need plan") == "Child in need plan"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Year 7", 7), ("Yr 7", 7), ("Y07", 7), ("7.0", 7), ("7", 7), ("Reception", 0),
        ("FS2", 0), ("Rec", 0), ("Year N2", -1), ("N1", -2), ("FS1", -1), ("Year R", 0),
        ("0", None), ("EYFS", None), ("Nursery", None), ("Year 15", None), ("2024/25", None),
    ],
)  # fmt: skip
def test_year_groups(text, number):
    assert read_group(text) == number
