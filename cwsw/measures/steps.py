"""The steps and parameters every question about measures shares."""

from typing import Any

from cwsw import cohort
from cwsw.measures.filters import Filters
from cwsw.measures.registry import THRESHOLDS
from cwsw.store import Step, Workspace, statement, steps_of

PACKAGE = "cwsw.measures"


def rows_of(
    workspace: Workspace,
    final: str,
    filters: Filters | None = None,
    *,
    counted: Step | None = None,
    **more: object,
) -> list[dict[str, Any]]:
    """The rows of a last select over the steps from pupils to `labelled`.

    `counted` is put in place of the step of that name. `more` are parameters of the last select
    itself.
    """
    counting = steps_of(PACKAGE, "counting")
    if counted is not None:
        counting = tuple(counted if step.name == counted.name else step for step in counting)
    *year_steps, roll = steps_of(PACKAGE, "facts")
    steps = (*cohort.steps(tuple(year_steps), roll), *counting)
    with workspace.cursor() as cursor:
        result = cursor.execute(statement(steps, final), _parameters(workspace, filters) | more)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def _parameters(workspace: Workspace, filters: Filters | None) -> dict[str, object]:
    year_groups = list(filters.year_groups) if filters else []
    return {
        **cohort.parameters(workspace),
        **THRESHOLDS,
        # Without the school's word that it may use SDQ totals none is counted (contract section 3).
        "sdq_permission": workspace.school.sdq_permission,
        # An empty sheet is a true nought, a missing one is not supplied: the rows alone cannot
        # tell.
        "exclusions_supplied": "exclusions" in workspace.supplied,
        "placements_supplied": "placements" in workspace.supplied,
        "wellbeing_supplied": "wellbeing" in workspace.supplied,
        # None and not an empty list, which would keep nobody.
        "year_groups": year_groups or None,
    }
