"""Rows and columns that a workbook hides or strikes through, and formulas without results."""

import io
from pathlib import Path
from time import process_time

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cwsw.intake import SourceFile
from cwsw.intake.books import sheets
from cwsw.intake.containers import check_container
from cwsw.intake.formats.cell_marks import marked
from cwsw.intake.formats.traces import Traces
from cwsw.intake.formats.xlsx_sheet import SheetXml, Struck
from cwsw.intake.grids import Marks
from cwsw.intake.opening import open_files
from cwsw.intake.problems import Findings
from tests.support.broken import changed
from tests.support.cases import Case

FILES = Path(__file__).parents[3] / "support/files"
UPNS = ["W873402119001", "Z873402118002", "C873402117003", "F873402116004"]
ROWS = [["UPN", "Plan", "Start date", "End date"], *([u, "CP", "21/02/2025", ""] for u in UPNS)]


def marks(data, name="list.xlsx"):
    traces = Traces()
    if data.startswith(b"PK"):
        check_container(data, traces.look)
    (grid,) = marked(list(sheets(name, data, Findings())), data, traces)
    return grid.marks


def saved(workbook):
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "CP list"
    for row in ROWS:
        book.active.append(row)
    return book, book.active


def by_openpyxl():
    book, sheet = workbook()
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    return saved(book)


def by_xlsxwriter():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("CP list")
        struck = book.add_format({"font_strikeout": True})
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.write_rich_string(3, 0, UPNS[2], struck, " left")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
    return buffer.getvalue()


def in_the_cell_itself():
    book, sheet = workbook()
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["A4"] = CellRichText(TextBlock(InlineFont(strike=True), UPNS[2]))
    return saved(book)


def by_another_writer():
    """With prefixes before all names, and neither rows nor cells numbered."""

    def prefixed(name, data):
        if name == "xl/worksheets/sheet1.xml":
            for kind in ("row", "c", "v", "sheetData", "cols", "col", "worksheet"):
                data = data.replace(f"<{kind} ".encode(), f"<x:{kind} ".encode())
                data = data.replace(f"<{kind}>".encode(), f"<x:{kind}>".encode())
                data = data.replace(f"</{kind}>".encode(), f"</x:{kind}>".encode())
            data = data.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")
            for number in range(1, 6):
                data = data.replace(f'<x:row r="{number}"'.encode(), b"<x:row")
        return data

    return changed(by_openpyxl(), prefixed)


def ods(cell_style=True):
    document = OpenDocumentSpreadsheet()
    text = Style(name="T1", family="text")
    text.addElement(TextProperties(textlinethroughstyle="solid"))
    plain = Style(name="ce0", family="table-cell")
    struck = Style(name="ce1", family="table-cell", parentstylename="ce0")
    plain.addElement(TextProperties(textlinethroughstyle="solid"))
    document.styles.addElement(plain)
    for style in (text, struck):
        document.automaticstyles.addElement(style)
    table = Table(name="CP list")
    table.addElement(TableColumn(numbercolumnsrepeated=3))
    table.addElement(TableColumn(visibility="collapse"))
    for number, cells in enumerate(ROWS):
        row = TableRow(visibility="filter") if number == 2 else TableRow()
        for value in cells:
            is_struck = number == 3
            about = {"stylename": struck} if is_struck and cell_style else {}
            cell = TableCell(valuetype="string", **about)
            if is_struck and not cell_style:
                line = P()
                line.addElement(Span(stylename=text, text=value))
            else:
                line = P(text=value)
            cell.addElement(line)
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    return saved(document)


@pytest.mark.parametrize(
    "make",
    [
        by_openpyxl,
        by_xlsxwriter,
        in_the_cell_itself,
        by_another_writer,
        ods,
        lambda: ods(cell_style=False),
        lambda: (FILES / "marks.xls").read_bytes(),
    ],
)
def test_hidden_and_struck_rows_are_met_in_every_kind_of_workbook(make):
    seen = marks(make())
    assert (seen.hidden_rows, seen.struck_rows) == ({3}, {4})
    assert len(seen.hidden_columns) == 1


def test_a_line_that_is_switched_off_or_of_a_blank_cell_is_none():
    book, sheet = workbook()
    for cell in sheet[2]:
        cell.font = Font(strike=False)
    sheet["F3"].font = Font(strike=True)
    assert marks(saved(book)) == Marks()


def test_only_a_workbook_with_signs_of_marks_is_looked_through():
    book, _ = workbook()
    traces = Traces()
    check_container(saved(book), traces.look)
    assert not any(traces.parts.values())


def test_a_part_that_cannot_be_read_costs_the_marks_and_not_the_sheet():
    data = by_openpyxl()
    traces = Traces()
    check_container(data, traces.look)
    spoilt = changed(data, lambda name, part: part[:40] if name == "xl/styles.xml" else part)
    assert marked([], spoilt, traces) == []
    grids = open_files([SourceFile("a.xlsx", data)], Findings(), lambda _: None)
    assert marked(grids, spoilt, traces)[0].rows == grids[0].rows


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("43_hidden_filtered_rows.xlsx", "rows_hidden"),
        ("43b_struck_through_rows.xlsx", "rows_struck"),
    ],
)
def test_the_cases_are_told_row_by_row_and_read(name, code):
    case = Case(name)
    assert case.told_rows(code) == {6, 7, 8, 9}
    assert "4 (rows 6, 7, 8 and 9)" in case.told(code)[0].message
    assert case.cohort["current_cp"] == 8


@pytest.mark.parametrize("make", [by_openpyxl, ods])
def test_what_is_hidden_in_a_list_is_told_with_its_place(make):
    case = Case(SourceFile("list.xlsx", make()))
    assert case.cohort["current_cp"] == 4
    assert case.told_rows("rows_hidden") == {3}
    assert case.told_rows("rows_struck") == {4}
    assert [p.column for p in case.told("columns_hidden")] == ["End date"]


def test_many_hidden_rows_are_one_warning_with_their_number():
    book, sheet = workbook()
    for number in range(2, 22):
        sheet.append([f"A{number}", "CP", "21/02/2025", ""])
        sheet.row_dimensions[number].hidden = True
    (problem,) = Case(SourceFile("list.xlsx", saved(book))).told("rows_hidden")
    assert "20 rows" in problem.message
    assert "(rows 2, 3, 4, 5, 6 and 15 more)" in problem.message


def test_hidden_rows_without_cells_and_of_sheets_that_are_not_read_are_not_told():
    book, sheet = workbook()
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[40].hidden = True
    other = book.create_sheet("Key")
    other.append(["Colour", "Meaning"])
    other.append(["Red", "Late"])
    other.row_dimensions[2].hidden = True
    assert not Case(SourceFile("list.xlsx", saved(book))).told("rows_hidden")


def with_formulas(*formulas, heading="End date"):
    book, sheet = workbook()
    sheet["D1"] = heading
    for number, formula in enumerate(formulas, 2):
        sheet[f"D{number}"] = formula
    return saved(book)


def test_the_case_of_formulas_without_results_is_one_sentence():
    upload = Case("15_formula_no_cached_value.xlsx", roll=None).upload
    assert upload.refused
    (problem,) = [p for p in upload.problems if p.sheet == "List"]
    assert problem.code == "formula_not_saved"
    assert "(Possible): open it in Excel, save it" in problem.message
    assert not {"flat_absence_in_part"} & {p.code for p in upload.problems}


def test_a_list_with_formulas_without_results_is_left_out_and_told():
    case = Case(SourceFile("list.xlsx", with_formulas("=TODAY()", "=TODAY()")))
    (problem,) = case.told("formula_not_saved")
    assert (problem.severity, problem.file, problem.sheet) == ("error", "list.xlsx", "CP list")
    assert "not counted" in problem.effect
    assert case.cohort == {"on_roll": 30, "other": 30}


def test_formulas_in_a_column_that_is_not_read_are_a_warning():
    case = Case(SourceFile("list.xlsx", with_formulas("=1", "=1", heading="House points")))
    assert [p.severity for p in case.told("formula_not_saved")] == ["warning"]
    assert case.cohort["current_cp"] == 4


def test_a_total_without_a_result_below_many_rows_says_nothing():
    book, sheet = workbook()
    sheet["A7"], sheet["D7"] = "Total", "=COUNTA(D2:D5)"
    assert not Case(SourceFile("list.xlsx", saved(book))).told("formula_not_saved")


def test_formulas_that_another_program_was_to_work_out_have_no_results():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("CP list")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
            sheet.write_formula(number + 1, 3, "=TODAY()")
            sheet.write_formula(number + 1, 4, "=1+1", None, 2)
    assert marks(buffer.getvalue()).unsaved == {3: [2, 3, 4, 5, 6]}


def test_a_formula_whose_result_is_an_empty_text_has_one():
    empty = b'<c r="D2" t="str"><f>IF(1=1,"","x")</f><v></v></c>'

    def change(name, part):
        if name != "xl/worksheets/sheet1.xml":
            return part
        start = part.index(b'<c r="D2"')
        return part[:start] + empty + part[part.index(b"</c>", start) + 4 :]

    assert not marks(changed(with_formulas("=1"), change)).unsaved


@pytest.mark.parametrize(
    "piece",
    [
        b"<c ",
        b"<c><f>",
        b"<row ",
        b"<strike ",
        b"<c r='A1' s='1'>",
        b" hidden=",
        b" s='1'",
        b"<f><",
    ],
)
def test_the_search_takes_time_in_proportion_to_the_file(piece):
    took = []
    for count in (5_000, 40_000):
        sheet = SheetXml(b"<sheetData><row hidden=" + piece * count + b"></row>")
        start = process_time()
        found = [*sheet.hidden_rows(), *sheet.hidden_columns(), *sheet.unsaved(is_stale=False)]
        found += sheet.struck_rows(Struck(frozenset({b"1"}), frozenset({b"1"})), within=True)
        found += sheet.struck_rows(Struck(frozenset({b"1"}), frozenset()), within=False)
        took.append(process_time() - start)
    assert took[1] < 8 * 5 * max(took[0], 0.01)


def test_merged_cells_of_an_open_document_stand_in_each_row_that_they_cover():
    document = OpenDocumentSpreadsheet()
    table = Table(name="CP list")
    for cells in (["UPN", "Plan"], [UPNS[0], "CP"], [UPNS[1], None], [UPNS[2], "CIN"]):
        row = TableRow()
        for value in cells:
            about = {"numberrowsspanned": 2, "numbercolumnsspanned": 1} if value == "CP" else {}
            cell = CoveredTableCell() if value is None else TableCell(valuetype="string", **about)
            if value is not None:
                cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    (grid,) = open_files([SourceFile("list.ods", saved(document))], Findings(), lambda _: None)
    assert [row[1] for row in grid.rows] == ["Plan", "CP", "CP", "CIN"]
