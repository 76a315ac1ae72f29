"""What is set side by side of several uploads: the table's cells and the line's points."""

from datetime import date

import pytest

from cwsw.charts.terms import term_lines
from cwsw.measures.registry import BY_KEY
from cwsw.store.archive.passphrase import PassphraseStrength, strength
from cwsw.summary import summarise
from cwsw.summary.terms import measures_of, term_of
from cwsw.ui.data.terms import _mark, first_with_a_line, terms_table
from tests.support.archives import school
from tests.support.schools import attendance

SUMMER, SPRING = date(2026, 7, 17), date(2026, 3, 27)
PERSISTENT = BY_KEY["persistent_absence"]


def term(as_at, absent, cohort=22):
    """A term in which the first `absent` pupils of the cohort miss more than a tenth."""
    rows = attendance(60, lambda n: (300, 40 if n < absent else 5, 0), 0)
    return term_of(summarise(school(as_at=as_at, cohort=cohort, more={"Attendance": rows})))


def test_each_upload_has_its_column_with_counts_before_percentages():
    table = terms_table([term(SPRING, 9), term(SUMMER, 5)])
    assert table.headings == ("What", "27 March 2026", "17 July 2026")
    cells = {row[0]: row[1:] for row in table.rows}
    assert cells["On the list"] == ("22 of 60 pupils", "22 of 60 pupils")
    spring, summer = cells[PERSISTENT.title]
    assert spring.startswith("9 of 22 (41%")
    assert spring.endswith("2025/26 so far")
    assert summer.startswith("5 of 22 (23%")
    assert summer.endswith("2025/26")


def test_a_measure_that_one_upload_lacks_is_said_and_not_drawn():
    bare = term_of(summarise(school()))
    found = [bare, term(SUMMER, 5)]
    assert PERSISTENT in measures_of(found)
    cells = {row[0]: row[1:] for row in terms_table(found).rows}
    assert cells[PERSISTENT.title][0] == "no figure"
    assert _mark(PERSISTENT, bare) is None


def test_the_line_has_the_table_s_numbers_and_small_groups_have_none():
    marks = tuple(_mark(PERSISTENT, t) for t in (term(SPRING, 9), term(SUMMER, 5)))
    spec = term_lines(marks, 100, "%")
    (rows,) = spec["datasets"].values()
    assert [(row["day"], round(row["value"])) for row in rows] == [
        ("27/03/2026", 41),
        ("17/07/2026", 23),
    ]
    assert all(row.keys() == {"day", "value", "low", "high"} for row in rows)
    assert _mark(PERSISTENT, term(SUMMER, 3, cohort=9)) is None
    assert term_lines(marks[:1], 100, "%") is None


def test_it_begins_with_a_measure_that_has_a_line():
    found = [term(SPRING, 9), term(SUMMER, 5)]
    attainment = BY_KEY["attainment8"]
    assert first_with_a_line([attainment, PERSISTENT], found) == 1
    assert first_with_a_line([attainment, PERSISTENT], found[:1]) == 0


@pytest.mark.parametrize(
    ("passphrase", "told"),
    [
        ("", PassphraseStrength.TOO_WEAK),
        ("elevenchars", PassphraseStrength.TOO_WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", PassphraseStrength.TOO_WEAK),
        ("twelve chars", PassphraseStrength.FAIR),
        ("one two six ten", PassphraseStrength.STRONG),
        ("averylongonewithoutspaces", PassphraseStrength.STRONG),
    ],
)
def test_a_passphrase_is_judged_by_its_length(passphrase, told):
    assert strength(passphrase) is told
