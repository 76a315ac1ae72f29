import tomllib
from pathlib import Path

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, fields, why_never
from cwsw.intake.exports.describe import mask
from cwsw.intake.reading import read_in_process
from cwsw.tables.proposal import Certainty
from tests.support.exports import EXPORTS
from tests.support.foreign import AVA, BEN, ROLL, decided, keys, load, read_as, with_column
from tests.support.uploads import PUPILS, SCHOOL, column, problems_of

DATA = Path(__file__).parents[3] / "cwsw/intake/data"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Legal Last Name", "surname"),
        ("PreferredFirstName", "forename"),
        ("Surname Forename", "full_name"),
        ("Unique Pupil Number", "upn"),
        ("Reg Group", "form"),
        ("DateOfEntry", "admission_date"),
    ],
)
def test_a_heading_of_another_system_stands_for_its_field(heading, field):
    assert aliases()[fold(heading)].field == field


def test_no_heading_stands_for_two_fields():
    seen = {}
    for name, about in tomllib.loads((DATA / "aliases.toml").read_text()).items():
        for heading in {fold(h) for s in Certainty for h in about.get(s.value, ())}:
            assert seen.setdefault(heading, name) == name, heading


def test_no_line_of_the_aliases_is_misspelt():
    known = {"label", "kind", *(sure.value for sure in Certainty)}
    for name, about in tomllib.loads((DATA / "aliases.toml").read_text()).items():
        assert about.keys() <= known, name


def test_no_alias_is_on_the_list_of_what_must_not_be_taken():
    never = tomllib.loads((DATA / "never.toml").read_text())["heading"]
    assert not {fold(h) for h in never} & aliases().keys()


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("CIN referral date", ("13/01/2026", "14/01/2026", "15/01/2026")),
        ("CINreferralDate", ("2026-01-13", "2026-01-14", "2026-01-15")),
        ("Known to children's social care?", ("Yes", "Yes", "No")),
        ("Known to children’s social care?", ("Yes", "Yes", "No")),
        ("ULN", ("1000000001", "1000000002", "1000000003")),
        ("Learner Code", ("L1", "L2", "L3")),
        ("Adno", ("001", "002", "003")),
        ("AcademicYear", ("2024/25", "2024/25", "2024/25")),
        ("Ever in Care", ("Y", "Y", "Y")),
        ("LookedAfterPremium", ("1", "1", "0")),
        ("FSMEver6", ("Y", "Y", "N")),
        ("EVERFSM_6", ("1", "1", "0")),
        ("FTE", ("1", "1", "0.5")),
        ("Maths Target", ("9", "9", "9")),
        ("Predicted Maths", ("9", "9", "9")),
        ("Social Worker", ("J. Doe", "", "")),
        ("ActiveReferral", ("1", "1", "1")),
        ("Home address", ("x", "y", "z")),
        ("SEN need", ("MLD", "SLCN", "")),
    ],
)
def test_headings_that_must_not_be_taken(heading, cells):
    upload = load(roll=with_column(heading, *cells))
    assert not upload.refused
    assert read_as(upload, heading) in (None, "academic_year")
    assert "plans" not in upload.tables
    assert upload.tables["pupils"].to_pylist() == load().tables["pupils"].to_pylist()
    (line,) = [c for c in upload.proposal.columns if c.heading == heading]
    assert line.why


def test_the_need_code_of_a_903_return_is_no_plan():
    text = "CHILD,DECOM,RNE,LS,CIN,PLACE,UPN\n1,01/01/2025,S,E1,N1,U1,A801200001001\n"
    upload = load(episodes=text)
    assert "plans" not in upload.tables
    (problem,) = problems_of(upload, "wrong_report")
    assert "SSDA903" in problem.message
    upload = load(roll=with_column("CIN", "N1", "N4", "N8"))
    assert read_as(upload, "CIN") is None or keys(upload)


def test_a_former_upn_is_never_the_upn():
    roll = ROLL.replace("UPN,", "FormerUPN,")
    upload = load(roll=roll)
    assert upload.refused


def test_of_two_sen_columns_the_one_with_codes_is_read():
    head, *rows = ROLL.strip().splitlines()
    lines = [f"{head},SEN status,SEN status"]
    words = ("SEN Support,K", "No SEN,N", "EHCP,E")
    lines += [f"{row},{more}" for row, more in zip(rows, words, strict=True)]
    upload = load(roll="\n".join(lines))
    assert column(upload, "pupils", "sen") == ["K", "N", "E"]
    assert "they differ in rows 2, 3 and 4" in decided(upload)


def test_a_heading_that_may_be_is_asked_and_the_answer_is_kept():
    roll = with_column("CIN", "Y", "", "")
    upload = load(roll=roll)
    assert upload.refused
    assert keys(upload) == {"headings/roll!CIN"}
    (question,) = upload.proposal.questions
    assert [o.answer for o in question.options] == ["CIN now", ""]
    yes = load({"headings": {"roll!CIN": "CIN now"}}, roll=roll)
    assert column(yes, "flat", "cin_now") == [True, False, False]
    no = load({"headings": {"roll!CIN": ""}}, roll=roll)
    assert "flat" not in no.tables
    assert no.proposal.as_mapping()["headings"]["roll!CIN"] == ""


def test_values_that_speak_against_a_heading():
    upload = load(roll=with_column("Attendance", "good", "93", "poor"))
    assert upload.refused
    (question,) = upload.proposal.questions
    assert (question.key, question.suggested) == ("headings/roll!Attendance", "")
    upload = load(roll=with_column("Gender", "7A", "7B", "7C"))
    assert read_as(upload, "Gender") is None


def test_a_column_of_upns_under_another_heading_is_asked():
    upload = load(roll=ROLL.replace("UPN,", "Pupil ref,"))
    assert keys(upload) == {"headings/roll!Pupil ref"}
    settled = load({"Pupil ref": "UPN"}, roll=ROLL.replace("UPN,", "Pupil ref,"))
    assert column(settled, "pupils", "upn")[:2] == [AVA, BEN]


def test_any_key_may_be_the_upn_where_a_person_says_so():
    roll = "Adno,Surname,Forename,Year,DOA\n001,Adams,Ava,7,13/09/2024\n"
    assert load(roll=roll).refused
    assert column(load({"Adno": "UPN"}, roll=roll), "pupils", "upn") == ["001"]


def test_three_masked_samples_and_how_sure():
    upload = load()
    lines = {c.heading: c for c in upload.proposal.columns}
    assert lines["Legal Surname"].samples == ("xxxxx",)
    assert lines["UPN"].samples == ("x999999999999",)
    assert lines["Year"].samples == ("Year 7", "Year 8")
    assert (lines["UPN"].sure, lines["UPN"].label) == (Certainty.SURE, "UPN")
    assert "Adams" not in str(upload.proposal)
    assert mask("O’Neil, Zoë 7") == "x’xxxx, xxx 9"


def test_runs_of_days_are_one_line():
    register = "UPN,01/06/2026 AM,01/06/2026 PM,02/06/2026 AM,15/06/2026 AM\n"
    upload = load(register=register + f"{AVA},/,\\,N,/\n")
    (line,) = [c for c in upload.proposal.columns if c.field == "day"]
    assert (line.count, line.label) == (4, "Register")
    assert line.heading == "01/06/2026 AM … 15/06/2026 AM"


def test_our_own_workbook_has_no_proposal():
    files = [SourceFile("pupils.csv", PUPILS.encode()), SourceFile("school.csv", SCHOOL.encode())]
    assert read_in_process(files).proposal is None


def test_our_own_sheets_ask_in_the_same_way():
    given = PUPILS.replace("Surname", "Legal Surname")
    files = [SourceFile("pupils.csv", given.encode()), SourceFile("school.csv", SCHOOL.encode())]
    (question,) = read_in_process(files).proposal.questions
    mapping = {question.section: {question.path[0]: question.suggested}}
    assert not read_in_process(files, mapping).refused


def test_every_field_has_a_label_of_its_own():
    labels = [field.label for field in fields().values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("heading", ["KS4 Progress", "A8 Predicted", "BTEC Sport", "FFT 20"])
def test_words_that_rule_a_heading_out(heading):
    assert why_never(heading)


def test_the_proposal_of_an_export_holds_no_name():
    export = EXPORTS[0]()
    upload = read_in_process([SourceFile(*file) for file in export.files])
    told = str(upload.proposal) + str(upload.problems)
    surnames = {p["surname"] for p in export.twin.tables["pupils"].to_pylist()}
    assert not [name for name in surnames if name in told and len(name) > 5]
