"""Rows of Plans as values: their dates, and whether two of them speak of the same time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from cwsw.tables.english import day
from cwsw.tables.upload import rows_of, table_of


class Dates(NamedTuple):
    """The first and the last day of a plan; None where it is not known, or the plan is open."""

    start: date | None
    end: date | None

    @property
    def is_dated(self) -> bool:
        """Whether it can be placed in time."""
        has_date = self.start is not None or self.end is not None
        return has_date and not (self.start and self.end and self.end < self.start)

    def overlaps(self, other: "Dates") -> bool:
        """Whether both have dates and share a day."""
        if not (self.is_dated and other.is_dated):
            return False
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    @property
    def in_words(self) -> str:
        """'from 8 January 2024, open', '8 January 2024 to 3 November 2026', 'without dates'."""
        if self.start is None and self.end is None:
            return "without dates"
        if self.end is None:
            return f"from {day(self.start)}, open" if self.start else "open"
        return f"{day(self.start)} to {day(self.end)}" if self.start else f"to {day(self.end)}"


def _first(dates: Dates) -> date:
    return dates.start or dates.end or date.min  # without a start it counts on its last day only


def _last(dates: Dates) -> date:
    return dates.end or date.max


@dataclass(frozen=True)
class PlanRow:
    """A row of the sheet Plans."""

    upn: str
    plan: str
    dates: Dates
    source: str | None = None

    @property
    def of(self) -> tuple[str, str]:
        """The child and the kind of plan."""
        return (self.upn, self.plan)


Place = tuple[str, str]
"""A child and a kind of plan."""


def plan_rows(table: pa.Table | None) -> tuple[PlanRow, ...]:
    """The rows of a table of plans."""
    if table is None:
        return ()
    return tuple(
        PlanRow(upn, plan, Dates(start, end), source)
        for upn, plan, start, end, source in rows_of(table)
    )


def plan_table(rows: Iterable[PlanRow]) -> pa.Table:
    """The reverse of `plan_rows`, each different row once."""
    cells = [(row.upn, row.plan, *row.dates, row.source) for row in dict.fromkeys(rows)]
    return table_of("plans", cells)


def by_place(rows: Iterable[PlanRow]) -> dict[Place, list[PlanRow]]:
    """Rows by child and kind of plan."""
    grouped: dict[Place, list[PlanRow]] = {}
    for row in rows:
        grouped.setdefault(row.of, []).append(row)
    return grouped


def pupil_name(row: Mapping[str, Any]) -> str:
    """'Ada Adams'; the key of a pupil without a name."""
    return " ".join(filter(None, (row["forename"], row["surname"]))) or str(row["upn"])
