"""Absence without a reason in the registers of this upload: rule ATT-4 as dated facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cwsw.children.steps import rows, steps
from cwsw.store import Workspace

_FINAL = "select * from unexplained"
_LAST = "select max(date) as last_day from register where date <= $as_at"


@dataclass(frozen=True)
class Unexplained:
    """Marks without a reason: this half-term (codes N and O), the whole year, the last day."""

    no_reason_yet: int
    unknown: int
    this_year: int
    last_day: date

    @property
    def this_half_term(self) -> int:
        """Marks of this half-term."""
        return self.no_reason_yet + self.unknown


def unexplained(workspace: Workspace, since: date) -> Mapping[int, Unexplained]:
    """Pupil's number -> this year's marks without a reason; `since`: the half-term's start."""
    records = rows(
        workspace,
        steps("mark", "unexplained"),
        _FINAL,
        as_at=workspace.as_at,
        pupil=None,
        since=since,
    )
    return {row.pop("pupil"): Unexplained(**row) for row in records}


def last_register_day(workspace: Workspace) -> date | None:
    """The last day of which this upload has a register; None where it has none."""
    (row,) = rows(workspace, (), _LAST, as_at=workspace.as_at)
    return row["last_day"]  # type: ignore[no-any-return]
