"""Build the summary of a school: ask every room once."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from cwsw.advice.suggest import suggestions
from cwsw.children.fact_counts import FactCount, fact_counts
from cwsw.cohort import cohort_counts
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.figures import compare
from cwsw.measures.count import count
from cwsw.measures.filters import Filters
from cwsw.store import Workspace
from cwsw.summary.missing import missing
from cwsw.summary.model import Summary

A = TypeVar("A")
B = TypeVar("B")
EVERYONE = Filters()


def summarise(
    workspace: Workspace, filters: Filters = EVERYONE, *, with_child_facts: bool = True
) -> Summary:
    """The whole answer about a workspace. Cohort counts never depend on the filters.

    `with_child_facts`: suggest from facts of single children too; the command line, which shows no
    suggestion, does not ask for them.
    """
    # DuckDB plans a statement on one core, and for one school that is most of the time: two
    # questions together take hardly longer than one (decision 2).
    tallies, (counts, dated) = _both(
        partial(count, workspace, filters), partial(_of_children, workspace, with_child_facts)
    )
    figures = compare(tallies, workspace.school.phase, workspace.as_at)
    return Summary(
        school=workspace.school,
        as_at=workspace.as_at,
        cohort=counts,
        figures=figures,
        suggestions=suggestions(figures, counts, workspace.school.phase, dated),
        missing=missing(workspace.school, workspace.supplied, figures),
        supplied=workspace.supplied,
    )


def _of_children(
    workspace: Workspace, with_facts: bool
) -> tuple[CohortCounts, Mapping[str, FactCount]]:
    return cohort_counts(workspace), fact_counts(workspace) if with_facts else {}


def _both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Ask two questions at the same time, and return both answers."""
    with ThreadPoolExecutor(1) as pool:
        try:
            answer = pool.submit(first)
        # Where no thread can be started the questions are asked one after the other.
        except RuntimeError:
            return first(), second()
        other = second()
        return answer.result(), other
