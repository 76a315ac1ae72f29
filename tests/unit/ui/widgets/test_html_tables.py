"""Tables: escaped, headed with scope, small groups without a percentage."""

import pytest

from cwsw.compare import showing
from cwsw.compare.nationals import nationals
from cwsw.reports.document import Link, Table
from cwsw.ui.widgets.figure_tables import (
    COUNTS_ONLY,
    HOW_SMALL,
    NO_PERCENTAGE,
    group_table,
    national_table,
    year_table,
)
from cwsw.ui.widgets.filters import SUB_COHORTS
from cwsw.ui.widgets.html_tables import table_html
from tests.support import figures


def test_everything_is_escaped():
    bad = "<script>alert('x')</script>"
    html = table_html(
        Table(bad, (bad, bad), ((bad, Link(bad, "https://a.b/?\"'<>")),), notes=(bad,))
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 6
    assert 'href="https://a.b/?&quot;&#x27;&lt;&gt;"' in html


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "http://a.b"])
def test_a_link_without_a_safe_address_is_words(url):
    html = table_html(Table("c", ("a",), ((Link("words", url),),)))
    assert "words" in html
    assert "<a " not in html


def test_headings_have_scope_and_the_table_a_caption():
    html = table_html(Table("Caption", ("Group", "Pupils"), (("Ours", "3"),), frozenset({1})))
    assert "<caption>Caption</caption>" in html
    assert html.count('scope="col"') == 2
    assert '<th scope="row" role="rowheader">Ours</th>' in html
    assert '<td role="cell" data-label="Pupils" class="number">3</td>' in html


@pytest.mark.parametrize(
    ("of", "value", "interval"),
    [(5, COUNTS_ONLY, "–"), (6, NO_PERCENTAGE, "19% to 81%"), (10, "30%", "11% to 60%")],
)
def test_a_group_shows_as_much_as_its_size_allows(of, value, interval):
    table = group_table(figures.proportion(cwsw=(3, of)))
    assert table.rows[0] == ("Children with a social worker", "3", str(of), value, interval)
    assert table.notes == ((HOW_SMALL,) if of < 10 else ())


def test_the_table_holds_the_numbers_of_the_sentence():
    table = group_table(figures.proportion(cwsw=(9, 22), other=(187, 1012)))
    assert table.rows[0][1:] == ("9", "22", "41%", "23% to 61%")
    assert table.rows[1][1:] == ("187", "1,012", "18%", "16% to 21%")


def test_groups_that_tell_a_kind_of_plan_can_be_left_out():
    parts = dict.fromkeys((*SUB_COHORTS, "undated"), (2, 9))
    figure = figures.proportion(**parts)
    names = [row[0] for row in group_table(figure, has_plan_detail=False).rows]
    assert names == ["Children with a social worker", "Other pupils"]
    assert len(group_table(figure).rows) == len(parts) + 2


def test_every_national_figure_has_comparator_year_source_and_note():
    figure = figures.proportion()
    table = national_table(figure)
    rows = nationals(figure)
    assert len(table.rows) == len(rows)
    for shown, row in zip(table.rows, rows, strict=True):
        assert shown[1:4] == (row.year, row.value_text, f"{row.comparator}: {row.comparator_text}")
        marks = str(shown[-1]).split(", ")
        assert f"Source {marks[0]}: {row.source}." in table.notes
        assert not row.note or f"Note {marks[1]}: {row.note}" in table.notes


def test_filtered_figures_claim_no_position():
    table = national_table(figures.proportion(), is_whole=False)
    assert "Our cohort" not in table.headings
    assert not any("cohort is" in str(cell) for row in table.rows for cell in row)


def test_years_hide_what_is_too_small():
    figs = (figures.proportion(cwsw=(9, 22)), figures.proportion(cwsw=(3, 8), year=2024))
    rows = year_table(figs).rows
    assert rows[0][1] == "9 of 22 (41%, likely 23% to 61%)"
    assert rows[1][1] == "3 of 8"


def test_means_and_sessions_have_their_own_columns():
    mean = group_table(figures.mean([20.0, 30.5, 25.0] * 4, [40.0, 50.0] * 6))
    assert mean.headings[1:3] == ("Children with a score", "Average points")
    assert mean.rows[0][1:3] == ("12", str(showing.half_up(25.1667, 1)))
    absent = group_table(figures.sessions([(40, 380)] * 12, [(5, 380)] * 12))
    assert absent.rows[0][1:5] == ("480", "4,560", "12", "11%")
