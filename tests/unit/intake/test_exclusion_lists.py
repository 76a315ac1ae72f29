"""Lists of suspensions: what is internal or taken back does not count, or is asked, and is told."""

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.exports import exclusion_words as words
from tests.support.cases import Case, case_file, csv_file
from tests.support.made import children

PUPILS = [line.split(",")[0] for line in case_file("base/roll.csv").data.decode().splitlines()[1:]]
HEAD = "UPN,Type,Start date,Days"


def exclusions(*rows, head=HEAD, name="exclusions.csv", mapping=None):
    """A list of one row for each of the first pupils, the UPN put before it."""
    lines = [head, *(f"{upn},{row}" for upn, row in zip(PUPILS, rows, strict=False))]
    return Case(SourceFile(name, "\n".join(lines).encode()), mapping=mapping)


def numbers(case):
    """How many pupils have a suspension that counts, and how many a permanent exclusion."""
    assert not case.upload.refused, case.asked
    rows = case.upload.tables["exclusions"].to_pylist()
    return tuple(len({r["upn"] for r in rows if r["type"] == kind}) for kind in ("SUSP", "PERM"))


def figures(case):
    """How many were suspended, and how many permanently excluded, in 2025/26."""
    return tuple(
        case.counts(key).get("2025/26", (0,))[0] for key in ("suspended", "permanently_excluded")
    )


DAY = "13/11/2025,1"
OUTCOME = "UPN,Type,Start date,Days,{}"


@pytest.mark.parametrize(
    ("head", "rows", "expected", "rows_told"),
    [
        # the row of each case is that of the spreadsheet: the first pupil stands in row 2
        (HEAD, [f"Internal exclusion,{DAY}", f"Suspension,{DAY}"], (1, 0), {2}),
        (HEAD, [f"Suspension,{DAY}", f"Isolation,{DAY}", f"Seclusion,{DAY}"], (1, 0), {3, 4}),
        (HEAD, [f"Permanent,{DAY}", f"Detention,{DAY}", f"Fixed term,{DAY}"], (1, 1), {3}),
        (
            OUTCOME.format("Outcome"),
            [f"Suspension,{DAY},Upheld", f"Permanent,{DAY},Overturned by governors"],
            (1, 0),
            {3},
        ),
        (
            OUTCOME.format("Governors' decision"),
            [f"Permanent,{DAY},Declined to reinstate", f"Permanent,{DAY},Not upheld"],
            (0, 1),
            {3},
        ),
        (
            OUTCOME.format("Status"),
            [f"Suspension,{DAY},Cancelled", f"Suspension,{DAY},", f"PERM,{DAY},Quashed by IRP"],
            (1, 0),
            {2, 4},
        ),
        (
            OUTCOME.format("Rescinded?"),
            [f"Suspension,{DAY},N", f"Suspension,{DAY},Y", f"PERM,{DAY},14/12/2025"],
            (1, 0),
            {3, 4},
        ),
        (
            OUTCOME.format("Upheld"),
            [f"Suspension,{DAY},Y", f"Suspension,{DAY},No"],
            (1, 0),
            {3},
        ),
        (
            "UPN,Category,Start date,Days,Type",
            [f"Bullying,{DAY},Suspension", f"Damage,{DAY},Permanent"],
            (1, 1),
            set(),
        ),
        (
            "UPN,Suspension date,Days",
            ["13/11/2025,1", "14/11/2025,2"],
            (2, 0),
            set(),
        ),
    ],
)  # fmt: skip
def test_what_does_not_count_is_left_out_and_its_row_named(head, rows, expected, rows_told):
    name = "suspensions.csv" if "Suspension date" in head else "list.csv"
    case = exclusions(*rows, head=head, name=name)
    assert numbers(case) == expected
    assert case.told_rows("exclusion_not_counted") == rows_told


@pytest.mark.parametrize(
    ("head", "rows", "asked", "suggested"),
    [
        (HEAD, [f"Lunchtime,{DAY}", f"Suspension,{DAY}"], "Lunchtime", "SUSP"),
        (HEAD, [f"FTE,{DAY}", f"PERM,{DAY}"], "FTE", "SUSP"),
        (HEAD, [f"Managed move,{DAY}", f"PERM,{DAY}"], "Managed move", ""),
        (HEAD, [f"Permanent (rescinded),{DAY}"], "Permanent (rescinded)", ""),
        (HEAD, [f"Perm ex,{DAY}"], "Perm ex", "PERM"),
        (HEAD, [f"Level 4,{DAY}", f"SUSP,{DAY}"], "Level 4", None),
        (OUTCOME.format("Outcome"), [f"PERM,{DAY},Reinstated"], "Reinstated", ""),
        (OUTCOME.format("Outcome"), [f"SUSP,{DAY},No further action"], "No further action", ""),
        (OUTCOME.format("Decision"), [f"SUSP,{DAY},Reduced to 2 days"], "Reduced to", "counts"),
        (OUTCOME.format("Decision"), [f"PERM,{DAY},Changed to suspension"], "Changed to", "SUSP"),
        (OUTCOME.format("Decision"), [f"PERM,{DAY},Appeal upheld"], "Appeal upheld", None),
        (OUTCOME.format("Notes"), [f"SUSP,{DAY},Governors met. Then rescinded"], "rescinded", ""),
        (OUTCOME.format("Reason"), [f"SUSP,{DAY},Fighting", f"SUSP,{DAY},Withdrawn 3/12"],
         "withdrawn", ""),
        ("UPN,Exclusion date,Days", ["13/11/2025,1"], "of which kind", "SUSP"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_asked_with_the_right_suggestion(head, rows, asked, suggested):
    case = exclusions(*rows, head=head)
    (question,) = case.upload.proposal.questions
    assert case.upload.refused
    assert asked.lower() in question.text.lower()
    assert question.suggested == suggested


@pytest.mark.parametrize(
    ("answer", "expected"), [("counts", (0, 1)), ("SUSP", (1, 0)), ("PERM", (0, 1)), ("", (0, 0))]
)
def test_an_answer_about_an_outcome_is_used(answer, expected):
    mapping = {"values": {"exclusions!Decision": {"Changed to suspension": answer}}}
    rows = [f"PERM,{DAY},Changed to suspension", f"Internal,{DAY},"]
    case = exclusions(*rows, head=OUTCOME.format("Decision"), mapping=mapping)
    assert numbers(case) == expected


def test_a_remark_is_not_quoted_beyond_the_words_that_matter():
    row = f"SUSP,{DAY},Rescinded after a talk with Mrs Adams"
    case = exclusions(row, head=OUTCOME.format("Comments"))
    assert not any("Adams" in problem.message for problem in case.upload.problems)


def test_a_row_without_a_kind_or_a_date_is_set_aside_and_named():
    case = exclusions(f",{DAY}", "SUSP,,1", f"SUSP,{DAY}")
    assert case.told_rows("cell_missing") == {2, 3}
    assert numbers(case) == (1, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("27_rescinded_exclusions.csv", (5, 0)), ("27b_rescinded_status_column.csv", (5, 0))],
)
def test_the_cases_of_exclusions_that_were_taken_back(name, expected):
    case = Case(name)
    assert figures(case) == expected
    assert case.told_rows("exclusion_not_counted") == {3, 4, 6}


@pytest.mark.parametrize("name", ["28_internal_and_lunchtime", "28b_exclusion_type_heading"])
def test_the_cases_of_internal_exclusions_are_asked_word_by_word(name):
    case = Case(f"{name}.csv")
    asked = {q.path[1]: q.suggested for q in case.upload.proposal.questions}
    assert asked == {"Lunchtime": "SUSP", "FTE": "SUSP", "Managed move": ""}
    key = case.upload.proposal.questions[0].path[0]
    answered = Case(f"{name}.csv", mapping={"values": {key: asked}})
    # suspended: rows 3, 5, 6 and 7; permanent: row 9; internal: rows 2, 4 and 8
    assert figures(answered) == (4, 1)
    assert answered.told_rows("exclusion_not_counted") == {2, 4, 8}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Rescinded", ""), ("Withdrawn by the head", ""), ("Recorded in error", ""),
        ("Upheld", "counts"), ("Not reinstated", "counts"), ("Closed", "counts"),
        ("Internal exclusion", ""), ("Cancelled, then reissued", None),
        ("Rescinded, changed to suspension", None), ("Not rescinded", None), ("Pending", None),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_read_as_an_outcome(text, known):
    assert words.read_outcome(text) == known


def test_a_sheet_named_after_internal_exclusions_is_asked_and_not_suggested_as_suspensions():
    rows = [[c.upn, c.name, "13/11/2025", "1"] for c in children()[:2]]
    for name in ("Internal suspensions", "Internal exclusions", "Isolation and suspensions"):
        file = csv_file(f"{name}.csv", ["UPN", "Name", "Date of exclusion", "Days"], *rows)
        (question,) = Case(file).upload.proposal.questions
        assert (question.section, question.suggested) == ("missing", "")


@pytest.mark.parametrize(
    ("heading", "word"), [("Void", "Y"), ("Location", "Internal"), ("Governors", "Withdrawn")]
)
def test_a_list_named_exclusions_with_a_date_of_another_system_is_read(heading, word):
    first, second = (c.upn for c in children()[:2])
    rows = [[first, "Suspension", "13/11/2025", word], [second, "PEX", "14/11/2025", ""]]
    case = Case(csv_file("Exclusions.csv", ["UPN", "Type", "Date", heading], *rows))
    assert figures(case) == (0, 1)
    assert case.told_rows("exclusion_not_counted") == {2}


@pytest.mark.parametrize("name", ["Withdrawn suspensions", "Internal", "Isolation 2025"])
def test_a_list_whose_name_says_that_its_rows_do_not_count_is_asked_about(name):
    first, second = (c.upn for c in children()[:2])
    rows = [[first, "Suspension", "13/11/2025"], [second, "PEX", "14/11/2025"]]
    file = csv_file(f"{name}.csv", ["UPN", "Exclusion type", "Date of exclusion"], *rows)
    (question,) = Case(file).upload.proposal.questions
    assert (question.key, question.suggested) == (f"missing/{name}!Exclusions that count", "")
    path = {"missing": {question.path[0]: "counts"}}
    assert figures(Case(file, mapping=path)) == (1, 1)
    assert figures(Case(file, mapping={"missing": {question.path[0]: ""}})) == (0, 0)


def test_lines_between_the_rows_of_a_list_say_which_do_not_count():
    head = ["UPN", "Name", "Exclusion type", "Date of exclusion"]
    one, two, three = ([c.upn, c.name, "Suspension", "13/11/2025"] for c in children()[:3])
    lines = [["Internal", "", "", ""], one, ["External", "", "", ""], two, ["Withdrawn"], three]
    case = Case(csv_file("Behaviour.csv", head, *lines))
    assert figures(case) == (1, 0)
    assert case.told_rows("exclusion_not_counted") == {3, 7}
