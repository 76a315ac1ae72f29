"""One table decides how grave a problem is, and no note can hide a figure, a plan or a child."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile, severity
from cwsw.intake.problems import CODES, Findings, Place
from cwsw.intake.reading import read_in_process
from cwsw.measures.count import count
from cwsw.store import Workspace
from cwsw.tables.upload import Severity
from tests.support.uploads import PUPILS, SCHOOL, book, codes, read, rows_of

ROOT = Path(__file__).parents[3]
NOTES = sorted(code for code in CODES if severity.least(code) is Severity.NOTE)

PLANS = "UPN,Plan,Start date,End date\nA1,CIN,01/02/2025,\nA2,CP,01/03/2025,01/05/2025\n"
FOREIGN = (
    "UPN,Legal Surname,Legal Forename,DOB,Year,Date of Admission,CP start\n"
    "A1,Adams,Ava,13/01/2014,7,01/09/2024,14/02/2025\n"
    "A2,Brown,Ben,14/01/2013,8,01/09/2023,\n"
    "A3,Clark,Cai,15/01/2012,9,01/09/2022,\n"
)
PERCENT = PUPILS.replace("Admission date", "Admission date,Attendance %")


def own(**texts):
    return read(**{"plans": PLANS, **texts})


def foreign(text, name="roll"):
    files = {f"{name}.csv": text, "School.csv": SCHOOL}
    return read_in_process([SourceFile(n, t.encode()) for n, t in files.items()])


def with_empty_sheet(sheets):
    return read_in_process([SourceFile("book.xlsx", book(sheets))])


def percent(*cells):
    head, *rows = PERCENT.splitlines()
    return own(pupils="\n".join([head, *(f"{r},{c}" for r, c in zip(rows, cells, strict=True))]))


def suspensions(*cells):
    head, *rows = PUPILS.replace("Admission date", "Admission date,Suspensions").splitlines()
    return own(pupils="\n".join([head, *(f"{r},{c}" for r, c in zip(rows, cells, strict=True))]))


BOOK = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS), "Plans": rows_of(PLANS)}

EXAMPLES = {
    "blank_is_none": lambda: (suspensions("1", "", "0"), suspensions("1", "0", "0")),
    "example_row": lambda: (own(plans=PLANS + "EXAMPLE-1,CP,15/01/2024,\n"), own()),
    "heading_not_read": lambda: (
        own(plans=PLANS.replace("\n", ",Oak\n").replace("date,Oak", "date,House")),
        own(),
    ),
    "never_read": lambda: (
        own(plans=PLANS.replace("\n", ",Neglect\n").replace("date,Neglect", "date,Abuse category")),
        own(),
    ),
    "rows_skipped": lambda: (
        foreign("Foxglove School\n\n" + FOREIGN + "\nTotal,3\n"),
        foreign(FOREIGN),
    ),
    "sheet_empty": lambda: (with_empty_sheet(BOOK | {"Sheet2": []}), with_empty_sheet(BOOK)),
    "sheet_not_read": lambda: (
        with_empty_sheet(BOOK | {"Key": [["Colour", "Meaning"], ["Red", "Late"]]}),
        with_empty_sheet(BOOK),
    ),
    "upn_check_letter": lambda: (
        foreign(FOREIGN.replace("A1,", "A801200001002,")),
        foreign(FOREIGN.replace("A1,", "H801200001001,")),
    ),
    "read_as": lambda: (foreign(FOREIGN), own(plans="UPN,Plan,Start date\nA1,CP,14/02/2025\n")),
    "read_as_decimals": lambda: (percent('"95,5"', '"85"', '"40,0"'), percent("95.5", "85", "40")),
    "read_as_fractions": lambda: (percent("0.95", "0.85", "0.4"), percent("95%", "85%", "40%")),
    "same_row": lambda: (own(plans=PLANS + "A1,CIN,01/02/2025,\n"), own()),
}
"""A code that may be a note -> an upload with the note, and one without what it speaks of."""


def figures(upload):
    assert not upload.refused, [p.message for p in upload.problems]
    workspace = Workspace.load(upload, None)
    answer = cohort_counts(workspace).as_dict(), count(workspace)
    workspace.close()
    return answer


def test_the_table_names_every_code_once():
    named = Counter(code for codes in severity._CODES.values() for code in codes)
    assert set(named) == set(CODES)
    assert max(named.values()) == 1


@pytest.mark.parametrize("code", sorted(CODES))
def test_no_code_is_reported_as_lighter_than_what_depends_on_it(code):
    findings = Findings()
    findings.note(code, Place(), "Text.", "Effect.")
    (problem,) = findings.problems()
    assert problem.severity is severity.LEAST[severity.DEPENDS[code]]


def test_a_report_may_be_graver_than_its_code():
    findings = Findings()
    findings.error("cell_missing", Place(), "Text.", "Effect.")
    findings.error("sheet_not_read", Place(), "Text.", "Effect.")
    assert {problem.severity for problem in findings.problems()} == {Severity.ERROR}


def test_what_depends_decides_and_only_nothing_gives_a_note():
    assert {d for d, least in severity.LEAST.items() if least is Severity.NOTE} == {
        severity.Depends.NOTHING,
        severity.Depends.FIXED_RULE,
    }


def test_every_code_that_may_be_a_note_has_an_example():
    assert sorted(EXAMPLES) == NOTES


@pytest.mark.parametrize("code", NOTES)
def test_a_note_hides_no_figure_no_plan_and_no_child(code):
    noted, plain = EXAMPLES[code]()
    assert code in codes(noted)
    assert code not in codes(plain)
    assert figures(noted) == figures(plain)


def calls():
    """Method name, code and source of every report in the intake room with a literal code."""
    for path in (ROOT / "cwsw/intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and first.value in CODES:
                    yield node.func.attr, first.value, ast.unparse(node)


def test_the_source_says_note_only_of_what_may_be_one():
    noted = {code for method, code, _ in calls() if method == "note"}
    assert "sheet_empty" in noted
    assert noted <= set(NOTES)


def test_no_figure_changes_is_said_only_where_nothing_depends():
    said = {code for _, code, source in calls() if "NO_CHANGE" in source}
    assert "never_read" in said
    assert {severity.DEPENDS[code] for code in said} == {severity.Depends.NOTHING}
