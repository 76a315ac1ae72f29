import time

import pytest

from cwsw.intake import SourceFile, limits, read_files, readers
from cwsw.tables.upload import Severity
from tests.support.broken import broken_files

FILES = broken_files()
EXPECTED = {
    "empty.xlsx": "file_empty",
    "zeros.csv": "file_empty",
    "letter.pdf.xlsx": "file_wrong_kind",
    "page.xls": "file_wrong_kind",
    "letter.docx": "file_wrong_kind",
    "letter.doc": "file_wrong_kind",
    "noise.csv": "file_wrong_kind",
    "locked.xlsx": "file_damaged",
    "locked.zip": "archive_locked",
    "list.numbers": "file_wrong_kind",
    "school.accdb": "file_wrong_kind",
    "school.mdb": "file_wrong_kind",
    "photo.heic": "file_wrong_kind",
    "letter.msg": "file_wrong_kind",
    "list.gsheet": "file_wrong_kind",
    "census.xml": "file_wrong_kind",
    "ancient.xls": "file_old_kind",
    "half.xlsx": "file_damaged",
    "spoilt.xlsx": "file_damaged",
    "half-a-sheet.xlsx": "file_damaged",
    "corner.xlsx": "read_too_much",
    "many-sheets.xlsx": "too_many_sheets",
    "no-cells.xlsx": "no_pupil_table",
    "bomb.zip": "archive_unsafe",
    "bomb.xlsx": "archive_unsafe",
    "nested.zip": "archive_nested",
    "empty.zip": "archive_empty",
    "folders.zip": "archive_empty",
    "letter-in.zip": "file_wrong_kind",
    "open-quote.csv": "quotes_open",
    "long-cell.csv": "quotes_open",
    "half-a-letter.csv": "text_not_readable",
    "odd-letters.csv": "text_not_readable",
    "headings-only.csv": "no_pupils",
    "log.csv": "no_pupil_table",
}

HARMFUL = [name for name in FILES if "bomb" in name] + [
    "corner.xlsx",
    "long-cell.csv",
    "many-sheets.xlsx",
    "spoilt.xlsx",
    "damaged.xls",
    "locked.xlsx",
]
"""Files that could fill or end the process that reads them: a process of its own always does."""


@pytest.fixture
def reader(name, long_run):
    """Starting a process for each file takes most of the time: the others are read here."""
    if name not in HARMFUL and not long_run:
        readers.choose(readers.same_process)
    yield
    readers.choose(readers.child_process)


def test_there_are_enough_kinds():
    assert len(FILES) >= 40
    assert EXPECTED.keys() <= FILES.keys()


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", FILES)
def test_each_broken_file_is_refused_in_a_sentence(name):
    start = time.monotonic()
    upload = read_files([SourceFile(name, FILES[name])])
    assert time.monotonic() - start < limits.WALL_CLOCK * limits.MOST_SECONDS
    assert upload.refused
    assert not upload.tables
    errors = [p for p in upload.problems if p.severity is Severity.ERROR]
    assert errors
    for problem in upload.problems:
        assert problem.message.endswith(".")
        assert "Traceback" not in problem.message
        assert "Error" not in problem.message
    if name in EXPECTED:
        assert EXPECTED[name] in {p.code for p in errors}
