"""Ask every room once and put the answer together."""

from cwsw.advice.suggest import suggestions
from cwsw.children.fact_counts import fact_counts
from cwsw.cohort import cohort_counts
from cwsw.compare.figures import compare
from cwsw.measures.count import count
from cwsw.measures.filters import Filters
from cwsw.store import Workspace
from cwsw.summary.missing import missing
from cwsw.summary.model import Summary

EVERYONE = Filters()


def summarise(
    workspace: Workspace, filters: Filters = EVERYONE, *, with_child_facts: bool = True
) -> Summary:
    """The whole answer about a workspace. Cohort counts never depend on the filters.

    `with_child_facts`: suggest from facts of single children too; the command line, which shows no
    suggestion, does not ask for them.
    """
    dated = fact_counts(workspace) if with_child_facts else {}
    counts = cohort_counts(workspace)
    figures = compare(count(workspace, filters), workspace.school.phase, workspace.as_at)
    return Summary(
        school=workspace.school,
        as_at=workspace.as_at,
        cohort=counts,
        figures=figures,
        suggestions=suggestions(figures, counts, workspace.school.phase, dated),
        missing=missing(workspace.school, workspace.supplied, figures),
        supplied=workspace.supplied,
    )
