"""Tables of web pages, as school systems save them under the name of an .xls file."""

import contextlib
import time

import pytest

from cwsw.intake import SourceFile, limits
from cwsw.intake.formats.web_tables import web_grids
from cwsw.intake.opening import open_files
from cwsw.intake.problems import FileRefusedError, Findings
from tests.support.cases import Case

HEAD = "<tr><th>UPN</th><th>Surname</th><th>Forename</th></tr>"
ROW = "<tr><td>W873402119001</td><td>Ashdown</td><td>Ada</td></tr>"


def grids(page):
    return web_grids("list.xls", "list", page)


def rows(page):
    (grid,) = grids(page)
    return [list(row) for row in grid.rows]


def seconds(page):
    start = time.process_time()
    with contextlib.suppress(FileRefusedError):
        grids(page)
    return time.process_time() - start


def test_entities_breaks_and_space_are_read_as_they_are_shown():
    page = f"<table>{HEAD}<tr><td> A1 <td>O&rsquo;Hare<br>Smith\n  <td>Zo&#235; <b>B</b></table>"
    assert rows(page)[1] == ["A1", "O’Hare\nSmith", "Zoë B"]


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("1&nbsp;234", "1234"),
        ("12&#8239;345,5", "12345,5"),
        ("&nbsp;370&nbsp;", "370"),
        ("178&nbsp;90", "178\u00a090"),
        ("Room&nbsp;101", "Room\u00a0101"),
    ],
)
def test_spaces_that_do_not_break_are_no_part_of_a_number(shown, read):
    assert rows(f"<table>{HEAD}<tr><td>{shown}<td>b<td>c</table>")[1][0] == read


def test_a_cell_over_several_rows_is_read_in_each_and_over_columns_in_the_first():
    page = f"""<table><tr><td colspan=3>List of plans</td></tr>{HEAD}
      <tr><td rowspan=2>A1</td><td rowspan=2 colspan=2>Ava</td></tr><tr></tr>
      <tr><td>A2</td><td>Ben</td><td>B</td></tr></table>"""
    assert rows(page) == [
        ["List of plans", "", ""],
        ["UPN", "Surname", "Forename"],
        ["A1", "Ava", ""],
        ["A1", "Ava", ""],
        ["A2", "Ben", "B"],
    ]
    (grid,) = grids(page)
    assert grid.across(0) == ["List of plans"] * 3


def test_lines_above_a_table_are_its_first_rows_and_each_table_is_a_sheet():
    page = f"""<h2>Child Protection</h2><p>As at 17/07/2026</p><table>{HEAD}{ROW}</table>
      <table><caption>Child in Need</caption>{HEAD}{ROW}</table><p>Printed by A. Clerk</p>"""
    first, second = grids(page)
    assert [row[0] for row in first.rows[:2]] == ["Child Protection", "As at 17/07/2026"]
    assert (first.sheet, first.first_row) == ("list", 1)
    assert (second.sheet, second.first_row) == ("list table 2", 5)
    assert [row[0] for row in second.rows] == [
        "Child in Need", "UPN", "W873402119001", "Printed by A. Clerk",
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["", HEAD])
def test_a_table_cut_into_pages_is_one(again):
    cells = ROW.replace("W87", "X87")
    (grid,) = grids(f"<table>{HEAD}{ROW}</table><table>{again}{cells}</table>")
    assert [row[0][:3] for row in grid.rows] == ["UPN", "W87", *(["UPN"] if again else []), "X87"]


def test_tables_for_the_layout_of_a_page_are_no_data():
    page = f"""<table><tr><td>Foxmoor School</td><td>17/07/2026</td></tr><tr><td colspan=2>
      <table><tr><td><table>{HEAD}{ROW}{ROW}</table></td></tr></table></td></tr>
      <tr><td>Page 1</td></tr></table>"""
    assert [row[0] for row in rows(page) if any(row)] == [
        "Foxmoor School", "UPN", "W873402119001", "W873402119001", "Page 1",
    ]  # fmt: skip


def test_a_small_table_within_a_cell_of_data_is_its_words():
    inner = "<table><tr><td>CP</td><td>01/02/2025</td></tr></table>"
    page = f"<table>{HEAD}<tr><td>A1</td><td>{inner}</td><td>Ava</td></tr></table>"
    assert rows(page)[1] == ["A1", "CP 01/02/2025", "Ava"]


def test_what_a_page_does_not_show_is_not_read():
    page = f"""<html><head><title>T</title><style>td {{}}</style></head><script>"<td>"</script>
      <table>{HEAD}<tr><td><span style="display:none">20250101</span>01/01/2025<td>b<td>c
      </table>"""
    assert rows(page)[1] == ["01/01/2025", "b", "c"]


def test_a_page_that_ends_within_its_table_is_read_and_told():
    page = f"<html><table>{HEAD}{ROW}{ROW}</table></html>"
    for data, codes in ((page, []), (page[: page.index("</table>") - 20], ["page_cut_short"])):
        findings = Findings()
        assert open_files([SourceFile("a.xls", data.encode())], findings, lambda _: None)
        assert [problem.code for problem in findings.problems()] == codes


def test_hidden_and_struck_rows_are_marked():
    page = f"""<p>Title</p><table>{HEAD}<tr style="display: none"><td>a<td>b<td>c</tr>
      <tr><td><s>a</s><td>b<td>c</tr>
      <tr><td style="text-decoration: line-through">a<td>b<td>c</table>"""
    (grid,) = grids(page)
    assert grid.marks.hidden_rows == {3}
    assert grid.marks.struck_rows == {4, 5}


def test_what_the_style_sheet_of_a_page_hides_or_strikes_is_marked():
    rules = ".xl1 {color: red}\n.xl2\n\t{text-decoration:line-through;}.gone{display:none}"
    style = f"<style>{rules}</style>"
    rows = "<tr><td class=xl1>a<td>b<td>c</tr><tr><td class='x xl2'>a<td>b<td>c</tr>"
    page = f"<html><head>{style}</head><table>{HEAD}{rows}<tr class=gone><td>a<td>b<td>c</table>"
    (grid,) = grids(page)
    assert (grid.marks.struck_rows, grid.marks.hidden_rows) == ({3}, {4})


@pytest.mark.parametrize(
    "page", ["<html><p>No table</p></html>", "<table><tr><td>UPN</td></tr></table>", "<table>"]
)
def test_a_page_without_rows_and_columns_has_no_sheet(page):
    assert grids(page) == []


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("<td colspan=1000>x", 2),
        ("<td colspan=99999999999>x", 2),
        ("<tr><td rowspan=65534 colspan=900>x<td>y", 20_000),
    ],
)
def test_spans_cannot_fill_the_machine(cell, count, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 100_000)
    with pytest.raises(FileRefusedError, match=r"too_many_columns|read_too_much"):
        grids(f"<table>{HEAD}<tr>{cell * count}")


HOSTILE = [
    "<table><tr><td>",
    "<table><tr><th>UPN<th>Name<tr><td>",
    "<div>",
    "<font>",
    "<b><i>",
    "<p><b>",
    "<!--",
    "<![CDATA[",
    "</td></table>",
    "&amp",
    "<td x='",
    "<s>",
    "<tr style='text-decoration",
    ".a{",
    ".a",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_take_time_in_proportion_to_their_length(piece):
    start = f"<table>{HEAD}{ROW}<tr><td>"
    small, large = (min(seconds(start + piece * n) for _ in range(2)) for n in (1_000, 8_000))
    assert large < 8 * 5 * max(small, 0.01)


@pytest.mark.parametrize("name", ["18_html_table.xls", "18b_spreadsheetml_2003.xls"])
def test_the_cases_are_read(name):
    case = Case(name, roll=None)
    assert not case.asked
    assert case.cohort == {"on_roll": 30, "other": 30}


def test_a_list_of_plans_as_a_web_page_counts():
    cells = "".join(
        f"<tr><td>{upn}</td><td>CP</td><td>2{n}/02/2025</td></tr>"
        for n, upn in enumerate(["W873402119001", "Z873402118002", "C873402117003"], 1)
    )
    page = (
        f"<h1>Plans</h1><table><tr><td>UPN</td><td>Plan</td><td>Start date</td></tr>{cells}</table>"
    )
    for encoding in ("utf-8", "utf-16", "utf-16-be", "cp1252"):
        case = Case(SourceFile("plans.xls", page.encode(encoding)))
        assert case.cohort["current_cp"] == 3


def test_a_page_saved_as_one_file_is_read():
    page = f"<html><body><table>{HEAD}{ROW}{ROW}</table></body></html>"
    data = (
        "MIME-Version: 1.0\nX-Document-Type: Workbook\n"
        'Content-Type: multipart/related; boundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{page}\n--b--\n"
    )
    (grid,) = open_files([SourceFile("plans.mht", data.encode())], Findings(), lambda _: None)
    assert (grid.sheet, [row[0] for row in grid.rows]) == ("plans", ["UPN", *["W873402119001"] * 2])
