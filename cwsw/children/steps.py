"""The steps of this room, run as one statement."""

from collections.abc import Iterable
from typing import Any

from cwsw.store import Step, Workspace, statement, steps_of

PACKAGE = "cwsw.children"


def steps(*names: str) -> tuple[Step, ...]:
    """Steps of this room by name, in the order of their files."""
    return tuple(step for step in steps_of(PACKAGE) if step.name in names)


def facts(*names: str) -> tuple[Step, ...]:
    """Steps of the measures: what every figure is counted from."""
    return tuple(step for step in steps_of("cwsw.measures", "facts") if step.name in names)


def rows(
    workspace: Workspace, used: Iterable[Step], final: str, **parameters: object
) -> list[dict[str, Any]]:
    """The rows of a last select over some steps; `parameters` are the statement's parameters."""
    named = tuple(used)
    with workspace.cursor() as cursor:
        result = cursor.execute(statement(named, final) if named else final, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
