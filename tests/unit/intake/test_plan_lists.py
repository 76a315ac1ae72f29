"""Lists of plans as schools keep them: the cohort by hand, a question, or a row that is named."""

from collections.abc import Sequence

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.exports.planwords import read_plan_word, suggestions
from cwsw.tables.upload import Severity
from tests.support.cases import FILES, Case

UPNS = [line.split(",")[0] for line in (FILES / "base/roll.csv").read_text().splitlines()[1:]]


def plans(head: str, *rows: str, name: str = "List") -> SourceFile:
    """A list of plans, a row for each of the first pupils of the roll."""
    lines = [f"UPN,{head}", *(f"{upn},{row}" for upn, row in zip(UPNS, rows, strict=False))]
    return SourceFile(f"{name}.csv", "\n".join(lines).encode())


def with_ends(*ends: str) -> SourceFile:
    """Plans that began in March 2023, with these ends."""
    return plans("Plan,Start date,End date", *(f'CP,13/03/2023,"{end}"' for end in ends))


def with_starts(*starts: str) -> SourceFile:
    """Open plans with these starts."""
    return plans("Plan,Start date,End date", *(f'CP,"{start}",' for start in starts))


def groups(case: Case) -> dict[str, int]:
    """The cohort without who is on roll, in none of it, or in it while on roll."""
    left_out = ("on_roll", "other", "while_on_roll", "cwsw")
    return {name: number for name, number in case.cohort.items() if name not in left_out}


# What is read: the file, and the groups by hand.
READ: Sequence[tuple[str | SourceFile, dict[str, int]]] = [
    # days that stand for no end
    ("01_la_sentinel_end_dates.csv", {"current_cp": 6}),
    ("91b_lookup_zero_date.csv", {"current_cp": 4, "ended": 2}),
    (with_ends("01/01/1753", "30/12/1899", "00:00:00", "0", "2999-12-31"), {"current_cp": 5}),
    (with_ends("00/01/1900 00:00", "31-Dec-9999", "12/31/2099", "01/01/1970"), {"current_cp": 4}),
    (with_starts("01/01/1900", "00/01/1900", "13/03/2023"), {"undated": 2, "current_cp": 1}),
    # words for still open
    ("02_end_date_ongoing.csv", {"current_cp": 11}),
    ("02b_end_date_mixed_ongoing.csv", {"current_cp": 6, "ended": 4}),
    (with_ends("Still on plan", "NOW", "n/a", "–", "No end date", "14/11/2024"),
     {"current_cp": 5, "ended": 1}),
    # months alone, and what stands around a date
    ("32_end_month_and_year.csv", {"ended": 6}),
    ("32b_end_month_and_year_plan_end.csv", {"ended": 6}),
    (with_ends("11/2024", "2024-11", "Nov-24", "November, 2024", "nov 2024"), {"ended": 5}),
    (with_ends("July 2026", "06/2026", "Aug 2026"), {"current_cp": 2, "ended": 1}),
    (with_ends("Closed 12/03/24", "stepped down 13/1/25", "until Feb 2025", "(13th May 2024)",
               "Step down to CIN 13/1/25", "ended on 3rd of March 2025"), {"ended": 6}),
    (with_starts("from 3rd March 2025", "w/c 3 March 2025", "since Jan 2024", "13.09.23",
                 "Mon 16 Dec 2024", "13-9-23", "opened 13/9/23"), {"current_cp": 7}),
    # start and end in one cell
    ("31_range_in_one_cell.csv", {"ended": 4}),
    (plans("Plan,Plan dates", "CP,03/09/2024 - 12/02/2025", "CP,13/09/2023 – ongoing",
           "CP,13 Sept 2023 until Feb 2025", "CP,13/09/2023 to date", "CP,from 13/09/2023",
           "CP,started 13/09/2023; ended 14/03/2024", "CP,13/09/2023 -", "CP,13/9/23-14/3/24"),
     {"ended": 4, "current_cp": 4}),
    (plans("Name,CP dates,CIN dates", "A,13/09/2023 - 14/03/2024,", "B,,03/2025 to present"),
     {"ended": 1, "current_cin": 1}),
    (plans("Plan,Start date", "CP,13/09/2023 - 14/03/2024", "CP,13/09/2023"),
     {"ended": 1, "current_cp": 1}),
    (plans("Name,Plan", "A,CP 12/3/24 - 1/9/24", "B,CIN since 13/01/2024",
           "C,CP (from Jan 2024)", "D,CP 13/01/2024 to date"),
     {"ended": 1, "current_cin": 1, "current_cp": 2}),
    # columns that say open or closed
    ("32d_closed_column_words.csv", {"current_cp": 2, "undated": 3}),
    ("32e_closed_yn.csv", {"current_cp": 2, "undated": 3}),
    ("32f_current_yn.csv", {"current_cp": 2, "undated": 3}),
    (plans("Plan,Start date,End date,Active?", "CP,13/03/2023,13/03/2024,No", "CP,13/03/2023,,No",
           "CP,13/03/2023,,Yes"), {"ended": 1, "undated": 1, "current_cp": 1}),
    (plans("Plan,Start date,Case status", "CP,13/03/2023,Open", "CP,13/03/2023,Ended 13/03/2024",
           "CP,13/03/2023,No longer on plan"), {"current_cp": 1, "ended": 1, "undated": 1}),
    (plans("Name,CP start,CP closed", "A,13/03/2023,13/03/2024", "B,13/03/2023,"),
     {"ended": 1, "current_cp": 1}),
    (plans("Name,CP start,CP closed,CIN start", "A,13/03/2023,Y,13/03/2024", "B,13/03/2023,N,"),
     {"current_cin": 1, "current_cp": 1}),
    (plans("Plan,Status", "CP,Open", "CIN,Closed", "CP,Open"), {"current_cp": 2, "undated": 1}),
    (plans("Plan,Start date,End date", "CP,13/03/2023,Closed", "CP,13/03/2023,Historic"),
     {"undated": 2}),
    # headings of every spelling
    ("12_merged_heading_cin_cp.xlsx", {"current_cp": 4, "ended": 4}),
    *((f"94{letter}_headings.csv", {"current_cp": 3, "ended": 3}) for letter in "abcef"),
    ("51_two_spans_numbered.csv", {"current_cp": 6}),
    (plans("Plan 1,Start 1,End 1,Plan 2,Start 2,End 2",
           "CIN,13/03/2021,13/03/2022,CP,14/03/2024,", "CP,13/03/2021,13/03/2022,,,"),
     {"current_cp": 1, "ended": 1}),
    (plans("CP start,CP end,CP start,CP end", "13/03/2018,13/09/2018,13/01/2025,",
           "13/03/2024,13/09/2024,,"), {"current_cp": 1, "ended": 1}),
    (plans("First CIN start,First CIN end,Second CIN start", "13/03/2018,13/09/2018,13/01/2025"),
     {"current_cin": 1}),
    (plans("LAC start,LAC end,Date removed from CP,Date placed on CP", "13/03/2024,,,",
           ",,13/03/2025,13/03/2024"), {"looked_after": 1, "ended": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "expected"), READ)
def test_what_a_list_says_is_read(file, expected):
    assert groups(Case(file)) == expected


# What is told: the file, the rows that are named, and the groups by hand.
TOLD: Sequence[tuple[str | SourceFile, set[int], dict[str, int]]] = [
    ("102_typed_years.csv", {2, 3, 4, 5, 6}, {"current_cp": 2, "undated": 2}),
    (with_starts("13/03/0025", "13/03/2023"), {2}, {"undated": 1, "current_cp": 1}),
    (with_starts("2023", "Before joining", "soon", "13/03/2023"), {2, 3, 4},
     {"undated": 3, "current_cp": 1}),
    (with_starts("c. 13/09/2023", "13/09/23?", "approx March 2024", "early Sept 2023"),
     {2, 3, 4, 5}, {"current_cp": 4}),
    (with_starts("unknown", "?", "TBC"), {2, 3, 4}, {"undated": 3}),
    (with_ends("12/03/24 (reopened)", "review 12/03/24", "?", "unknown", "31/02/2024", "#REF!"),
     {2, 3, 4, 5, 6, 7}, {"undated": 6}),
    (with_ends("TBC", "not ended 12/03/24", "13/09/2023 and 14/03/2024"), {2, 3, 4},
     {"current_cp": 1, "undated": 2}),
    (with_starts("stepped down 13/1/25", "until 13/1/25", "13/09/2023, 14/09/2024"), {2, 3, 4},
     {"undated": 3}),
    (plans("Plan,Plan dates", "CP,13/09/2023", "CP,13/09/2023 / 14/03/2024"), {2, 3},
     {"undated": 2}),
    (plans("Plan,Start date,End date", "CP,13/09/2023 - 14/03/2024,15/04/2024",
           "CP,13/09/2023 - ongoing,14/03/2024"), {2, 3}, {"undated": 2}),
    (plans("Plan,Start date,End date,Status", "CP,13/03/2023,13/03/2024,Open",
           "CP,13/03/2023,ongoing,Closed"), {2, 3}, {"ended": 1, "undated": 1}),
    (with_ends("Sept 24", "July 24"), {2, 3}, {"ended": 2}),
    (plans("Plan", "CP since Jan 24", "CIN c. 13/03/2024 to 13/09/2024"), {2, 3},
     {"current_cp": 1, "ended": 1}),
    (with_ends(*["13/03/2024"] * 20, "03/13/2024"), {22}, {"ended": 20, "undated": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "rows", "expected"), TOLD)
def test_what_cannot_be_read_is_told_with_its_row_and_loses_no_child(file, rows, expected):
    case = Case(file)
    assert case.told_rows() == rows
    assert groups(case) == expected


# What is asked: the file, the answers offered first, and the groups once they are accepted.
ASKED: Sequence[tuple[str | SourceFile, dict[str, str | None], dict[str, int]]] = [
    ("30_partial_start_dates.csv", {"Start date/Autumn 2023": "2023-09-01"},
     {"current_cp": 7, "undated": 3}),
    (with_ends("Summer 2024", "Q1 2025", "2023/24"),
     {"End date/Summer 2024": "2024-08-31", "End date/Q1 2025": "2025-03-31",
      "End date/2023/24": "2024-08-31"}, {"ended": 3}),
    ("32g_notes_say_ended.csv", {"Comments": "Plan end in words", "Plan end": None}, {}),
    (plans("Plan,Start date,End date,Notes", "CP,13/03/2023,,De-planned 13/03/2024",
           "CP,13/03/2023,,Plan closed. Moving on.", "CP,13/03/2023,13/03/2024,ended early",
           "CP,13/03/2023,,Plan will be reviewed when ended"),
     {"Notes": "Plan end in words"}, {"ended": 2, "undated": 1, "current_cp": 1}),
    (plans("Plan,Start date,Status", "CP,13/03/2023,Monitoring", "CP,13/03/2023,Plan ended early"),
     {"Status/Monitoring": None, "Status/Plan ended early": "over"}, {}),
    ("94d_headings.csv", {"CIN start date": "CIN start"}, {"current_cp": 3, "ended": 3}),
    ("94g_headings.csv", {"S17 start": "CIN start", "S17 end": "CIN end", "S47 start": ""}, {}),
    (plans("Name,Date of CP plan", "A,13/03/2023", "B,14/03/2023"),
     {"Date of CP plan": "CP start"}, {"current_cp": 2}),
    (plans("Name,CP start (Bromley),CP end", "A,13/03/2023,", "B,14/03/2023,13/03/2024"),
     {"CP start (Bromley)": "CP start"}, {"current_cp": 1, "ended": 1}),
    (with_starts("03/04/2023", "05/06/2023"), {"List": "day first"}, {"current_cp": 2}),
    (with_starts("13/04/2023", "05/16/2023"), {"List": "day first"},
     {"current_cp": 1, "undated": 1}),
]  # fmt: skip


def titled(title: str, *rows: str, name: str = "Sheet1") -> SourceFile:
    """A list under a title line."""
    file = plans(rows[0], *rows[1:], name=name)
    return SourceFile(file.name, f"{title}\n\n".encode() + file.data)


ASKED_OF_LISTS: Sequence[tuple[str | SourceFile, dict[str, str | None], dict[str, int]]] = [
    ("09_closed_cases_sheet.xlsx", {"Plan end": "over"}, {"current_cp": 3, "undated": 5}),
    ("88e_sheets_named_by_plan_no_dates.xlsx", {"missing/CP!Plan": "CP now",
                                                "missing/CIN!Plan": "CIN now"},
     {"current_cp": 3, "current_cin": 5}),
    ("88f_title_says_cp.xlsx", {"Plan": "CP"}, {"current_cp": 3}),
    ("88c_sheets_named_by_plan.xlsx", {"missing/CP!Plan": "CP", "missing/CIN!Plan": "CIN",
                                       "missing/Early Help!Plan": ""},
     {"current_cp": 3, "current_cin": 5}),
    ("88d_CPOMS list.xlsx", {"missing/CP!Plan": "CP", "missing/CIN!Plan": "CIN",
                             "missing/Early Help!Plan": ""}, {"current_cp": 3, "current_cin": 5}),
    (titled("Historic cases", "Plan,Start date,Status", "CP,13/03/2023,Open", "CIN,14/03/2023,"),
     {"Plan end": "over"}, {"current_cp": 1, "undated": 1}),
    (titled("Closed", "Plan", "CP", "CIN"), {"Plan start": "dates not known"}, {"undated": 2}),
    (plans("Name", "A", "B", name="Looked after children"), {"Plan": "CLA now"},
     {"looked_after": 2}),
    (plans("Name,Form", "A,7A", "B,7B", name="Safeguarding list"), {"Plan": None}, {}),
    (plans("Name,Year", "A,7", "B,8", name="CP and CIN"), {"Plan": None}, {}),
    (plans("Name", "A", "B", name="Considered for CP"), {"Plan": None}, {}),
    (plans("Name", "A", "B", name="Former CP"), {"Plan": "CP dates not known"}, {"undated": 2}),
    (plans("Wibble,Wobble", "x,13/03/2024", "y,14/03/2024", name="CP"), {"Plan": "CP now"},
     {"current_cp": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "questions", "expected"), ASKED_OF_LISTS)
def test_no_list_of_children_passes_without_its_plans(file, questions, expected):
    test_what_only_a_person_can_say_is_asked(file, questions, expected)


def test_a_list_whose_headings_say_nothing_is_asked():
    lines = "\n".join(["Wibble,Wobble", *(f"{upn},13/03/2024" for upn in UPNS[:12])])
    asked = Case(SourceFile("CP list.csv", lines.encode()))
    (question,) = asked.upload.proposal.questions
    assert "names 12 children of yours, and was not understood" in question.text
    answered_no = {"sheets": {"CP list": "not read"}}
    assert not groups(Case(SourceFile("CP list.csv", lines.encode()), mapping=answered_no))


def test_early_help_by_the_name_of_its_sheet_is_no_plan_and_not_asked():
    assert not groups(Case(plans("Name", "A", "B", name="Early help")))


def answered(case: Case) -> dict[str, object]:
    """A mapping that takes every suggestion."""
    mapping: dict[str, object] = {}
    for question in case.upload.proposal.questions:
        place = mapping.setdefault(question.section, {})
        for step in question.path[:-1]:
            place = place.setdefault(step, {})
        place[question.path[-1]] = question.suggested
    return mapping


@pytest.mark.parametrize(("file", "questions", "expected"), ASKED)
def test_what_only_a_person_can_say_is_asked(file, questions, expected):
    case = Case(file)
    assert case.upload.refused
    open_questions = case.upload.proposal.questions
    asked = {q.key: q.suggested for q in open_questions}
    short = {k.split("!")[-1].removeprefix("dates/"): s for k, s in asked.items()}
    assert questions == (short if len(short) == len(asked) else asked)
    if expected:
        assert groups(Case(file, mapping=answered(case))) == expected


def test_birthdays_of_summer_time_are_the_day_they_are():
    case = Case("17_dob_one_hour_before_midnight.xlsx", roll=None)
    assert case.counts("persistent_absence")["2025/26"][1] == 5
    assert "read as the next day" in " ".join(p.message for p in case.told("assumed"))


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("pending CP", ""),
        ("considering CIN", ""),
        ("CP declined", ""),
        ("CIN not agreed", ""),
        ("CP refused", ""),
        ("under assessment for CIN", ""),
        ("proposed CIN", ""),
        ("Not on CIN", ""),
        ("No CP plan", ""),
        ("never CIN", ""),
        ("TAF review", ""),
        ("CP?", None),
        ("CIN?", None),
        ("CIN/CP", None),
        ("CP>CIN", "CIN"),
        ("CIN -> CP", "CP"),
        ("step down to CIN", "CIN"),
        ("CP to TAF", "CP undated"),
        ("ex CP", "CP undated"),
        ("was CIN", "CIN undated"),
        ("TAF (was CP)", "CP undated"),
        ("CIN (was CP)", "CIN"),
        ("CP no longer", "CP undated"),
        ("CP (neglect, not agreed)", ""),
        ("Historic", None),
        ("Level 4", None),
        ("CP Bromley", "CP"),
        ("not CP since 13/03/2024", ""),
        ("CP 13/03/2024", "CP"),
        ("CP ended 13/03/24", "CP ended 2024-03-13"),
    ],
)
def test_no_suggestion_goes_against_what_a_word_says(text, likely):
    case = Case(plans("Plan,Start date", f'"{text}",13/03/2024', "CP,13/03/2024", name="CP list"))
    (question,) = case.upload.proposal.questions
    assert question.key.endswith(f"Plan/{text}")
    assert question.suggested == likely
    assert likely in (None, *(option.answer for option in question.options))


@pytest.mark.parametrize("text", ["No", "N/A", "none", "TAF", "EHA", "No plan", "Early help"])
def test_what_is_certainly_no_plan_is_kept_out_and_counted(text):
    case = Case(plans("Plan,Start date", f"{text},13/03/2024", "CP,13/03/2024", name="CP list"))
    assert groups(case) == {"current_cp": 1}


def test_a_plan_that_is_over_counts_by_the_end_of_its_row():
    file = plans("Plan,Start date,End date", "ex CP,13/03/2023,13/03/2024", "ex CP,13/03/2023,")
    mapping = {"values": {"List!Plan": {"ex CP": "CP undated"}}}
    assert groups(Case(file, mapping=mapping)) == {"ended": 1, "undated": 1}


def test_errors_name_the_cell_and_what_it_costs():
    (problem,) = Case(with_starts("soon", "13/03/2023")).told("cell_not_readable")
    assert (problem.severity, problem.row, problem.column, problem.value) == (
        Severity.ERROR, 2, "Start date", "soon",
    )  # fmt: skip
    assert "counts as one without dates" in problem.effect


@pytest.mark.parametrize(
    "heading",
    ["Finish", "Ceased", "Until", "Case closed", "Discontinued on", "De-planned", "Date removed"],
)
def test_the_only_end_of_a_list_of_plans_is_read_whatever_its_word(heading):
    file = plans(f"Plan,Plan start,{heading}", "CIN,13/03/2024,13/03/2025", "CIN,13/03/2024,")
    assert groups(Case(file)) == {"ended": 1, "current_cin": 1}


def test_an_end_beside_another_end_is_told_and_not_read():
    file = plans("Plan,Start,End,Removed", "CP,13/03/2024,,13/03/2025", "CP,13/03/2024,,")
    case = Case(file)
    assert groups(case) == {"current_cp": 2}
    assert [p.column for p in case.told("column_not_understood")] == ["Removed"]


@pytest.mark.parametrize("word", ["rolling", "until further notice", "in place", "Remains open"])
def test_more_words_for_a_plan_without_an_end(word):
    assert groups(Case(with_ends(word, "13/03/2024"))) == {"current_cp": 1, "ended": 1}


@pytest.mark.parametrize("word", ["De-registered", "Stepped down to EH", "NFA", "Dormant"])
def test_more_words_for_a_plan_that_is_over(word):
    case = Case(plans("Plan,Start date,Status", f"CIN,13/03/2024,{word}", "CIN,13/03/2024,Open"))
    assert groups(case) == {"undated": 1, "current_cin": 1}
    assert case.told_rows("plan_dates_differ") == {2}


def test_letters_for_open_and_closed_are_asked():
    case = Case(plans("Plan,Start date,O/C", "CIN,13/03/2024,O", "CIN,13/03/2024,C"))
    assert sorted(q.path[1] for q in case.upload.proposal.questions) == ["C", "O"]


def test_rows_of_a_list_without_a_plan_are_named():
    case = Case(plans("Plan,Start date", "CP,13/03/2025", ",", "CIN,14/03/2025", ","))
    assert groups(case) == {"current_cp": 1, "current_cin": 1}
    (problem,) = case.told("plan_blank")
    assert "in rows 3 and 5" in problem.message


@pytest.mark.parametrize("heading", ["Social worker?", "Social care involvement"])
def test_words_for_plans_under_a_heading_of_care_are_asked_about(heading):
    case = Case(plans(heading, "CP", "CIN", "N", "Y"))
    first, *words = case.upload.proposal.questions
    assert (first.key, first.suggested) == (f"headings/List!{heading}", "Plan")
    assert "Y" in {question.path[1] for question in words if question.section == "values"}


def test_a_heading_of_any_time_is_told_and_never_taken_for_a_plan_of_now():
    case = Case(plans("Ever CIN,Plan,Start date", "Y,CP,13/03/2025", "Y,CP,13/03/2025"))
    assert groups(case) == {"current_cp": 2}
    assert case.told("plans_not_told")


@pytest.mark.parametrize(
    "name",
    ["De-registered", "NFA", "No longer open", "Old", "Moved on", "Not current", "Discharged"],
)
def test_more_names_of_lists_of_plans_that_are_over_are_asked_about(name):
    case = Case(plans("Plan,Start date", "CP,13/03/2024", "CP,13/03/2024", name=name))
    assert [q.key for q in case.upload.proposal.questions] == [f"missing/{name}!Plan end"]


def test_days_with_points_are_never_month_first():
    assert groups(Case(with_ends("03.04.2024", "05.06.2024"))) == {"ended": 2}


def test_flags_with_remarks_are_asked_word_by_word_with_the_suggestion_to_read_them():
    questions = Case("50_flags_with_dates.csv").upload.proposal.questions
    headings = [q for q in questions if q.section == "headings"]
    assert [q.suggested for q in headings] == ["CIN now", "CP now"]
    words = {q.path[1]: q.suggested for q in questions if q.section == "values"}
    assert words == {
        "Y (12/3/24)": "Y", "Yes - since Jan 24": "Y", "Y since 2023": "Y", "N - ended": None,
        "12/03/2024": None,
    }  # fmt: skip


def test_plans_by_year_side_by_side_are_asked_about_and_the_others_told():
    case = Case(plans("2023/24,2024/25,2025/26", "CIN,CP,CP", ",,CIN", "CIN,,"))
    first = case.upload.proposal.questions[0]
    assert (first.key, first.suggested) == ("headings/List!2025/26", "")
    assert {p.column for p in case.told("column_not_understood")} == {"2023/24", "2024/25"}


def test_yes_and_no_below_on_plan_say_whether_it_is_open():
    case = Case(plans("Plan,Start date,On plan?", "CP,13/03/2024,Y", "CP,13/03/2024,N"))
    assert groups(case) == {"current_cp": 1, "undated": 1}


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Child protecton", "CP"), ("Chid in Need", "CIN"), ("Looked afte child", "CLA"),
        ("CPN", None), ("CIN needed", ""), ("needs CIN", ""), ("in need of a plan", None),
    ],
)  # fmt: skip
def test_a_slip_of_typing_is_suggested_and_a_need_is_no_plan_yet(text, likely):
    assert read_plan_word(text) is None
    assert suggestions(text).likely == likely


def test_a_line_with_a_year_between_the_rows_is_no_child_without_a_plan():
    lines = ["UPN,Plan,Start date", "2024-25,,", f"{UPNS[0]},CP,13/03/2025", f"{UPNS[1]},,"]
    case = Case(SourceFile("List.csv", "\n".join(lines).encode()))
    (problem,) = case.told("plan_blank")
    assert "in row 4:" in problem.message


@pytest.mark.parametrize("remark", ["ended in May", "Closed May 2025", "stepped down - may 25"])
def test_a_remark_that_names_may_says_that_a_plan_is_over(remark):
    case = Case(plans("Plan,Start date,Comments", f"CIN,13/03/2024,{remark}", "CIN,13/03/2024,"))
    (question,) = case.upload.proposal.questions
    assert "says of 1 plan without an end date that it is over (row 2)" in question.text
