from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cwsw.intake.cells import Unreadable, plain, read_column
from cwsw.tables.schema import CellKind, Column


def read(kind: CellKind, cell, choices=()):
    """One cell through the column reader; 'bad' where it cannot be read."""
    found = read_column(Column("X", kind, choices=choices), [cell])
    return "bad" if found.bad else found.values[0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("  \xa0\u200b ", None),
        (date(2024, 9, 1), date(2024, 9, 1)),
        (datetime.combine(date(2024, 9, 1), time(13, 30)), date(2024, 9, 1)),
        ("01/09/2024", date(2024, 9, 1)),
        ("1/9/2024", date(2024, 9, 1)),
        (" 13/09/2014 ", date(2014, 9, 13)),
        ("2014-09-01", date(2014, 9, 1)),
        ("2014-09-01 00:00:00", date(2014, 9, 1)),
        ("2014-09-01T00:00:00.000", date(2014, 9, 1)),
        ("01/09/2014 00:00", date(2014, 9, 1)),
        (45536.0, date(2024, 9, 1)),
        (20000.0, date(1954, 10, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2023", "bad"),
        ("31/04/2024", "bad"),
        ("13/13/2024", "bad"),
        ("01/09/24", "bad"),
        ("01/09/0204", "bad"),
        ("2024-9-1", "bad"),
        ("2014-09-01 09:30:00", "bad"),
        ("45536", "bad"),
        (19999.0, "bad"),
        (float("nan"), "bad"),
        (True, "bad"),
        (timedelta(hours=3), "bad"),
        ("1 September", "bad"),
    ],
)
def test_dates(cell, expected):
    assert read(CellKind.DATE, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        (" a123 ", "A123"),
        (123.0, "123"),
        ("123", "123"),
        ("007", "007"),
        (123.5, "123.5"),
        (801200001001.0, "801200001001"),
        ("A\x001", "A 1"),
        ("=1+1", "=1+1"),
    ],
)
def test_keys(cell, expected):
    assert read(CellKind.KEY, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("y", True),
        ("Yes", True),
        ("TRUE", True),
        (True, True),
        ("N", False),
        ("no", False),
        (False, False),
        ("maybe", "bad"),
        (1.0, "bad"),
        ("x", "bad"),
    ],
)
def test_flags(cell, expected):
    assert read(CellKind.FLAG, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        (0.0, 0),
        (10.0, 10),
        ("10", 10),
        ("10.0", 10),
        ("1,200", 1200),
        (2147483647.0, 2147483647),
        (2147483648.0, "bad"),
        ("1,20", "bad"),
        (-1.0, "bad"),
        ("-1", "bad"),
        (1.5, "bad"),
        ("ten", "bad"),
        (date(2024, 1, 1), "bad"),
        ("9" * 10_000, "bad"),
    ],
)
def test_whole_numbers(cell, expected):
    assert read(CellKind.WHOLE, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        (45.3, Decimal("45.3")),
        (0.1, Decimal("0.1")),
        ("45.30", Decimal("45.3")),
        ("-0.5", Decimal("-0.5")),
        ("1,234.5", Decimal("1234.5")),
        (1e-10, Decimal(0)),
        ("1e3", "bad"),
        ("nan", "bad"),
        (float("inf"), "bad"),
        (1e12, "bad"),
        ("9" * 30, "bad"),
        ("4.5.6", "bad"),
        (True, "bad"),
    ],
)
def test_numbers_are_exact(cell, expected):
    assert read(CellKind.NUMBER, cell) == expected


@pytest.mark.parametrize(
    ("cells", "expected", "fractions"),
    [
        ([93.4, 100.0, ""], [Decimal("93.4"), Decimal(100), None], False),
        (["93.4 %", "88%"], [Decimal("93.4"), Decimal(88)], False),
        ([0.934, 1.0, 0.0], [Decimal("93.4"), Decimal(100), Decimal(0)], True),
        ([0.9342857142857143], [Decimal("93.428571429")], True),
        ([0.0, 0.0], [Decimal(0), Decimal(0)], False),
        ([0.5, 93.0], [Decimal("0.5"), Decimal(93)], False),
        ([0.9, "0.5%"], [Decimal(90), Decimal("0.5")], True),
        ([101.0, -1.0, "many", "%"], [None, None, None, None], False),
    ],
)
def test_percentages_are_settled_for_the_whole_column(cells, expected, fractions):
    found = read_column(Column("X", CellKind.PERCENT), cells)
    assert (found.values, found.as_fractions) == (expected, fractions)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("2025/26", 2025),
        ("2025-26", 2025),
        ("2025/2026", 2025),
        ("1999/00", 1999),
        ("2025/27", "bad"),
        ("2025", "bad"),
        (2025.0, "bad"),
        ("0025/26", "bad"),
    ],
)
def test_academic_years(cell, expected):
    assert read(CellKind.ACADEMIC_YEAR, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("7", 7),
        (7.0, 7),
        ("7.0", 7),
        ("07", 7),
        ("Year 7", 7),
        ("yr 7", 7),
        ("Y07", 7),
        ("14", 14),
        ("R", 0),
        ("Reception", 0),
        ("Year R", 0),
        ("n1", -2),
        ("Nursery 2", -1),
        ("Year N2", -1),
        ("Nursery", "bad"),
        ("0", "bad"),
        ("15", "bad"),
        ("Year", "bad"),
        ("7A", "bad"),
    ],
)
def test_year_groups(cell, expected):
    assert read(CellKind.YEAR_GROUP, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("-", None),
        ("m", "M"),
        ("/", "/"),
        ("\\", "\\"),
        ("y1", "Y1"),
        ("H", "H"),
        ("?", "bad"),
        ("MM", "bad"),
    ],
)
def test_register_marks(cell, expected):
    assert read(CellKind.MARK, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("a LEVELS", "A levels"), ("A  levels", "A levels"), ("", None), ("A-level", "bad")],
)
def test_choices_come_out_in_their_own_spelling(cell, expected):
    assert read(CellKind.CHOICE, cell, ("A levels", "NEET")) == expected


def test_a_number_may_be_a_choice():
    assert read(CellKind.CHOICE, 16.0, ("16", "18")) == "16"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Ada \x07 Lovelace ", "Ada Lovelace"),
        ("one\r\ntwo", "one\ntwo"),
        (7.0, "7"),
        (date(2024, 5, 5), "05/05/2024"),
        (datetime.combine(date(2024, 5, 5), time(9, 30)), "05/05/2024 09:30"),
        (True, "TRUE"),
        ("x" * 10_000, "x" * 10_000),
        ("Zoë 学", "Zoë 学"),
    ],
)
def test_text(cell, expected):
    assert read(CellKind.TEXT, cell) == expected


def test_true_and_one_in_one_column_stay_apart():
    found = read_column(Column("X", CellKind.FLAG), [1.0, True, False, 0.0])
    assert found.values == [None, True, False, None]
    assert set(found.bad) == {0, 3}


def test_each_different_cell_is_read_once():
    met = []

    def reader(cell):
        met.append(cell)
        return Unreadable("is odd") if cell == "b" else cell

    found = read_column(Column("X"), ["a", "b", "a", "b", "a"], reader)
    assert sorted(met) == ["a", "b"]
    assert found.values == ["a", None, "a", None, "a"]
    assert set(found.bad) == {1, 3}


def test_plain_shows_a_cell_on_one_line():
    assert plain("a\nb\tc") == "a b c"
