"""The line under the filters says what they leave."""

import pytest

from cwsw.measures.filters import Filters
from cwsw.ui.filters import Chosen, Place, showing

CHILDREN = [
    Place(7, frozenset({"current_cp", "while_on_roll"})),
    Place(7, frozenset({"ended"})),
    Place(8, frozenset({"current_cin"})),
    Place(None, frozenset({"ended"})),
]


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        (Chosen(), "Showing 4 of 4 children with a social worker on roll."),
        (
            Chosen(filters=Filters((7,))),
            "Showing 2 of 4 children with a social worker on roll: Year 7.",
        ),
        (
            Chosen(group="ended"),
            "Showing 2 of 4 children with a social worker on roll: children whose plan ended "
            "within six years.",
        ),
        (
            Chosen(filters=Filters((7, 8)), group="current_cin"),
            "Showing 1 of 4 children with a social worker on roll: children on a child in need "
            "plan now; Year 7 and Year 8.",
        ),
    ],
)
def test_the_line_counts_what_is_left(chosen, line):
    assert showing(CHILDREN, chosen) == line


@pytest.mark.parametrize(
    ("chosen", "is_whole"),
    [
        (Chosen(year=2024), True),
        (Chosen(filters=Filters((7,))), False),
        (Chosen(group="ended"), False),
    ],
)
def test_only_a_year_leaves_the_cohort_whole(chosen, is_whole):
    assert chosen.is_whole is is_whole
