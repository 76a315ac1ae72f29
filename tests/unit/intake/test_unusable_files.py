"""A file that cannot be used among others: they are read, and what is lost with it is said."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from tests.support.broken import broken_files, zipped
from tests.support.protected import agile
from tests.support.uploads import PUPILS, SCHOOL, book, codes, problems_of

GOOD = [SourceFile("pupils.csv", PUPILS.encode()), SourceFile("school.csv", SCHOOL.encode())]
BROKEN = broken_files()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("half.xlsx", "file_damaged"),
        ("letter.pdf.xlsx", "file_wrong_kind"),
        ("empty.xlsx", "file_empty"),
        ("bomb.zip", "archive_unsafe"),
        ("open-quote.csv", "quotes_open"),
        ("locked.zip", "archive_locked"),
    ],
)
def test_the_others_are_read_and_what_is_lost_is_said(name, code):
    upload = read_in_process([SourceFile(name, BROKEN[name]), *GOOD])
    assert upload.tables["pupils"].num_rows == 3
    (problem,) = problems_of(upload, code)
    assert problem.severity == "error"
    assert problem.file.startswith(name)
    assert "children, plans and figures that are only there are not counted" in problem.effect


def test_where_nothing_else_can_be_used_it_is_refused():
    upload = read_in_process([SourceFile(n, BROKEN[n]) for n in ("half.xlsx", "letter.docx")])
    assert upload.refused
    assert codes(upload) == {"file_damaged", "file_wrong_kind"}
    assert {p.effect for p in upload.problems} == {"Nothing was read from this upload."}


def test_where_the_others_hold_no_pupils_it_is_refused_and_says_why():
    upload = read_in_process([SourceFile("pupils.xlsx", BROKEN["half.xlsx"]), GOOD[1]])
    assert upload.refused
    assert [p.code for p in upload.problems] == ["file_damaged", "no_pupil_table"]
    assert "that could be read" in upload.problems[1].message


def test_a_file_in_a_zip_does_not_take_the_others_in_it_along():
    data = zipped({"pupils.csv": PUPILS, "school.csv": SCHOOL, "plans.pdf": b"%PDF-1.7"})
    upload = read_in_process([SourceFile("all.zip", data)])
    assert not upload.refused
    assert [p.file for p in problems_of(upload, "file_wrong_kind")] == ["all.zip/plans.pdf"]


def test_a_file_protected_by_a_password_is_waited_for():
    upload = read_in_process([SourceFile("list.xlsx", agile(book({"A": [["UPN"]]}))), *GOOD])
    assert upload.refused
    assert [p.file for p in problems_of(upload, "file_locked")] == ["list.xlsx"]
