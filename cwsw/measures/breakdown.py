"""One measure by year group, plan, sex, SEN, FSM or form: a dimension of the one query.

Source: the same steps as every figure (`pupil_year.sql`); a part's counts add up to the figure's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cwsw.measures.count import NOBODY, Counts, counts_of, sums_of
from cwsw.measures.registry import BY_KEY, FigureKind
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace

PartValue = str | int | bool | None
"""What a part has in common: a year group's number, a word of the spreadsheet; None: not known."""


class Dimension(StrEnum):
    """By what the cohort is divided."""

    YEAR_GROUP = "year-group"
    PLAN = "plan"
    SEX = "sex"
    SEN = "sen"
    FSM = "fsm"
    FORM = "form"

    @property
    def words(self) -> str:
        """'Year group': what the reader calls it."""
        return _WORDS[self]


_WORDS: Mapping[Dimension, str] = {
    Dimension.YEAR_GROUP: "Year group",
    Dimension.PLAN: "Plan",
    Dimension.SEX: "Sex",
    Dimension.SEN: "SEN",
    Dimension.FSM: "FSM",
    Dimension.FORM: "Form",
}
_PLANS = ("current_cp", "current_cin", "ended")
_COLUMNS: Mapping[Dimension, str] = {
    Dimension.YEAR_GROUP: "year_group_then",
    Dimension.PLAN: "label",
    Dimension.SEX: "sex",
    Dimension.SEN: "sen",
    Dimension.FSM: "fsm",
    Dimension.FORM: "form",
}
"""Dimension -> our own column; year groups are those of the figure's year."""


@dataclass(frozen=True)
class Subgroup:
    """One part of the cohort and the other pupils of the same part; by plan, all other pupils."""

    value: PartValue
    cwsw: Counts
    other: Counts


@dataclass(frozen=True)
class CountedPupil:
    """A pupil of the cohort who is counted; `met` is None for means and sums."""

    number: int
    value: PartValue
    met: bool | None


def breakdown(
    workspace: Workspace, key: str, year: int, dimension: Dimension
) -> tuple[Subgroup, ...]:
    """The parts with anybody of the cohort eligible, in order. KeyError for an unknown measure."""
    records = rows_of(workspace, _counting(key, dimension), shown=year)
    counted = {(row["label"], row["part"]): counts_of(BY_KEY[key], row) for row in records}
    # The other pupils have no plan: all of them stand beside each plan's children.
    if dimension is Dimension.PLAN:
        places = {plan: ((plan, plan), ("other", "other")) for plan in _PLANS}
    else:
        places = {value: (("cwsw", value), ("other", value)) for _, value in counted}
    parts = (
        Subgroup(value, counted.get(ours, NOBODY), counted.get(theirs, NOBODY))
        for value, (ours, theirs) in places.items()
    )
    # A part without a child of the cohort would only show other pupils.
    return tuple(sorted((part for part in parts if part.cwsw.pupils), key=_order))


def counted_pupils(
    workspace: Workspace, key: str, year: int, dimension: Dimension | None
) -> tuple[CountedPupil, ...]:
    """The pupils of the cohort behind a figure, each with the part they belong to."""
    rows = rows_of(workspace, _listing(key, dimension), shown=year, labels=_labels(dimension))
    is_share = BY_KEY[key].kind is FigureKind.PROPORTION
    return tuple(
        CountedPupil(row["number"], row["part"], row["outcome"] if is_share else None)
        for row in rows
    )


def _counting(key: str, dimension: Dimension) -> str:
    """The last select: a row for each label and part, the measure's sums as columns."""
    sums = ",\n    ".join(sums_of(BY_KEY[key]))
    return f"""
select
    label,
    {_COLUMNS[dimension]} as part,
    {sums}
from labelled
join (select pupil, sex, sen, fsm, form from pupils) using (pupil)
where year = $shown
group by label, part
"""  # noqa: S608 - our own column names and sums


def _listing(key: str, dimension: Dimension | None) -> str:
    part = "null" if dimension is None else _COLUMNS[dimension]
    return f"""
select
    pupil as number,
    {part} as part,
    {BY_KEY[key].key} as outcome
from labelled
join (select pupil, sex, sen, fsm, form from pupils) using (pupil)
where year = $shown
    and list_contains($labels, label)
    and {BY_KEY[key].key} is not null
order by pupil
"""  # noqa: S608 - our own column names


def _labels(dimension: Dimension | None) -> list[str]:
    """The labels whose pupils make up the cohort once: by plan its parts, else the whole."""
    # A child counts under "cwsw" and under a plan: both labels together would list it twice.
    return list(_PLANS) if dimension is Dimension.PLAN else ["cwsw"]


def _order(part: Subgroup) -> tuple[bool, int, str]:
    """Year groups from the youngest, plans as in `_PLANS`, words by letter; unknown last."""
    value = part.value
    if value in _PLANS:
        return False, _PLANS.index(str(value)), ""
    if isinstance(value, int):
        return False, int(value), ""
    return value is None, 0, str(value)
