"""Words for days and for the time between two of them."""

from datetime import date

import pytest

from cwsw.tables.english import brief_day, short_day, span

FIRST, LAST = date(2021, 2, 3), date(2021, 11, 9)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (FIRST, LAST, "3 Feb 2021 to 9 Nov 2021"),
        (None, LAST, "start not known to 9 Nov 2021"),
        (FIRST, None, "3 Feb 2021 to now"),
    ],
)
def test_a_span_names_both_its_ends_and_what_stands_for_one_that_is_missing(start, end, words):
    assert span(start, end) == words


def test_a_span_is_written_as_its_caller_writes_days():
    assert span(FIRST, None, short_day, no_end="open") == "03/02/2021 to open"
    assert span(None, LAST, date.isoformat, no_start="?") == "? to 2021-11-09"
    assert brief_day(FIRST) == "3 Feb 2021"
