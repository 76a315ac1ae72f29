from datetime import date, datetime

import pytest

from cwsw.intake.exports import dates
from cwsw.intake.exports.dates import DAY_FIRST, MONTH_FIRST, Style, read, readings, study

DAY = date(2025, 12, 16)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("16/12/2025", Style.DAY_FIRST),
        ("16-12-2025", Style.DAY_FIRST),
        ("16.12.25", Style.DAY_FIRST),
        ("12/16/2025", Style.MONTH_FIRST),
        ("2025-12-16", Style.ISO),
        ("2025-12-16 00:00:00", Style.ISO),
        ("2025-12-16T09:30:00Z", Style.ISO),
        ("20251216", Style.COMPACT),
        ("16 Dec 2025", Style.DAY_WORD),
        ("Tue 16 December 2025", Style.DAY_WORD),
        ("16th Dec 25", Style.DAY_WORD),
        ("Dec 16, 2025", Style.WORD_DAY),
        ("2025-Dec-16 00:00:00", Style.YEAR_WORD),
        ("46007", Style.SERIAL),
    ],
)
def test_every_documented_form(text, style):
    assert readings(text) == {style: DAY}


@pytest.mark.parametrize(
    "text", ["", "31/02/2025", "Historic", "7.5", "99/99/2025", "1234", "3/14"]
)
def test_what_is_no_date(text):
    assert readings(text) == {}


def test_two_figure_years_turn_at_forty():
    assert readings("01/02/40")[Style.DAY_FIRST] == date(2040, 2, 1)
    assert readings("01/02/41")[Style.DAY_FIRST] == date(1941, 2, 1)


def test_one_day_above_twelve_settles_the_column():
    column = study(["05/09/2024", "13/09/2024"])
    assert (column.styles, column.ambiguous) == ((Style.DAY_FIRST,), False)
    assert read("05/09/2024", column) == date(2024, 9, 5)
    column = study(["05/09/2024", "09/13/2024"])
    assert read("05/09/2024", column) == date(2024, 5, 9)


def test_a_column_that_fits_both_ways_is_ambiguous_and_an_answer_settles_it():
    column = study(["05/09/2024", "01/02/2024"])
    assert column.ambiguous
    assert read("05/09/2024", column, DAY_FIRST) == date(2024, 9, 5)
    assert read("05/09/2024", column, MONTH_FIRST) == date(2024, 5, 9)


def test_days_that_are_the_same_both_ways_are_not_ambiguous():
    assert not study(["05/05/2024", "01/01/2024"]).ambiguous


def test_only_rows_that_speak_for_both_orders_make_a_column_mixed():
    assert study(["13/09/2024", "09/13/2024"]).mixed
    assert not study(["2024-09-13", "13/09/2024", "rubbish"]).mixed


def test_one_slip_among_many_rows_costs_no_column():
    column = study(["13/09/2024"] * 19 + ["09/13/2024", "05/09/2024"])
    assert (column.order, column.slips, column.mixed) == (DAY_FIRST, 1, False)
    assert read("05/09/2024", column) == date(2024, 9, 5)
    assert read("09/13/2024", column) is None
    assert study(["13/09/2024"] * 18 + ["09/13/2024"]).mixed


def test_real_dates_stand_aside_of_the_texts():
    column = study([date(2024, 1, 2), "2024-09-13", 45000.0])
    assert column.styles == (Style.ISO,)
    assert read(datetime(2024, 1, 2, 9), column) == date(2024, 1, 2)  # noqa: DTZ001
    assert read(45000.0, column) == date(2023, 3, 15)


def test_dates_that_a_spreadsheet_turned_round_are_noticed():
    real = [date(2024, 5, 9), date(2024, 3, 1), date(2024, 12, 11)]
    column = study([*real, "13/09/2024", "25/01/2024", "30/06/2024"])
    assert column.swapped
    assert read(real[0], column, dates.SWAPPED) == date(2024, 9, 5)
    assert read(real[0], column, dates.AS_GIVEN) == real[0]
    assert not study([*real, date(2024, 5, 20), "13/09/2024", "25/01/2024", "30/06/2024"]).swapped
