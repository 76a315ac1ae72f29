"""The product's answer for a school of the oracle's, by the same road as the command line."""

from datetime import date

from cwsw.cli.answers import measures_object
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.upload import Upload
from tests.oracle.case import Row, Rows
from tests.oracle.convert import to_upload


def product_answer(school: Row, rows: Rows, as_at: date | None = None) -> Row:
    """The `measures` object the product makes of clean typed rows."""
    return _answer(to_upload(school, rows), as_at)


def product_answer_of_file(workbook: bytes, as_at: date | None = None) -> Row:
    """The `measures` object of a workbook, read by the product's own reader."""
    upload = read_in_process([SourceFile("school.xlsx", workbook)], None)
    assert not upload.refused, upload.problems
    return _answer(upload, as_at)


def _answer(upload: Upload, as_at: date | None) -> Row:
    summary = summarise(Workspace.load(upload, as_at=as_at), with_child_facts=False)
    return dict(measures_object(summary))
