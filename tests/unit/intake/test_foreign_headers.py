import pytest

from cwsw.intake.exports.headers import day_of, find_header
from tests.support.foreign import AVA, ROLL, load, skipped
from tests.support.uploads import codes, column, problems_of

HEAD, *BODY = ROLL.strip().splitlines()
WIDTH = HEAD.count(",")


def sheet(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_title_rows_are_skipped_and_told():
    upload = load(roll=sheet("Foxglove School", "Pupil list", "", ROLL))
    assert skipped(upload) == ["We skipped rows 1–3: title."]
    assert [p.row for p in problems_of(upload, "rows_skipped")] == [1]
    assert upload.counts["pupils"].kept == 3


def test_names_of_the_report_writer():
    upload = load(roll=sheet("Textbox132,Textbox29,Textbox3", ROLL))
    assert skipped(upload) == ["We skipped row 1: names of the report writer."]


@pytest.mark.parametrize("words", [["Required", "Optional"], ["Text", "dd/mm/yyyy"]])
def test_guidance_above_or_below(words):
    row = ",".join((words * 9)[: WIDTH + 1])
    for lines in ((row, HEAD, *BODY), (HEAD, row, *BODY)):
        upload = load(roll=sheet(*lines))
        assert column(upload, "pupils", "surname") == ["Adams", "Brown", "Clark"]
        (told,) = skipped(upload)
        assert "guidance" in told


def test_totals_footers_lines_of_text_and_headings_again():
    lines = [HEAD, *BODY[:2], "Pupils of the other house follow on this page", HEAD, BODY[2]]
    lines += ["Total,3,,,,,", "", "Printed on 17/07/2026"]
    upload = load(roll=sheet(*lines))
    assert upload.counts["pupils"].kept == 3
    assert skipped(upload) == [
        "We skipped row 5: the headings or the title again.",
        "We skipped row 4: a line of text.",
        "We skipped row 7: totals or a footer.",
        "We skipped row 9: totals or a footer.",
    ]


def test_rows_keep_the_numbers_of_the_spreadsheet():
    upload = load(roll=sheet("Title", "", HEAD, BODY[0].replace("13/05/2014", "?"), *BODY[1:]))
    assert [(p.row, p.column) for p in problems_of(upload, "cell_not_readable")] == [(4, "DOB")]


def test_a_pupil_is_not_taken_for_a_footer():
    upload = load(roll=ROLL.replace("Adams", "Count").replace("Brown", "Page"))
    assert column(upload, "pupils", "surname") == ["Count", "Page", "Clark"]
    plans = "Name,DOB,Plan,Start date\nTotal Ava,13/05/2014,CIN,13/05/2024\n"
    assert "totals" not in " ".join(skipped(load(plans=plans)))


def test_headings_only():
    upload = load(roll=HEAD + "\n")
    assert upload.refused
    assert "no_pupils" in codes(upload)


def test_blank_columns_and_rows():
    lines = [f",{line},," for line in (HEAD, BODY[0], "", *BODY[1:])]
    assert column(load(roll=sheet(*lines)), "pupils", "upn")[0] == AVA


def test_a_row_of_marks_is_no_header():
    rows = [["UPN", "Name", "AM", "PM"], ["A1", "x", "/", "L"], ["A2", "y", "/", "\\"]]
    assert find_header(rows, lambda _: False) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon 02/09/2024 AM", ("Mon 02/09/2024", "AM")),
        ("02/09/2024 (PM)", ("02/09/2024", "PM")),
        ("2024-09-02", ("2024-09-02", "")),
        ("AM", ("", "")),
        ("Week 3", ("", "")),
    ],
)
def test_days_as_headings(text, expected):
    assert day_of(text) == expected


def test_another_table_below_is_a_table_of_its_own():
    upload = load(roll=sheet(HEAD, *BODY, "", "Support", "UPN,SEN", f"{AVA},K"))
    assert upload.counts["pupils"].kept == 3
    assert column(upload, "pupils", "sen") == ["K", None, None]


def test_tables_beyond_the_most_that_are_read_are_told():
    tables = ["UPN,SEN", f"{AVA},K", "UPN,FSM", f"{AVA},Y"] * 25
    upload = load(roll=sheet(HEAD, *BODY, *tables))
    (problem,) = problems_of(upload, "rows_after_headings")
    assert problem.row == 83


def test_a_sheet_may_be_left_out():
    sen = "UPN,SEN\nA801200001001,K\n"
    assert column(load(sen=sen), "pupils", "sen")[0] == "K"
    upload = load({"sheets": {"sen": "not read"}}, sen=sen)
    assert column(upload, "pupils", "sen")[0] is None
