"""Summaries built by hand, for tests of what is made from a summary."""

from cwsw.cohort.counts import CohortCounts
from cwsw.compare.model import Figure
from cwsw.summary.model import Summary
from cwsw.tables.upload import School
from tests.support.figures import AS_AT


def counts(cwsw: int, on_roll: int) -> CohortCounts:
    return CohortCounts(
        on_roll=on_roll,
        cwsw=cwsw,
        current_cp=0,
        current_cin=cwsw,
        ended=0,
        while_on_roll=cwsw,
        looked_after_now=0,
        looked_after=0,
        undated=0,
        earlier=0,
        other=on_roll - cwsw,
    )


def summary(*figures: Figure, cwsw: int = 40, on_roll: int = 400) -> Summary:
    return Summary(
        school=School("Testwood School", "primary", as_at=AS_AT),
        as_at=AS_AT,
        cohort=counts(cwsw, on_roll),
        figures=figures,
        suggestions=(),
        missing=(),
        supplied=frozenset(),
    )
