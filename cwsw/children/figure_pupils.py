"""The pupils behind a figure: who is counted, who of them meets it, and who is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cwsw.measures.filters import Filters
from cwsw.measures.left_out import CANDIDATES
from cwsw.measures.registry import BY_KEY, FigureKind
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace


@dataclass(frozen=True)
class FigurePupil:
    """One pupil, in the year group of the figure's year.

    `reason` is why the pupil is left out, '' for one who is counted. `met` is whether a
    counted pupil meets the measure (None for means and sums); `value` are sessions missed of `of`,
    or points.
    """

    number: int
    surname: str | None
    forename: str | None
    year_group: int | None
    form: str | None
    met: bool | None
    value: Decimal | int | None
    of: int | None
    reason: str


@dataclass(frozen=True)
class FigurePupils:
    """All pupils behind one figure, by year group, form and surname."""

    counted: tuple[FigurePupil, ...]
    left_out: tuple[FigurePupil, ...]

    @property
    def meeting(self) -> int:
        """How many of those counted meet the measure."""
        return sum(bool(pupil.met) for pupil in self.counted)


def pupils_behind(
    workspace: Workspace, key: str, year: int, group: str, filters: Filters | None = None
) -> FigurePupils:
    """The pupils of one figure.

    Args:
        workspace: The school's data.
        key: The measure's key in the registry; KeyError for any other.
        year: The academic year, by the calendar year in which it begins.
        group: A group or a part of the cohort, such as "cwsw" or "current_cp".
        filters: The pupils that are looked at; None: all.

    """
    records = rows_of(workspace, _final(key), filters, shown=year, shown_label=group)
    pupils = [(row.pop("counted"), _pupil(key, row)) for row in records]
    return FigurePupils(
        tuple(pupil for counted, pupil in pupils if counted),
        tuple(pupil for counted, pupil in pupils if not counted),
    )


def _final(key: str) -> str:
    """The last select; the measure's key and conditions are our own registry's."""
    return f"""
select
    pupils.pupil as number,
    surname,
    forename,
    year_group_then as year_group,
    form,
    {key} is not null as counted,
    {key} as outcome,
    {_missed(key)} as missed,
    possible_sessions as of,
    case
        {_reasons(key)}
    end as reason
{CANDIDATES}join pupils using (pupil)
where year = $shown
    and label = $shown_label
    and ({key} is not null or coalesce({BY_KEY[key].population.condition}, false))
order by year_group_then nulls last, form nulls last, surname, forename, upn
"""


def _reasons(key: str) -> str:
    """Which reason leaves a pupil out, by its place."""
    # In their order: where several hold, `case` takes the first (decision 8).
    reasons = enumerate(BY_KEY[key].population.reasons)
    return "\n        ".join(f"when {reason.condition} then {place}" for place, reason in reasons)


def _missed(key: str) -> str:
    return "overall_absence" if BY_KEY[key].is_absence else "null"


def _pupil(key: str, row: Mapping[str, Any]) -> FigurePupil:
    measure, outcome = BY_KEY[key], row["outcome"]
    is_counted = outcome is not None
    return FigurePupil(
        number=row["number"],
        surname=row["surname"],
        forename=row["forename"],
        year_group=row["year_group"],
        form=row["form"],
        met=outcome if measure.kind is FigureKind.PROPORTION else None,
        # Persistent absence itself is yes or no: the sessions behind it are shown.
        value=row["missed"] if measure.is_absence else _points(measure.kind, outcome),
        of=row["of"] if is_counted and measure.is_absence else None,
        reason="" if is_counted else BY_KEY[key].population.reasons[row["reason"]].words,
    )


def _points(kind: FigureKind, outcome: Decimal | None) -> Decimal | None:
    return outcome if kind is FigureKind.MEAN else None
