"""Counts worked out by hand, sum by sum, and what is counted at all."""

from datetime import date
from fractions import Fraction

import pytest

from cwsw.cohort.counts import CohortCounts, cohort_counts
from cwsw.measures.count import Counts, count
from cwsw.measures.filters import Filters
from cwsw.measures.registry import MEASURES
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace
from tests.oracle.convert import to_upload
from tests.support.sub_cohorts import SCHOOL
from tests.support.sub_cohorts import rows as sub_cohorts

SECONDARY = SCHOOL | {"phase": "secondary"}
NOBODY = Counts(0, 0, 0)


def pupil(upn, year_group=11):
    return {
        "upn": upn,
        "surname": "S",
        "forename": "F",
        "year_group": year_group,
        "admission_date": date(2019, 9, 1),
    }


def absence(upn, possible, missed, year=2024):
    return {
        "upn": upn,
        "academic_year": year,
        "possible_sessions": possible,
        "authorised_absence": missed,
        "unauthorised_absence": 0,
    }


def result(upn, subject, value, stage="KS4"):
    return {
        "upn": upn,
        "academic_year": 2024,
        "stage": stage,
        "subject": subject,
        "result": value,
    }


def plan(upn, start=date(2023, 1, 1), end=None):
    return {"upn": upn, "plan": "CIN", "start_date": start, "end_date": end}


def tallies(filters=None, school=SECONDARY, **tables):
    rows = {
        "pupils": [*(pupil(upn) for upn in ("A1", "A2", "B1", "E1")), pupil("A3", 10)],
        "plans": [
            *(plan(upn) for upn in ("A1", "A2", "A3")),
            plan("E1", date(2012, 1, 1), date(2013, 1, 1)),
        ],
    }
    workspace = Workspace.load(to_upload(school, rows | tables))
    found = count(workspace, filters)
    workspace.close()
    return {(tally.measure.key, tally.year): tally for tally in found}


ATTENDANCE = [
    absence("A1", 300, 30),
    absence("A2", 200, 10),
    absence("A3", 120, 60),
    absence("B1", 100, 60),
    absence("A1", 250, 0, 2023),
]


def test_sessions_are_summed_with_their_squares_and_products():
    found = tallies(attendance=ATTENDANCE)
    groups = found["overall_absence", 2024].groups
    assert groups["cwsw"] == Counts(
        n=100,
        of=620,
        pupils=3,
        squares=Fraction(4_600),
        products=Fraction(18_200),
        of_squares=Fraction(144_400),
    )
    assert groups["other"].n == 60
    assert "earlier" not in groups
    before = found["overall_absence", 2023].groups["cwsw"]
    assert before == Counts(0, 250, 1, of_squares=Fraction(62_500))
    assert found["persistent_absence", 2024].groups["cwsw"] == Counts(2, 3, 3)
    assert found["severe_absence", 2024].groups["cwsw"] == Counts(1, 3, 3)


def test_the_median_is_the_cohorts_own():
    found = tallies(attendance=ATTENDANCE)
    assert found["overall_absence", 2024].median_sessions == 200.0
    assert found["overall_absence", 2023].median_sessions == 250.0
    alone = tallies(attendance=[absence("B1", 100, 60)])
    assert alone["overall_absence", 2024].median_sessions == 0.0
    assert alone["overall_absence", 2024].groups["cwsw"] == NOBODY


def test_a_school_without_a_cohort_has_figures_of_the_others():
    found = tallies(plans=[], attendance=[absence("B1", 100, 60)])["overall_absence", 2024]
    assert found.groups["cwsw"] == NOBODY
    assert found.groups["other"].n == 60
    assert found.median_sessions == 0.0


def test_a_mean_is_of_exact_scores():
    scores = [("A1", "10.5"), ("A2", "12"), ("B1", "40"), ("E1", "50")]
    found = tallies(results=[result(upn, "Attainment 8", value) for upn, value in scores])
    groups = found["attainment8", 2024].groups
    assert groups["cwsw"] == Counts(2, 2, 2, Fraction(45, 2), Fraction(1_017, 4))
    assert groups["other"] == Counts(1, 1, 1, Fraction(40), Fraction(1_600))
    assert groups["earlier"] == Counts(1, 1, 1, Fraction(50), Fraction(2_500))
    assert groups.keys() == {"cwsw", "current_cin", "while_on_roll", "without_looked_after_now",
                             "other", "earlier"}  # fmt: skip


def test_what_only_others_beside_the_pair_have_is_no_figure():
    assert ("attainment8", 2024) not in tallies(results=[result("E1", "Attainment 8", "50")])
    found = tallies(results=[result("B1", "Attainment 8", "50")])
    assert found["attainment8", 2024].groups["cwsw"] == NOBODY


@pytest.mark.parametrize(
    ("key", "stage", "subjects"),
    [
        ("em_strong", "KS4", ("English Language", "Maths")),
        ("em_standard", "KS4", ("English Language", "Maths")),
        ("ks2_rwm", "KS2", ("Reading", "Writing", "Maths")),
    ],
)
def test_a_subject_that_nobody_has_was_not_supplied(key, stage, subjects):
    value = {"Writing": "EXS"} if stage == "KS2" else {}
    year_6 = {"pupils": [pupil("A1", 6), pupil("B1", 6)], "plans": [plan("A1")]}
    tables = year_6 if stage == "KS2" else {}
    rows = [
        result("B1", subject, value.get(subject, "110" if stage == "KS2" else "7"), stage)
        for subject in subjects
    ]
    assert (key, 2024) in tallies(results=rows, **tables)
    for missing in subjects:
        fewer = [row for row in rows if row["subject"] != missing]
        assert (key, 2024) not in tallies(results=fewer, **tables)


def test_measures_come_in_the_registrys_order_and_the_latest_year_first():
    order = [measure.key for measure in MEASURES]
    found = list(tallies(attendance=ATTENDANCE))
    assert found == sorted(found, key=lambda place: (order.index(place[0]), -place[1]))
    assert [year for key, year in found if key == "overall_absence"] == [2024, 2023]


@pytest.mark.parametrize(
    ("filters", "pupils"),
    [(None, 3), (Filters(), 3), (Filters((10,)), 1), (Filters((11,)), 2), (Filters((10, 11)), 3)],
)
def test_year_groups_are_those_asked_for(filters, pupils):
    found = tallies(filters, attendance=ATTENDANCE)
    assert found["overall_absence", 2024].groups["cwsw"].pupils == pupils


@pytest.mark.parametrize(
    ("table", "row", "key"),
    [
        ("exclusions", {"type": "Suspension", "date": date(2024, 10, 1)}, "suspended"),
        ("placements", {"kind": "AP", "start_date": date(2024, 10, 1)}, "alternative_provision"),
        ("wellbeing", {"date": date(2024, 10, 1), "instrument": "PASS"}, "wellbeing_known"),
    ],
)
def test_a_sheet_that_is_not_there_says_nothing_of_anybody(table, row, key):
    assert key not in {measure for measure, _ in tallies(attendance=ATTENDANCE)}
    found = tallies(**{table: [{"upn": "B1"} | row]})
    assert found[key, 2024].groups["cwsw"] == Counts(0, 3, 3)


def test_questionnaires_count_only_where_the_school_may_use_them():
    rows = [
        {
            "upn": "A1",
            "date": date(2024, 10, 1),
            "instrument": "SDQ",
            "informant": "Teacher",
            "score": 16,
        }
    ]
    assert ("sdq_raised", 2024) not in tallies(wellbeing=rows)
    allowed = tallies(school=SECONDARY | {"sdq_permission": True}, wellbeing=rows)
    assert allowed["sdq_raised", 2024].groups["cwsw"] == Counts(1, 1, 1)


def test_every_group_of_the_cohort_is_counted_by_its_name():
    workspace = Workspace.load(to_upload(SCHOOL, sub_cohorts()))
    found = cohort_counts(workspace)
    assert found == CohortCounts(
        on_roll=11,
        cwsw=6,
        current_cp=1,
        current_cin=2,
        ended=3,
        while_on_roll=4,
        looked_after_now=1,
        looked_after=1,
        undated=1,
        earlier=1,
        other=2,
    )
    assert list(found.as_dict()) == list(CohortCounts.__dataclass_fields__)
    workspace.close()


def test_a_last_select_has_its_own_values_and_column_names():
    workspace = Workspace.load(to_upload(SCHOOL, sub_cohorts()))
    final = "select label, year from labelled where label = $wanted and year = 2024"
    assert rows_of(workspace, final, wanted="undated") == [{"label": "undated", "year": 2024}]
    workspace.close()
