"""A marked copy of an upload: bad cells are said, and after mending it gives the clean figures."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from cwsw.intake import SourceFile, read_files
from cwsw.intake.annotated_workbook import marked_workbook
from cwsw.intake.as_read import TO_MEND
from cwsw.intake.reading import read_in_process
from tests.support.uploads import book, codes

HEAD = ["UPN", "Legal Surname", "Legal Forename", "DOB", "Year taught in", "Date of Admission"]
PUPIL = ["A801200001001", "Adams", "Ava", "02/03/2012", "Year 9", "01/09/2023"]
OTHER = ["B801200005001", "Brown", "Ben", "17/04/2011", "Year 9", "soon"]
LIST = [["Roll"], [], [*HEAD, "Home address"], [*PUPIL, "1 High Street"], [*OTHER, "2 Low Road"]]


def upload(*sheets):
    files = [SourceFile(f"{name}.xlsx", book({name: rows})) for name, rows in sheets]
    return read_in_process(files)


def opened(data):
    return load_workbook(BytesIO(data))


def read_again(made):
    out = BytesIO()
    made.save(out)
    return read_in_process([SourceFile("mended.xlsx", out.getvalue())])


def test_the_bad_cell_is_coloured_and_its_row_says_why():
    page = opened(marked_workbook(upload(("Roll", LIST))))["Roll"]
    assert page["F5"].value == "soon"
    assert page["F5"].fill.fgColor.rgb == "FFFFE08A"
    assert page["F4"].fill.fgColor.rgb != "FFFFE08A"
    assert page["H3"].value == TO_MEND
    assert "soon" in page["H5"].value
    assert page["H4"].value is None


def test_what_is_never_read_is_not_given_back():
    page = opened(marked_workbook(upload(("Roll", LIST))))["Roll"]
    assert page["G3"].value == "Home address"
    assert page["G4"].value is None
    assert page["G5"].value is None


def test_mended_and_uploaded_it_gives_what_a_clean_file_gives():
    made = opened(marked_workbook(upload(("Roll", LIST))))
    made["Roll"]["F5"].value = "01/09/2022"
    again = read_again(made)
    assert not again.refused
    assert "cell_not_readable" not in codes(again)
    assert again.tables["pupils"]["admission_date"].to_pylist()[1] == date(2022, 9, 1)


def test_marked_twice_it_still_has_one_column_of_marks():
    first = marked_workbook(upload(("Roll", LIST)))
    again = read_in_process([SourceFile("marked.xlsx", first)])
    page = opened(marked_workbook(again))["Roll"]
    assert [cell.value for cell in page[3]].count(TO_MEND) == 1


def test_every_sheet_of_the_upload_is_in_it():
    plans = [["UPN", "Plan type", "Plan start"], ["A801200001001", "CIN", date(2025, 1, 8)]]
    made = opened(marked_workbook(upload(("Roll", LIST), ("Plans list", plans))))
    assert made.sheetnames == ["Roll", "Plans list"]
    assert made["Plans list"]["C2"].value.date() == date(2025, 1, 8)


def test_sheets_of_one_name_and_odd_names_are_told_apart():
    files = [
        SourceFile("7/a.csv", b"UPN,Surname,Forename,NC Year,DOB\nA801200001001,A,B,7,x\n"),
        SourceFile("8/a.csv", b"UPN,Surname,Forename,NC Year,DOB\nB801200005001,C,D,8,x\n"),
    ]
    names = opened(marked_workbook(read_in_process(files))).sheetnames
    assert len({name.casefold() for name in names}) == 2


def test_an_upload_without_a_bad_cell_is_not_kept():
    clean = upload(("Roll", [HEAD, PUPIL]))
    assert clean.as_read == b""
    assert marked_workbook(clean) == b""


def test_it_comes_through_the_reading_process():
    found = read_files([SourceFile("Roll.xlsx", book({"Roll": LIST}))])
    assert opened(marked_workbook(found)).sheetnames == ["Roll"]


def test_a_formula_in_a_cell_stays_text():
    text = b"UPN,Surname,Forename,NC Year,DOB\nA801200001001,=1+1,B,7,x\n"
    page = opened(marked_workbook(read_in_process([SourceFile("a.csv", text)])))["a"]
    assert page["B2"].data_type == "s"
    assert page["B2"].value == "=1+1"
