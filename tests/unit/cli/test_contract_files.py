"""What is one upload, whatever files it comes in (contract sections 1, 5 and 6)."""

import csv
import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from cwsw.cli.answers import measures_object
from cwsw.intake import SourceFile, read_files
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.schema import TABLES
from cwsw.tables.upload import SCHEMAS, School, Severity, Upload
from tests.support.answers import HEAD, PLAN_HEAD, SCHOOL, cohort, measured, pupils
from tests.support.books import workbook
from tests.support.uploads import codes, problems_of

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "sample"
PLANS = [PLAN_HEAD, ("A1", "CIN", date(2024, 1, 1), None)]


def text(rows):
    """The rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode()


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(files):
    return read_in_process([SourceFile(name, data) for name, data in files.items()])


def answer(upload):
    workspace = Workspace.load(upload)
    found_figures = measures_object(summarise(workspace))
    workspace.close()
    return found_figures


PARTS = {
    "pupils.csv": text(pupils((), ())),
    "plans.csv": text(PLANS),
    "school.csv": text(SCHOOL),
}
BOOK = workbook({"Pupils": pupils((), ()), "Plans": PLANS, "School": SCHOOL})


@pytest.mark.parametrize(
    "files",
    [
        {"one.xlsx": BOOK},
        {"wrong name.csv": BOOK},
        PARTS,
        {name.upper(): data for name, data in reversed(PARTS.items())},
        {"all.zip": zipped(PARTS)},
        {"all.zip": zipped({f"folder/{name}": data for name, data in PARTS.items()})},
        {"all.zip": zipped({"inside.xlsx": BOOK})},
        {
            "a.xlsx": workbook({"Pupils": pupils((), ())}),
            "plans.csv": PARTS["plans.csv"],
            "rest.zip": zipped({"school.csv": PARTS["school.csv"]}),
        },
        {"pupils.csv": PARTS["pupils.csv"].decode().encode("utf-16")}
        | {name: PARTS[name] for name in ("plans.csv", "school.csv")},
        {name: data.replace(b",", b";") for name, data in PARTS.items()},
    ],
)
def test_the_same_tables_in_other_files_are_the_same_upload(files):
    upload = read(files)
    assert not upload.problems
    assert {name: (c.read, c.kept) for name, c in upload.counts.items()} == {
        "pupils": (2, 2),
        "plans": (1, 1),
        "school": (1, 1),
    }
    assert cohort(answer(upload)) == {
        "on_roll": 2,
        "cwsw": 1,
        "current_cin": 1,
        "while_on_roll": 1,
        "other": 1,
    }


@pytest.mark.parametrize("name", ["export.csv", "School.csv", "Plans.csv", "Pupils.csv", "x.csv"])
def test_the_flat_sheet_may_have_any_name(name):
    rows = pupils(("Y",), ("N",), headings=("CIN now",))
    upload = read({name: text(rows), "the/school.csv": PARTS["school.csv"]})
    assert not upload.problems
    assert cohort(answer(upload))["current_cin"] == 1


def test_headings_in_any_case_and_spacing():
    rows = [tuple(f" {h.upper().replace(' ', '   ')} " for h in HEAD), *pupils(())[1:]]
    plans = [("upn", "PLAN", "start DATE", "Enddate"), *PLANS[1:]]
    school = [("NAME", "phase", "AS  AT"), ("Hill", "Secondary", "2026-07-17")]
    upload = read({"a.xlsx": workbook({"pupils ": rows, "PLANS": plans, " school": school})})
    assert not upload.problems
    assert cohort(answer(upload))["current_cin"] == 1


@pytest.mark.parametrize(
    ("table", "heading"),
    [(t, c.heading) for t in TABLES for c in t.columns if c.heading_needed],
)
def test_a_starred_heading_that_is_missing_refuses_the_file(table, heading):
    kept = [c.heading for c in table.columns if c.heading != heading]
    sheets = {"Pupils": pupils(()), "School": SCHOOL} | {table.sheet: [kept]}
    upload = read({"a.xlsx": workbook(sheets)})
    assert upload.refused
    assert codes(upload) & {"heading_missing", "needs_confirmation", "no_pupil_table"}


@pytest.mark.parametrize("table", [t for t in TABLES if t.name not in ("pupils", "school")])
def test_a_sheet_with_headings_alone_is_supplied_and_a_blank_one_is_not(table):
    sheets = {"Pupils": pupils(()), "School": SCHOOL}
    empty = read({"a.xlsx": workbook(sheets | {table.sheet: [[c.heading for c in table.columns]]})})
    assert not empty.problems
    assert empty.tables[table.name].num_rows == 0
    blank = read({"a.xlsx": workbook(sheets | {table.sheet: []})})
    assert codes(blank) == {"sheet_empty"}
    assert table.name not in blank.tables


def test_an_empty_exclusions_sheet_is_a_true_nought():
    sheets = {"Pupils": pupils((), ()), "Plans": PLANS}
    none = [("UPN", "Type", "Start date")]
    keys = [m["key"] for m in measured(sheets | {"Exclusions": none})["measures"]]
    assert keys == ["suspended", "permanently_excluded"]
    assert measured(sheets)["measures"] == []


def test_row_numbers_are_the_spreadsheets():
    rows = [HEAD, (None,), *pupils((), year="x")[1:]]
    (problem,) = problems_of(read({"a.xlsx": workbook({"Pupils": rows, "School": SCHOOL})}), _BAD)
    assert (problem.severity, problem.sheet, problem.row) == (Severity.ERROR, "Pupils", 3)
    lines = b"UPN,Surname,Forename,Year group,Admission date\n\nA1,a,b,x,\n"
    (problem,) = problems_of(read({"pupils.csv": lines, "school.csv": PARTS["school.csv"]}), _BAD)
    assert problem.row == 3


_BAD = "cell_not_readable"


@pytest.mark.parametrize("name", ["primary", pytest.param("secondary", marks=pytest.mark.long)])
def test_the_order_of_rows_columns_sheets_and_files_never_matters(name):
    data = (SAMPLES / f"{name}.xlsx").read_bytes()
    order = random.Random(7)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    files = {}
    for sheet in order.sample(book.sheet_names, len(book.sheet_names)):
        head, *rows = book.get_sheet_by_name(sheet).to_python()
        order.shuffle(rows)
        columns = order.sample(range(len(head)), len(head))
        for number, part in enumerate((rows[::2], rows[1::2])):
            if part:
                moved = [[row[c] for c in columns] for row in (head, *part)]
                files[f"{sheet}{' (1)' * number}.csv"] = text(moved)
    assert answer(read(files)) == answer(read({"all.xlsx": data}))


def test_the_child_process_gives_the_same_answer():
    upload = read_files([SourceFile("a.xlsx", BOOK)])
    assert answer(upload) == answer(read({"a.xlsx": BOOK}))


def test_a_table_without_rows_has_the_types_of_one_with_rows():
    shape = "select table_name, column_name, data_type from information_schema.columns order by all"

    def shapes(tables):
        workspace = Workspace.load(Upload(School(as_at=date(2026, 7, 17)), tables))
        with workspace.cursor() as cursor:
            return cursor.execute(shape).fetchall()

    one_row = {name: pa.Table.from_pylist([{}], schema) for name, schema in SCHEMAS.items()}
    assert {table.num_rows for table in one_row.values()} == {1}
    assert shapes({}) == shapes(one_row)


@pytest.mark.parametrize("headings", [("UPN", "AM", "PM"), ("UPN", "Monday", "Tuesday")])
def test_a_sheet_of_our_name_beside_our_pupils_is_never_left_out_without_a_refusal(headings):
    sheets = {"Pupils": pupils(()), "School": SCHOOL, "Register": [headings, ("A1", "/", "/")]}
    upload = read({"a.xlsx": workbook(sheets)})
    assert upload.refused
    assert [p.column for p in problems_of(upload, "heading_missing")] == ["Date"]


def test_a_file_of_our_name_with_some_of_our_headings_and_no_others_is_refused():
    files = {"pupils.csv": PARTS["pupils.csv"], "school.csv": PARTS["school.csv"]}
    upload = read(files | {"register.csv": text([("UPN", "AM", "PM"), ("A1", "/", "/")])})
    assert upload.refused
    assert [p.column for p in problems_of(upload, "heading_missing")] == ["Date"]
