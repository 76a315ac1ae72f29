import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from tests.support.foreign import AVA, load
from tests.support.uploads import PUPILS, SCHOOL, codes, problems_of

WRONG = {
    "lesson": ("Time,Lesson/Event,Year Group,Event Type,Teacher,Marks\n9:00,Maths,7,Lesson,T,"
               "Present: 26 Absent: 1 Late: 0\n", "a report of lessons"),
    "timetable": ("Period,Monday,Tuesday,Wednesday,Thursday,Friday\n1,Ma,En,Sc,Ar,Pe\n",
                  "a timetable"),
    "class": ("Surname,Forename,Form\nAdams,Ava,7A\n", "a class list without UPNs"),
    "903": ("CHILD,DECOM,RNE,LS,CIN,PLACE\n1,01/01/2025,S,E1,N1,U1\n", "SSDA903"),
    "annex": ("Child Unique ID,Gender,CIN Start Date,Case Status,Allocated Team\n"
              "1,a) Male,01/01/2025,c) Child in need plan,x\n", "an Annex A list"),
    "referrals": ("UPN,CINreferralDate,CINclosureDate\nA801200001001,13/01/2025,\n", "referrals"),
    "staff": ("Staff code,Job title,Salary\n1,Teacher,1\n", "a list of staff"),
    "shopping": ("Milk,Eggs\n1,2\n", "not about pupils"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_report_is_named_with_what_to_export_instead(name):
    text, what = WRONG[name]
    upload = load(roll="", **{name: text})
    assert upload.refused
    assert "no_pupil_table" in codes(upload)
    (problem,) = problems_of(upload, "wrong_report")
    assert what in problem.message
    assert "export" in problem.message or "ask " in problem.message
    assert problem.file == f"{name}.csv"


@pytest.mark.parametrize("name", ["lesson", "903", "annex", "referrals"])
def test_beside_a_roll_it_is_a_warning_and_nothing_of_it_counts(name):
    upload = load(**{name: WRONG[name][0]})
    assert not upload.refused
    assert problems_of(upload, "wrong_report")
    assert set(upload.tables) == {"pupils"}


def test_last_years_register_is_told():
    register = "UPN,Date,Session,Mark\nA1,2025-06-16,AM,/\n"
    files = {"pupils": PUPILS, "school": SCHOOL, "marks": register}
    upload = read_in_process([SourceFile(f"{n}.csv", t.encode()) for n, t in files.items()])
    assert problems_of(upload, "last_years_data")


def test_a_pupil_list_without_a_year_group_asks_for_it_once():
    upload = load(roll=f"UPN,Legal Surname,First name,DOA\n{AVA},Adams,Ava,13/09/2024\n")
    assert upload.refused
    assert [q.path for q in upload.proposal.questions] == [("roll!Year group",)]
    assert not problems_of(upload, "cell_missing")
