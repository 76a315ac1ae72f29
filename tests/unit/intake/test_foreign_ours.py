"""Which sheets are our own, read to the letter, and which are foreign."""

import pytest

from tests.support.uploads import PUPILS, codes, column, problems_of, read

MORE = PUPILS.replace("Admission date", "Admission date,{}").replace("01/09/2024", "01/09/2024,{}")


@pytest.mark.parametrize(
    ("heading", "cell", "foreign"),
    [
        ("House", "Oak", False),
        ("Class", "7A", False),
        ("Notes", "x", False),
        ("CINreferralDate", "13/05/2024", False),
        ("Attendance", "", False),
        ("Attendance", "93.4", True),
        ("DOB", "13/05/2014", True),
        ("CPP start date", "13/05/2024", True),
    ],
)
def test_a_column_of_another_system_makes_a_sheet_foreign(heading, cell, foreign):
    upload = read(pupils=MORE.format(heading, cell))
    assert not upload.refused
    assert (upload.proposal is not None) is foreign
    assert column(upload, "pupils", "upn") == ["A1", "A2", "A3"]


def test_what_another_system_says_is_read():
    upload = read(pupils=MORE.format("Attendance", "93.4"))
    assert [str(v) for v in column(upload, "flat", "attendance_percent")][1:] == ["None", "None"]
    assert column(upload, "flat", "attendance_percent")[0] is not None


def test_a_sheet_beside_our_own_pupils_that_names_some_of_them_is_asked_about():
    from cwsw.intake import SourceFile
    from cwsw.intake.reading import read_in_process
    from tests.support.uploads import SCHOOL, book, rows_of

    sen = [["UPN", "SEN Status"], ["A1", "K"]]
    sheets = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS), "SEN list": sen}
    files = [SourceFile("ours.xlsx", book(sheets))]
    (question,) = read_in_process(files).proposal.questions
    assert question.key == "sheets/SEN list"
    assert [choice.answer for choice in question.options] == ["read", "not read"]
    left_out = read_in_process(files, {"sheets": {"SEN list": "not read"}})
    assert codes(left_out) == {"sheet_not_read"}
    assert column(left_out, "pupils", "sen") == [None, None, None]
    assert (
        column(read_in_process(files, {"sheets": {"SEN list": "read"}}), "pupils", "sen")[0] == "K"
    )
    beside = [SourceFile("ours.xlsx", book({k: v for k, v in sheets.items() if v is not sen}))]
    beside.append(SourceFile("SEN.csv", b"UPN,SEN Status\nA1,K\n"))
    assert column(read_in_process(beside), "pupils", "sen") == ["K", None, None]


def test_our_own_headings_below_a_title_are_found():
    text = "Placements of our pupils\n\nUPN,Kind,Start date\nA1,AP,13/05/2026\n"
    upload = read(placements=text)
    assert column(upload, "placements", "kind") == ["AP"]


def test_a_foreign_register_under_our_name():
    upload = read(register="UPN,Name,15/06/2026 AM,15/06/2026 PM,16/06/2026 AM\nA1,x,/,\\,N\n")
    assert len(column(upload, "register", "date")) == 2
    assert not problems_of(upload, "heading_missing")
