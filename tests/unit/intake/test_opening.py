import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from cwsw.intake import SourceFile, limits
from cwsw.intake.opening import open_files
from cwsw.intake.problems import Findings
from cwsw.intake.reading import read_in_process
from cwsw.intake.sniff import Format, sniff
from tests.support.uploads import PUPILS, SCHOOL, book, codes, problems_of, read, rows_of


def opened(name: str, data: bytes):
    findings = Findings()
    return open_files([SourceFile(name, data)], findings, lambda _: None), findings


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def ods(sheets: dict[str, str]) -> bytes:
    document = OpenDocumentSpreadsheet()
    for name, text in sheets.items():
        table = Table(name=name)
        for cells in rows_of(text):
            row = TableRow()
            for cell in cells:
                written = TableCell(valuetype="string")
                written.addElement(P(text=cell))
                row.addElement(written)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def test_a_workbook_named_csv_is_read_as_a_workbook():
    sheets = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS)}
    upload = read_in_process([SourceFile("pupils.csv", book(sheets))])
    assert not upload.refused
    assert upload.counts["pupils"].kept == 3


def test_an_open_document_spreadsheet():
    upload = read_in_process([SourceFile("x.xlsx", ods({"School": SCHOOL, "Pupils": PUPILS}))])
    assert upload.school.as_at == date(2026, 7, 17)
    assert upload.tables["pupils"].num_rows == 3


def test_workbook_csv_files_and_zip_are_the_same_upload():
    sheets = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS)}
    whole = read_in_process([SourceFile("a.xlsx", book(sheets))])
    zip_data = zipped(**{"in/School.csv": SCHOOL, "in/PUPILS.csv": PUPILS, "in/": b""})
    for other in (read(), read_in_process([SourceFile("all.zip", zip_data)])):
        assert other.tables == whole.tables
        assert other.school == whole.school
        assert not other.problems


def test_a_workbook_inside_a_zip_is_read():
    data = zipped(**{"book.xlsx": book({"Pupils": rows_of(PUPILS)}), "school.csv": SCHOOL})
    assert read_in_process([SourceFile("a.zip", data)]).counts["pupils"].kept == 3


def test_system_files_in_a_zip_are_left_out():
    data = zipped(**{"__MACOSX/._pupils.csv": b"\0\1", ".DS_Store": b"\0", "pupils.csv": PUPILS})
    grids, findings = opened("a.zip", data)
    assert [grid.sheet for grid in grids] == ["pupils"]
    assert not findings.problems()


def test_a_zip_within_a_zip_is_refused_by_name():
    _, findings = opened("a.zip", zipped(**{"b.zip": zipped(**{"pupils.csv": PUPILS})}))
    (problem,) = findings.problems()
    assert (problem.code, problem.file) == ("archive_nested", "a.zip/b.zip")


def test_hidden_sheets_are_read_and_named():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Front").write(0, 0, "Hello")
        page = workbook.add_worksheet("Pupils")
        for y, row in enumerate(rows_of(PUPILS)):
            page.write_row(y, 0, row)
        page.hide()
    upload = read_in_process([SourceFile("a.xlsx", buffer.getvalue())])
    assert upload.counts["pupils"].kept == 3
    assert [p.sheet for p in problems_of(upload, "sheet_hidden")] == ["Pupils"]
    assert [p.sheet for p in problems_of(upload, "sheet_not_read")] == ["Front"]


def test_row_numbers_are_the_spreadsheets_own():
    sheet = [[], [], *rows_of(PUPILS), [], ["A9", "Late", "Row", "99", ""]]
    upload = read_in_process([SourceFile("a.xlsx", book({"Pupils": sheet}))])
    assert [p.row for p in problems_of(upload, "cell_not_readable")] == [8]
    assert upload.counts["pupils"].read == 4


def test_a_long_gap_ends_a_sheet_and_is_told(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 50)
    monkeypatch.setattr(limits, "BLANK_ROWS_END", 20)
    sheet = [*rows_of(PUPILS), *[[]] * 60, ["A9", "Far", "Away", "7", ""]]
    upload = read_in_process([SourceFile("a.xlsx", book({"Pupils": sheet}))])
    assert upload.counts["pupils"].kept == 3
    assert [p.row for p in problems_of(upload, "rows_after_gap")] == [5]


def test_a_browsers_copy_number_is_no_part_of_a_sheets_name():
    upload = read(**{"plans (1)": "UPN,Plan,Start date\nA1,CIN,01/01/2026\n"})
    assert upload.counts["plans"].kept == 1


def test_limits(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 2)
    assert codes(read()) == {"too_many_rows", "no_pupil_table"}
    monkeypatch.undo()
    monkeypatch.setattr(limits, "MAX_COLUMNS", 4)
    data = book({"Pupils": rows_of(PUPILS)})
    assert codes(read_in_process([SourceFile("a.xlsx", data)])) == {"too_many_columns"}
    assert codes(read()) == {"too_many_columns", "no_pupil_table"}
    monkeypatch.setattr(limits, "MAX_SHEETS", 0)
    assert codes(read_in_process([SourceFile("a.xlsx", data)])) == {"too_many_sheets"}
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 10)
    assert codes(read_in_process([SourceFile("a.xlsx", data)])) == {"file_too_big"}
    monkeypatch.undo()
    monkeypatch.setattr(limits, "MAX_UPLOAD_BYTES", 10)
    assert codes(read()) == {"file_too_big"}
    monkeypatch.setattr(limits, "MAX_FILES", 1)
    assert "too_many_files" in codes(read())
    assert codes(read_in_process([])) == {"no_files"}


def test_members_are_limited(monkeypatch):
    monkeypatch.setattr(limits, "MAX_MEMBERS", 1)
    data = zipped(**{"pupils.csv": PUPILS, "school.csv": SCHOOL})
    assert codes(read_in_process([SourceFile("a.zip", data)])) == {"archive_unsafe"}


def test_a_stated_size_that_lies_is_not_believed(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 5_000)
    data = bytearray(zipped(**{"pupils.csv": PUPILS + "x" * 9_000}))
    size = len(PUPILS) + 9_000
    lie = bytes(data).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != bytes(data)
    assert codes(read_in_process([SourceFile("a.zip", lie)])) == {"archive_unsafe"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Format.EMPTY),
        (b" \r\n\x00", Format.EMPTY),
        (b"UPN,Name\n", Format.TEXT),
        (b"BMI,UPN\n1,2\n", Format.TEXT),
        (b"BM\x00\x01\x02\x03\x04\x05\x06", Format.PICTURE),
        (b"\xef\xbb\xbf<html>", Format.WEB_PAGE),
        (b"\xff\xfeU\x00P\x00N\x00", Format.TEXT),
        (b"UPN,Name\nA1,odd\x00cell and enough text around it to be a spreadsheet\n", Format.TEXT),
        (bytes(range(32)) * 9, Format.BINARY),
    ],
)
def test_formats_by_content(data, kind):
    assert sniff(data) is kind
