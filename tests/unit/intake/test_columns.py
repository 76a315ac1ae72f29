import pytest

from cwsw.intake.columns import fold, is_never_read, likeness
from cwsw.tables.upload import ColumnRead, Severity
from tests.support.uploads import PUPILS, codes, column, problems_of, read

LEGAL = PUPILS.replace("Surname", "Legal Surname")


def test_fold():
    assert fold(" Admission\n DATE* ") == "admissiondate"
    assert fold("Attendance %") == "attendancepercent"


@pytest.mark.parametrize("heading", ["upn", " UPN ", "U P N", "UPN*"])
def test_case_spacing_and_stars_do_not_matter(heading):
    assert not read(pupils=PUPILS.replace("UPN", heading)).problems


def test_each_heading_and_what_it_was_read_as():
    upload = read(pupils=PUPILS.replace("Admission date", "Admission date,House"))
    assert ColumnRead("pupils", "Year group", "year_group") in upload.columns
    assert ColumnRead("pupils", "House", None) in upload.columns
    (note,) = problems_of(upload, "heading_not_read")
    assert note.severity is Severity.NOTE
    assert "House" in note.message


def test_a_missing_needed_heading_refuses_and_names_what_is_there():
    upload = read(plans="UPN,Plan,End date\nA1,CIN,01/01/2026\n")
    (problem,) = problems_of(upload, "heading_missing")
    assert upload.refused
    assert not upload.tables
    assert (problem.sheet, problem.column) == ("plans", "Start date")
    assert "UPN, Plan, End date" in problem.message


def test_a_near_heading_asks_and_the_heading_list_settles_it():
    upload = read(pupils=LEGAL)
    (problem,) = problems_of(upload, "needs_confirmation")
    assert upload.refused
    assert (problem.column, problem.value) == ("Surname", "Legal Surname")
    for key in ("legal surname", "Pupils!Legal Surname"):
        settled = read({key: "Surname"}, pupils=LEGAL)
        assert column(settled, "pupils", "surname") == ["Adams", "Brown", "Clark"]
        assert not settled.problems


def test_a_slip_in_an_optional_heading_asks_too():
    slip = PUPILS.replace("Admission date", "Admission date,Leaving dates")
    assert codes(read(pupils=slip)) == {"needs_confirmation"}
    assert not read({"Leaving dates": ""}, pupils=slip).refused
    assert not problems_of(read({"Leaving dates": "Leaving date"}, pupils=slip), "heading_not_read")


@pytest.mark.parametrize(
    "heading",
    ["KS1 Reading", "House", "SEN need", "Date of review", "Attendance", "Suspension days"],
)
def test_other_headings_are_left_alone(heading):
    upload = read(pupils=PUPILS.replace("Admission date", f"Admission date,{heading}"))
    assert codes(upload) == {"heading_not_read"}


@pytest.mark.parametrize(
    "heading",
    [
        "Home address",
        "Parent email",
        "Ethnicity",
        "Religion",
        "Category of abuse",
        "Social care notes",
    ],
)
def test_what_is_never_read_is_never_read(heading):
    given = PUPILS.replace("Admission date", f"Admission date,{heading}").replace(
        "7,01", "7,secret,01"
    )
    upload = read(pupils=given)
    assert is_never_read(heading)
    assert codes(upload) - {"row_misshapen", "cell_not_readable"} == {"never_read"}
    assert "secret" not in str(upload.tables["pupils"].to_pylist())


def test_a_heading_that_stands_twice_is_read_once():
    upload = read(pupils=PUPILS.replace("Admission date", "Admission date,UPN"))
    (problem,) = problems_of(upload, "heading_twice")
    assert problem.severity is Severity.WARNING
    assert column(upload, "pupils", "upn") == ["A1", "A2", "A3"]


def test_a_line_of_the_heading_list_that_fits_nothing_is_told():
    assert [p.value for p in problems_of(read({"Nobody": "UPN"}), "mapping_unused")] == ["Nobody"]


def test_cells_without_a_heading_are_told():
    given = PUPILS.replace("Admission date", "Admission date,").replace(
        "01/09/2024", "01/09/2024,x"
    )
    assert codes(read(pupils=given)) == {"heading_blank"}


def test_likeness_asks_for_the_same_numbers():
    assert likeness("KS1 Reading", "KS2 Reading") == 0
    assert likeness("Leaving dates", "Leaving date") > 0.9
