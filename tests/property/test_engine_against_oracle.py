"""The product against the naive engine on random schools, and what must never change an answer."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.compare import differences, tidy
from tests.oracle.convert import to_workbook
from tests.oracle.engine import answer
from tests.oracle.product import product_answer, product_answer_of_file
from tests.oracle.strategies import RandomSchool, big_schools, small_schools

EXAMPLES = settings.default.max_examples


def _agrees(made: RandomSchool, found: dict) -> None:
    expected = tidy(answer(made.school, made.rows, made.as_at))
    lines = differences(expected, tidy(found))
    assert not lines, "\n".join(lines[:20])


@settings(max_examples=3 * EXAMPLES)
@given(small_schools())
def test_small_schools_have_the_answer_of_the_oracle(made):
    _agrees(made, product_answer(made.school, made.rows, made.as_at))


@settings(max_examples=2 * EXAMPLES)
@given(big_schools())
def test_big_schools_have_the_answer_of_the_oracle(made):
    _agrees(made, product_answer(made.school, made.rows, made.as_at))


@given(big_schools(), st.integers(0, 2**32))
def test_a_workbook_in_any_order_has_the_answer_of_the_oracle(made, seed):
    workbook = to_workbook(made.school, made.rows, Random(seed))
    _agrees(made, product_answer_of_file(workbook, made.as_at))


def _shuffled(made: RandomSchool, rnd: Random) -> dict:
    names = rnd.sample(list(made.rows), len(made.rows))
    return {name: rnd.sample(made.rows[name], len(made.rows[name])) for name in names}


@given(big_schools(), st.integers(0, 2**32))
def test_the_order_of_rows_and_tables_never_matters(made, seed):
    """To the last digit, not nearly."""
    other = _shuffled(made, Random(seed))
    first = product_answer(made.school, made.rows, made.as_at)
    assert first == product_answer(made.school, other, made.as_at)


def _with_a_pupil_of_no_plan(made: RandomSchool) -> dict:
    pupil = {"upn": "new", "surname": "New", "forename": "Pupil", "year_group": 5}
    return made.rows | {"pupils": [*made.rows["pupils"], pupil]}


@given(small_schools())
def test_another_pupil_without_a_plan_leaves_the_cohort_as_it_was(made):
    before = product_answer(made.school, made.rows, made.as_at)
    after = product_answer(made.school, _with_a_pupil_of_no_plan(made), made.as_at)
    moved = {"on_roll", "other"}
    for name, count in before["cohort"].items():
        assert after["cohort"][name] == count + (name in moved)
    was, now = tidy(before)["measures"], tidy(after)["measures"]
    for name, entry in was.items():
        for part in ("benchmarks", "verdict", "gap_pupils", "alarm"):
            assert now[name][part] == entry[part]
        assert now[name]["groups"]["cwsw"] == entry["groups"]["cwsw"]


@given(small_schools())
def test_what_is_dated_after_the_as_at_date_changes_nothing(made):
    kept = {
        name: [row for row in rows if not _after(made, name, row)]
        for name, rows in made.rows.items()
    }
    first = product_answer(made.school, made.rows, made.as_at)
    assert first == product_answer(made.school, kept, made.as_at)


def _after(made: RandomSchool, table: str, row: dict) -> bool:
    if table in ("register", "wellbeing"):
        return row["date"] > made.day
    if table in ("exclusions", "placements"):
        return row["start_date"] > made.day
    if table in ("attendance", "results", "destinations"):
        year = made.day.year if made.day.month >= 9 else made.day.year - 1
        return row["academic_year"] > year
    return False


@given(big_schools())
def test_counts_hold_together(made):
    found = product_answer(made.school, made.rows, made.as_at)
    cohort = found["cohort"]
    groups = ("cwsw", "looked_after", "undated", "earlier", "other")
    assert sum(cohort[name] for name in groups) == cohort["on_roll"]
    assert cohort["current_cp"] + cohort["current_cin"] + cohort["ended"] == cohort["cwsw"]
    for entry in found["measures"]:
        for group in entry["groups"].values():
            if group["low"] is not None:
                assert group["low"] <= group["value"] <= group["high"]
