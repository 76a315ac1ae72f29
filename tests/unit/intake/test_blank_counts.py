"""Suspensions and exclusions beside the pupils: a blank beside filled cells means none."""

import pytest

from cwsw.intake import SourceFile
from tests.support.cases import ROLL_WITHOUT_ATTENDANCE, Case, case_file
from tests.support.uploads import column, problems_of, read

HEAD = "UPN,Surname,Forename,Year group,Admission date,Suspensions,Permanently excluded"
ROLL = case_file(ROLL_WITHOUT_ATTENDANCE).data.decode().splitlines()
"""Thirty pupils under the headings of a school's system."""


def own(*cells, head=HEAD, **texts):
    rows = [f"A{n},S{n},F{n},7,,{cell}" for n, cell in enumerate(cells, start=1)]
    return read(pupils="\n".join([head, *rows]), **texts)


@pytest.mark.parametrize(
    ("cells", "suspensions", "excluded", "notes"),
    [
        (("2,Y", ",", "0,N"), [2, 0, 0], [True, False, False], 2),
        (("1,", ",", ","), [1, 0, 0], [None, None, None], 1),
        ((",", ",", ","), [None] * 3, [None] * 3, 0),
        (("two,", ",", "1,"), [None, 0, 1], [None] * 3, 1),  # what cannot be read is not none
        (("two,", ",", ","), [None] * 3, [None] * 3, 0),
    ],
)
def test_in_our_own_sheet(cells, suspensions, excluded, notes):
    upload = own(*cells)
    assert column(upload, "flat", "suspensions") == suspensions
    assert column(upload, "flat", "permanently_excluded") == excluded
    assert [str(p.severity) for p in problems_of(upload, "blank_is_none")] == ["note"] * notes


def test_several_files_are_one_column():
    rows = ["A1,S1,F1,7,,1,", "A2,S2,F2,8,,,", "A3,S3,F3,9,,"]
    heads = [HEAD, HEAD, HEAD.removesuffix(",Permanently excluded").removesuffix(",Suspensions")]
    files = {f"y{n}": f"{h}\n{r}" for n, (h, r) in enumerate(zip(heads, rows, strict=True))}
    upload = read(pupils="", **files)
    assert column(upload, "flat", "suspensions") == [1, 0, None]  # the third has no such column


def roll(heading, cells):
    lines = [f"{ROLL[0]},{heading}"]
    lines += [f"{line},{cells.get(n, '')}" for n, line in enumerate(ROLL[1:], start=2)]
    return Case(SourceFile("roll.csv", "\n".join(lines).encode()), roll=None)


@pytest.mark.parametrize(
    ("heading", "cells", "suspended"),
    [
        ("Suspensions", {2: "1", 3: "2", 4: "0"}, (2, 30)),
        ("Suspension days", {2: "0.5", 3: "4"}, (2, 30)),
        ("No of suspensions", {2: "1"}, (1, 30)),
        ("Suspensions", {2: "1", 3: "lots"}, (1, 29)),
    ],
)
def test_in_a_list_of_another_system(heading, cells, suspended):
    assert roll(heading, cells).counts("suspended") == {"2025/26": suspended}


def test_a_column_of_blanks_is_not_supplied():
    assert roll("Suspensions", {}).counts("suspended") == {}


def listed(*cells, mapping=None):
    upns = [line.split(",")[0] for line in ROLL[1:]]
    rows = [f"{upn},{cell}" for upn, cell in zip(upns, cells, strict=False)]
    file = SourceFile("behaviour.csv", "\n".join(["UPN,Suspensions", *rows]).encode())
    return Case(file, roll=ROLL_WITHOUT_ATTENDANCE, mapping=mapping)


@pytest.mark.parametrize(
    ("cells", "suggested", "answer", "expected"),
    [
        (("1", "3"), "none", "none", (2, 30)),  # a list of those who were suspended
        (("1", "0", "", ""), "not known", "not known", (1, 4)),  # a list of one class
        (("1", "0", "", ""), "not known", "none", (1, 30)),
    ],
)
def test_a_list_of_some_pupils_asks_about_the_others(cells, suggested, answer, expected):
    (question,) = listed(*cells).upload.proposal.questions
    assert question.suggested == suggested
    mapping = {"missing": {question.path[0]: answer}}
    assert listed(*cells, mapping=mapping).counts("suspended") == {"2025/26": expected}


def test_a_list_of_all_pupils_asks_nothing():
    assert listed(*["1"] * 4, *[""] * 26).counts("suspended") == {"2025/26": (4, 30)}
