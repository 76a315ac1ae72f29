"""Workbooks in the XML of Excel 2003, and other XML files, named for what they are."""

from datetime import date, datetime

import pytest

from cwsw.intake import SourceFile, limits
from cwsw.intake.formats.xml_kinds import xml_kind
from cwsw.intake.formats.xml_workbook import xml_workbook_grids
from cwsw.intake.problems import FileRefusedError, Findings
from cwsw.intake.reading import read_in_process
from cwsw.intake.sniff import Format
from tests.support.cases import Case
from tests.support.uploads import PUPILS, SCHOOL, problems_of

START = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
STYLES = (
    '<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style>'
    '<Style ss:ID="s2" ss:Parent="s1"/><Style ss:ID="s3"><Font ss:Bold="1"/></Style></Styles>'
)


def cell(value, kind="String", **about):
    attributes = "".join(f' ss:{name}="{v}"' for name, v in about.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{value}</Data></Cell>'


def workbook(*rows, more="", end=""):
    table = f"<Table>{more}{''.join(rows)}</Table>"
    return f'{START}{STYLES}<Worksheet ss:Name="CP list">{table}{end}</Worksheet></Workbook>'


def read(text, findings=None):
    return xml_workbook_grids("list.xls", text.encode(), findings or Findings())


def test_cells_are_read_as_the_kind_they_state():
    row = "".join(
        (
            cell("Zo&#235; &amp; Co"),
            cell("7", "Number"),
            cell("2014-01-31T00:00:00.000", "DateTime"),
            cell("2014-01-31T08:30:00.000", "DateTime"),
            cell("1", "Boolean"),
            cell("#N/A", "Error"),
            cell("seven", "Number"),
        )
    )
    (grid,) = read(workbook(f"<Row>{row}</Row>"))
    days = [date(2014, 1, 31), datetime(2014, 1, 31, 8, 30)]  # noqa: DTZ001
    assert [*grid.rows[0]] == ["Zoë & Co", 7.0, *days, True, "#N/A", "seven"]
    assert grid.sheet == "CP list"


def test_places_that_are_stated_are_kept():
    (grid,) = read(
        workbook(
            f"<Row>{cell('A1', Index=2)}{cell('x', Index=4)}</Row>",
            f'<Row ss:Index="4">{cell("A4", MergeDown=1, MergeAcross=1)}{cell("y")}</Row>',
            "<Row/>",
        )
    )
    assert [list(row) for row in grid.rows] == [
        ["", "A1", "", "x"],
        [""] * 4,
        [""] * 4,
        ["A4", "", "y", ""],
        ["A4", "", "", ""],
    ]


def test_comments_are_no_text_of_a_cell():
    note = (
        '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">Ask mother</ss:Data></Comment>'
    )
    row = f"<Row>{cell('A1').replace('</Cell>', note + '</Cell>')}{cell('b')}</Row>"
    (grid,) = read(workbook(row))
    assert [*grid.rows[0]] == ["A1", "b"]


def test_hidden_struck_and_unsaved_are_marked():
    (grid,) = read(
        workbook(
            f"<Row>{cell('a')}</Row>",
            f'<Row ss:Hidden="1">{cell("b")}</Row>',
            f"<Row>{cell('c', StyleID='s2')}{cell('d', StyleID='s3')}</Row>",
            '<Row><Cell ss:Formula="=A1"/></Row>',
            more='<Column/><Column ss:Hidden="1" ss:Span="1"/>',
            end="<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>",
        )
    )
    assert grid.marks.hidden_rows == {2}
    assert grid.marks.struck_rows == {3}
    assert grid.marks.hidden_columns == {1, 2}
    assert grid.marks.unsaved == {0: [4]}
    assert grid.hidden


def test_a_long_gap_is_told(monkeypatch):
    monkeypatch.setattr(limits, "BLANK_ROWS_END", 20)
    findings = Findings()
    rows = f"<Row>{cell('a')}</Row>", f'<Row ss:Index="30">{cell("far")}</Row>'
    (grid,) = read(workbook(*rows), findings)
    assert len(grid.rows) == 1
    assert [(p.code, p.row) for p in findings.problems()] == [("rows_after_gap", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (workbook("<Row>" + cell("x", MergeAcross=900) * 2 + "</Row>"), "too_many_columns"),
        (workbook("<Row>" + cell("x", Index=99999) + "</Row>"), "too_many_columns"),
        (workbook("<Row>")[:-40], "file_damaged"),
        (
            '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
            + workbook(f"<Row>{cell('&b;')}</Row>").partition("?>")[2],
            "archive_unsafe",
        ),
        (
            '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + workbook(f"<Row>{cell('&x;')}</Row>").partition("?>")[2],
            "archive_unsafe",
        ),
    ],
)
def test_hostile_workbooks_are_refused(text, code):
    with pytest.raises(FileRefusedError, match=code):
        read(text)


KINDS = [
    ("<CTfile><Header/></CTfile>", Format.TRANSFER_FILE),
    (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection>"
        "</CollectionDetails></Header></Message>",
        Format.CIN_CENSUS,
    ),
    ('<Message xmlns="urn:x"><CINinfo/></Message>', Format.CIN_CENSUS),
    ("<Message><Children><Child><CINdetails/></Child></Children></Message>", Format.CIN_CENSUS),
    (
        "<Message><Header><CollectionDetails><Collection>School Census</Collection>",
        Format.SCHOOL_CENSUS,
    ),
    ("<Message><CollectionDetails><Collection>SC</Collection>", Format.SCHOOL_CENSUS),
    ("<Message><CollectionDetails><Collection>CLA</Collection>", Format.LOOKED_AFTER_RETURN),
    (
        "<Message><CollectionDetails><Collection>School Workforce</Collection>",
        Format.OTHER_RETURN,
    ),
    ("<pupils><pupil/></pupils>", Format.XML),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
@pytest.mark.parametrize(
    "start", ["", '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by x -->']
)
def test_returns_are_named_for_what_they_are(text, kind, start):
    data = (start + text).encode()
    assert xml_kind(data) is kind
    upload = read_in_process(
        [
            SourceFile("return.xml", data),
            SourceFile("pupils.csv", PUPILS.encode()),
            SourceFile("school.csv", SCHOOL.encode()),
        ]
    )
    assert not upload.refused
    (problem,) = problems_of(upload, "file_wrong_kind")
    assert kind.value in problem.message
    assert ".xlsx or .csv" in problem.message


def test_the_case_of_a_transfer_file_is_named():
    (problem,) = Case("71_ctf.xml").told("file_wrong_kind")
    assert "Common Transfer File" in problem.message
