"""The head's words: a pupil named is found, a small number is pointed at."""

import pytest

from cwsw.disclosure import has_small_number, names_a_pupil
from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from tests.support.books import JOINED, workbook

PUPILS = [
    ("UPN", "Surname", "Forename", "Year group", "Admission date"),
    ("A999900009158", "O'Brien-Smith", "Mary Ann", "3", JOINED),
    ("X12", "Adams", "Ava", "3", JOINED),
    ("7", "Hope", "Grace", "3", JOINED),
]


@pytest.fixture(scope="module")
def school():
    book = workbook(
        {"Pupils": PUPILS, "School": [("Name", "Phase", "As at"), ("H", "primary", JOINED)]}
    )
    return Workspace.load(read_files([SourceFile("h.xlsx", book)]))


@pytest.mark.parametrize(
    "text",
    [
        "Ava Adams did well",
        "thanks to ADAMS, Ava.",
        "Ava J. Adams",
        "Mary-Ann O’Brien Smith",
        "see a999900009158",
        "A9999 0000 9158",
        "pupil x12 again",
    ],
)
def test_a_named_pupil_is_found(school, text):
    assert names_a_pupil(school, ["All is well.", text])


@pytest.mark.parametrize(
    "text",
    [
        "Ava is a word here",
        "The Adams Hall was full",
        "Grace and then much later Hope",
        "7 of us",
        "",
    ],
)
def test_other_words_are_not(school, text):
    assert not names_a_pupil(school, [text])


@pytest.mark.parametrize("text", ["We helped 3 children", "Two of them", "0 were excluded", "9."])
def test_small_numbers_are_pointed_at(text):
    assert has_small_number(text)


@pytest.mark.parametrize(
    "text",
    ["Year 7 pupils", "about 35%", "one-to-one talks", "8.10 each day", "in 2026", "5% more"],
)
def test_others_are_not(text):
    assert not has_small_number(text)
