from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from cwsw.intake.workbook import empty_workbook, write_workbook
from cwsw.intake.workbook_examples import EXAMPLES, is_example
from cwsw.intake.workbook_text import PURPOSE, column_note
from cwsw.tables.schema import BY_NAME, TABLES, CellKind
from cwsw.tables.upload import SCHEMAS, School

SCHOOL = School("Elm School", "primary", "Somewhere", "123456", date(2026, 7, 17), True)


def table(name: str, *rows: dict) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])


def read(book: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name(sheet).to_python()


def opened(book: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(book))


@pytest.fixture(scope="module")
def empty() -> bytes:
    return empty_workbook()


def test_each_kind_of_cell_is_written_as_the_contract_says():
    book = write_workbook(
        SCHOOL,
        {
            "pupils": table(
                "pupils",
                {
                    "upn": "007",
                    "surname": "Aït",
                    "year_group": -1,
                    "fsm": True,
                    "eal": False,
                    "admission_date": date(2024, 9, 3),
                },
                {"upn": "008", "year_group": 7},
            ),
            "attendance": table(
                "attendance", {"upn": "007", "academic_year": 2025, "possible_sessions": 380}
            ),
            "wellbeing": table(
                "wellbeing", {"upn": "007", "instrument": "SDQ", "score": Decimal("11.5")}
            ),
        },
    )
    assert read(book, "School")[1] == [
        "Elm School",
        "primary",
        "Somewhere",
        "123456",
        date(2026, 7, 17),
        "Y",
    ]
    headings, first, second = read(book, "Pupils")
    row = dict(zip(headings, first, strict=True))
    assert row["UPN"] == "007"
    assert row["Year group"] == "N2"
    assert (row["FSM"], row["EAL"], row["Looked after"]) == ("Y", "N", "")
    assert row["Admission date"] == date(2024, 9, 3)
    assert second[headings.index("Year group")] == "7"
    assert read(book, "Attendance")[1][:3] == ["007", "2025/26", 380]
    assert read(book, "Wellbeing")[1][4] == 11.5
    assert opened(book)["Pupils"]["M2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1", "\r=1", "http://x.y"])
def test_no_text_ever_becomes_a_formula_or_a_link(text):
    book = write_workbook(SCHOOL, {"pupils": table("pupils", {"upn": text, "surname": text})})
    cell = opened(book)["Pupils"]["B2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert b"<f>" not in ZipFile(BytesIO(book)).read("xl/worksheets/sheet2.xml")


def test_a_missing_table_has_no_sheet_and_an_empty_one_its_headings():
    book = write_workbook(SCHOOL, {"exclusions": table("exclusions"), "pupils": table("pupils")})
    assert opened(book).sheetnames == ["School", "Pupils", "Exclusions"]
    assert read(book, "Exclusions") == [["UPN", "Type", "Start date", "Sessions", "Reason"]]


def test_the_flat_columns_stand_beside_the_pupil_they_belong_to():
    tables = {
        "pupils": table("pupils", {"upn": "a"}, {"upn": "b"}, {"upn": "c"}),
        "flat": table("flat", {"upn": "c", "cin_now": True}, {"upn": "a", "suspensions": 2}),
    }
    headings, *rows = read(write_workbook(SCHOOL, tables), "Pupils")
    cin, suspensions = headings.index("CIN now"), headings.index("Suspensions")
    assert [row[cin] for row in rows] == ["", "", "Y"]
    assert [row[suspensions] for row in rows] == [2, "", ""]


def test_the_same_content_gives_the_same_bytes():
    tables = {"pupils": table("pupils", {"upn": "a"})}
    assert write_workbook(SCHOOL, tables) == write_workbook(SCHOOL, tables)
    assert empty_workbook() == empty_workbook()


def test_a_date_before_spreadsheets_begin_is_written_as_text():
    pupils = table("pupils", {"upn": "a", "date_of_birth": date(1850, 2, 3)})
    assert read(write_workbook(SCHOOL, {"pupils": pupils}), "Pupils")[1][3] == "1850-02-03"


def test_the_empty_workbook_has_every_sheet_with_every_heading(empty):
    book = opened(empty)
    assert book.sheetnames == ["Notes", *(t.sheet for t in TABLES)]
    for t in TABLES:
        assert [cell.value for cell in book[t.sheet][1]] == [c.heading for c in t.columns]


def test_needed_headings_are_bold_and_every_heading_has_a_note(empty):
    book = opened(empty)
    for t in TABLES:
        for column, cell in zip(t.columns, book[t.sheet][1], strict=True):
            assert bool(cell.font.bold) == column.cell_needed
            assert cell.comment.text == column_note(t, column)


@pytest.mark.parametrize("t", [t for t in TABLES if t.name != "school"], ids=lambda t: t.name)
def test_the_one_example_row_is_whole_and_clearly_an_example(empty, t):
    headings, *rows = read(empty, t.sheet)
    assert len(rows) == 1
    assert is_example(rows[0])
    needed = [c.heading for c in t.columns if c.cell_needed]
    assert all(rows[0][headings.index(heading)] != "" for heading in needed)
    assert set(EXAMPLES[t.name]) <= {c.field for c in t.columns}
    for column in t.columns:
        value = EXAMPLES[t.name].get(column.field)
        assert not column.choices or value is None or value in column.choices


def test_the_empty_workbook_invents_no_school(empty):
    assert len(read(empty, "School")) == 1


def test_choices_flags_and_years_have_drop_down_lists(empty):
    book = opened(empty)
    for t in TABLES:
        lists = {
            str(rule.sqref)[:1]: rule.formula1
            for rule in book[t.sheet].data_validations.dataValidation
            if rule.type == "list"
        }
        for place, column in enumerate(t.columns):
            if column.kind in (
                CellKind.CHOICE,
                CellKind.FLAG,
                CellKind.YEAR_GROUP,
                CellKind.ACADEMIC_YEAR,
            ):
                values = lists[chr(ord("A") + place)].strip('"').split(",")
                assert not column.choices or values == list(column.choices)


def test_dates_are_checked_and_headers_stay_in_view(empty):
    book = opened(empty)
    kinds = {str(v.sqref): v.type for v in book["Plans"].data_validations.dataValidation}
    assert kinds["C2:C5001"] == "date"
    assert all(page.freeze_panes == "A2" for page in book)
    assert not any(page.merged_cells.ranges for page in book)


def test_the_notes_explain_every_sheet(empty):
    _, start, *rows = read(empty, "Notes")
    assert "EXAMPLE-" in start[1]
    assert [row[0] for row in rows] == [t.sheet for t in TABLES]
    assert all(cell for row in rows for cell in row)
    assert set(PURPOSE) == set(BY_NAME)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["EXAMPLE-1", "x"], True),
        ([None, " example-7 "], True),
        ([date(2026, 1, 1), "EXAMPLE-1 DSL"], True),
        (["A123", "an EXAMPLE-1", 5, None], False),
        (["EXAMPLE"], False),
    ],
)
def test_example_rows_are_known_by_any_cell(cells, expected):
    assert is_example(cells) is expected


def test_a_table_too_long_for_a_sheet_is_refused_in_words(monkeypatch):
    monkeypatch.setattr("cwsw.intake.workbook._MAX_ROWS", 1)
    pupils = table("pupils", {"upn": "a"}, {"upn": "b"})
    with pytest.raises(ValueError, match="more rows than a sheet can hold"):
        write_workbook(SCHOOL, {"pupils": pupils})
