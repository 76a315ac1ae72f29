"""Absence kept apart: counts for few, a percentage from ten."""

import pytest

from cwsw.measures.apart import AbsenceApart
from cwsw.ui.explore.out_of_age_absence import apart_table
from cwsw.ui.widgets.figure_tables import COUNTS_ONLY, HOW_SMALL, NO_PERCENTAGE


@pytest.mark.parametrize(
    ("pupils", "share"), [(5, COUNTS_ONLY), (6, NO_PERCENTAGE), (9, NO_PERCENTAGE), (10, "13%")]
)
def test_a_row_shows_as_much_as_its_size_allows(pupils, share):
    table = apart_table((AbsenceApart(2025, "cwsw", pupils, 1_250, 10_000),))
    assert table.rows == (
        ("Children with a social worker, 2025/26", "1,250", "10,000", str(pupils), share),
    )
    assert table.notes == ((HOW_SMALL,) if pupils < 10 else ())
