"""Attendance as schools give it: years, terms, weeks, days, percentages and fractions."""

import pytest

from tests.support.cases import ROLL_WITHOUT_ATTENDANCE, Case, case_file, csv_file
from tests.support.made import book_file, children

SUMS = ["Possible", "Authorised", "Unauthorised"]
TERMS = (("Autumn", 140), ("Spring", 120), ("Summer", 110))
GROWING = (("HT1", 70), ("HT2", 140), ("HT3", 200))
ALL = {"2025/26": (30 * 12, 30 * 370)}


def read(file, mapping=None):
    return Case(file, roll=ROLL_WITHOUT_ATTENDANCE, mapping=mapping)


def each(*cells):
    """The same cells beside every child."""
    return [[c.upn, c.name, *cells] for c in children()]


def several(parts, of=lambda _: [2, 2]):
    """A row for every child and part of the year."""
    return [[c.upn, word, n, *of(n)] for c in children() for word, n in parts]


def terms(name, parts=TERMS, heading="Term", of=lambda _: [2, 2]):
    return csv_file(name, ["UPN", heading, *SUMS], *several(parts, of))


@pytest.mark.parametrize(
    ("case", "absence"),
    [
        (case_file("22_attendance_by_term_rows.csv"), {"2025/26": (1197, 11100)}),
        (case_file("22b_attendance_by_term_rows_with_year.csv"), {"2025/26": (1197, 11100)}),
        (terms("a.csv"), ALL),
        (terms("a.csv", heading="Half term"), ALL),
        (terms("a.csv", (("Sept", 140), ("October", 120), ("Nov", 110)), "Month"), ALL),
        (terms("a.csv", (*TERMS, ("YTD", 370)), of=lambda n: [6, 6] if n == 370 else [2, 2]), ALL),
        (terms("a.csv", (("Autumn 2025", 140), ("Spring 2026", 120), ("Summer 2026", 110))), ALL),
        (terms("a.csv", tuple((f"{t} 2024", n) for t, n in TERMS[:1])),
         {"2024/25": (30 * 4, 30 * 140)}),
        (csv_file("a.csv", ["UPN", *(f"{h} {t}" for t, _ in TERMS for h in SUMS)],
                   *[[c.upn, 140, 2, 2, 120, 2, 2, 110, 2, 2] for c in children()]), ALL),
        (book_file("a.xlsx", {t: [["UPN", "Name", *SUMS], *each(n, 2, 2)] for t, n in TERMS}), ALL),
        (case_file("24_absence_in_days.csv"), {"2025/26": (390, 11100)}),
        (case_file("24b_absence_in_days_half.csv"), {"2025/26": (390, 11100)}),
        (csv_file("a.csv", ["UPN", "Name", "Days possible", "Days absent"], *each(185, 6.5)),
         {"2025/26": (30 * 13, 30 * 370)}),
        (case_file("25c_attended_of_possible.csv"), {"2025/26": (768, 5700)}),
        (csv_file("a.csv", ["UPN", "Name", "Absent"], *each("12 of 190")),
         {"2025/26": (30 * 12, 30 * 190)}),
    ],
)  # fmt: skip
def test_absence_of_the_year_from_any_shape(case, absence):
    assert read(case).counts("overall_absence") == absence


def test_rows_with_the_same_numbers_in_two_terms_are_two_terms():
    case = read(terms("a.csv", (("Autumn", 120), ("Spring", 120), ("Summer", 130))))
    assert case.counts("overall_absence") == {"2025/26": (30 * 12, 30 * 370)}


@pytest.mark.parametrize(
    "file",
    [
        terms("a.csv", GROWING, of=lambda n: [n // 20, n // 70]),
        csv_file("a.csv", ["UPN", *(f"{t} {h}" for t, _ in GROWING for h in SUMS)],
                  *[[c.upn, 70, 3, 1, 140, 7, 2, 200, 10, 2] for c in children()]),
        book_file("a.xlsx", {t: [["UPN", "Name", *SUMS], *each(n, n // 20, n // 70)]
                             for t, n in GROWING}),
    ],
)  # fmt: skip
def test_running_totals_are_asked(file):
    case = read(file)
    (question,) = case.upload.proposal.questions
    assert question.suggested == "running totals"
    settled = read(file, {"missing": {question.path[0]: question.suggested}})
    assert settled.counts("overall_absence") == {"2025/26": (30 * 12, 30 * 200)}
    added = read(file, {"missing": {question.path[0]: "add up"}})
    assert added.counts("overall_absence") == {"2025/26": (30 * 25, 30 * 410)}


def test_several_rows_that_no_word_tells_apart_are_asked():
    rows = [[c.upn, n, 2, 2] for c in children() for n in (140, 120, 110)]
    file = csv_file("a.csv", ["UPN", *SUMS], *rows)
    (question,) = read(file).upload.proposal.questions
    assert question.suggested == "add up"
    assert read(file, {"missing": {question.path[0]: "add up"}}).counts("overall_absence") == ALL


def test_the_same_sums_in_two_files_count_once():
    files = [csv_file(name, ["UPN", "Term", *SUMS], *several(TERMS)) for name in ("a.csv", "b.csv")]
    case = Case(*files, roll=ROLL_WITHOUT_ATTENDANCE)
    assert case.counts("overall_absence") == ALL


@pytest.mark.parametrize("name", ["Last week.csv", "Attendance w_c 6 July.csv", "September.csv"])
def test_a_part_of_the_year_is_not_read_as_the_year(name):
    file = csv_file(name, ["UPN", "Name", *SUMS], *each(10, 5, 0))
    (question,) = read(file).upload.proposal.questions
    assert question.suggested == ""
    settled = read(file, {"missing": {question.path[0]: ""}})
    assert settled.counts("overall_absence") == {}


def test_last_week_beside_the_year_to_date():
    head = [*[None] * 2, "Last week", None, None, "Year to date"]
    rows = each(10, 5, 0, 370, 6, 6)
    file = csv_file("a.csv", head, ["UPN", "Name", *SUMS, *SUMS], *rows)
    (question,) = read(file).upload.proposal.questions
    settled = read(file, {"missing": {question.path[0]: question.suggested}})
    assert settled.counts("overall_absence") == ALL


def test_one_term_alone_is_told():
    case = read(terms("a.csv", TERMS[:1]))
    assert case.counts("overall_absence") == {"2025/26": (30 * 4, 30 * 140)}
    assert ["Autumn alone" in p.message for p in case.told("assumed")] == [True]


@pytest.mark.parametrize("name", ["26_present_is_percent.csv", "26b_present_is_whole_percent.csv"])
def test_present_that_is_a_percentage_is_asked_with_the_right_suggestion(name):
    (question,) = read(case_file(name)).upload.proposal.questions
    assert question.suggested == "Attendance %"
    settled = read(case_file(name), {"headings": {question.path[0]: "Attendance %"}})
    assert settled.counts("persistent_absence")["2025/26"][1] == 30
    assert not settled.told()


def test_sessions_present_are_not_taken_for_a_percentage():
    (question,) = read(
        csv_file("a.csv", ["UPN", "Name", "Possible", "Present"], *each(370, 350))
    ).upload.proposal.questions
    assert question.suggested == "Attended sessions"


PERCENTS = ("100.5", "102", "97.3", "88.1", "100")


@pytest.mark.parametrize(
    ("cells", "absent", "told"),
    [
        (PERCENTS, 1, 2),
        (("1.005", "1.02", "0.973", "0.881", "1"), 1, 2),
        (("100.5%", "102%", "97.3 %", "88.1%", "100%"), 1, 2),
        (("97,3", "100,5", "88,1", "99", "99"), 1, 1),
        (("97.3", "0.881", "88.1", "99", "99"), 1, 1),
        (("97.3", "935", "88.1", "99", "99"), 1, 1),
    ],
)
def test_percentages_are_read_by_the_bulk_of_their_column(cells, absent, told):
    rows = [[c.upn, cells[i % 5]] for i, c in enumerate(children())]
    case = read(csv_file("a.csv", ["UPN", "Attendance %"], *rows))
    of = 30 if told != 1 or "100,5" in cells else 24
    assert case.counts("persistent_absence") == {"2025/26": (absent * 6, of)}
    assert len(case.told_rows()) == told * 6


def test_codes_that_do_not_add_up_are_told_by_row():
    head = ["UPN", "Name", "Possible", "Authorised", "Unauthorised", "/", "L", "I", "O", "M"]
    rows = each(100, 6, 4, 88, 2, 4, 4, 2)
    rows[3][2] = 90
    case = read(csv_file("a.csv", head, *rows))
    assert case.told_rows("marks_do_not_add_up") == {5}


def test_absence_in_days_beside_possible_sessions_is_asked():
    file = csv_file("a.csv", ["UPN", "Name", "Possible", "Absent"], *each(370, 6.5))
    (question,) = read(file).upload.proposal.questions
    assert question.suggested == "absence in days"
    settled = read(file, {"missing": {question.path[0]: question.suggested}})
    assert settled.counts("overall_absence") == {"2025/26": (30 * 13, 30 * 370)}


def test_absence_by_code_beside_possible_sessions_uses_those_and_tells_rows_that_differ():
    head = ["UPN", "Name", "Possible", "/\\", "L", "I", "O", "M"]
    rows = each(100, 88, 4, 4, 2, 2)
    rows[3][2] = 110
    case = read(csv_file("a.csv", head, *rows))
    assert case.told_rows("marks_do_not_add_up") == {5}
    assert case.counts("overall_absence") == {"2025/26": (30 * 8, 29 * 100 + 110)}
