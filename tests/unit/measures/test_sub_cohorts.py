"""Every sub-cohort's figure, by hand."""

from cwsw.compare.words import GROUPS
from tests.support.sub_cohorts import EXPECTED, sub_cohorts


def test_every_group_and_sub_cohort_is_counted() -> None:
    assert sub_cohorts() == EXPECTED


def test_no_group_that_is_named_is_left_out() -> None:
    assert {*EXPECTED} == {*GROUPS}
