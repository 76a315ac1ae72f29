"""Who is left out of each figure, with counts and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cwsw.measures.filters import Filters
from cwsw.measures.registry import MEASURES
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace


@dataclass(frozen=True)
class Reason:
    """Why a pupil is left out, in words and as a condition; the first that holds is given."""

    words: str
    condition: str


@dataclass(frozen=True)
class Asked:
    """Whom a measure asks about: a condition, the same in words, and why some are left out."""

    condition: str
    words: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class LeftOut:
    """Of `asked` pupils of one group that a measure asks about in a year, `counted` are counted.

    `reasons` hold the others, in words with their number; `besides` are counted though not among
    those asked (leavers with sessions, results of another year group).
    """

    words: str
    asked: int
    counted: int
    besides: int
    reasons: tuple[tuple[str, int], ...]


def _in_year(number: int, words: str, missing: str) -> Asked:
    condition = f"on_roll and year_group_then = {number}"
    return Asked(condition, f"{words} on roll in the year", (Reason(missing, "true"),))


def _on_roll(missing: str, *before: Reason) -> Asked:
    return Asked("on_roll", "on roll in the year", (*before, Reason(missing, "true")))


_RESULT = "result missing"
_ABSENCE = _on_roll(
    "no sessions in the spreadsheet",
    Reason("under 5 or over 15", "not counted_age"),
    Reason("no possible sessions", "possible = 0"),
)
_COUNT = _on_roll("no count in the spreadsheet")
_GCSE = _in_year(11, "in Year 11 and", _RESULT)
_AT_16 = _in_year(11, "in Year 11 and", "no known destination, or two different ones")
ASKED: Mapping[str, Asked] = {
    "gld": _in_year(0, "in Reception and", _RESULT),
    "phonics": _in_year(1, "in Year 1 and", _RESULT),
    "ks2_rwm": _in_year(6, "in Year 6 and", _RESULT),
    "em_strong": _GCSE,
    "em_standard": _GCSE,
    "attainment8": _GCSE,
    "overall_absence": _ABSENCE,
    "persistent_absence": _ABSENCE,
    "severe_absence": _ABSENCE,
    "suspended": _COUNT,
    "permanently_excluded": _COUNT,
    "alternative_provision": _COUNT,
    "part_time_timetable": _COUNT,
    "a_levels_at_16": _AT_16,
    "neet_at_16": _AT_16,
    "he_at_18": _in_year(13, "in Year 13 and", "no known destination, or two different ones"),
    "sdq_raised": _on_roll("no total with a known informant"),
    "wellbeing_known": _on_roll("left before the as-at date"),
}
"""Measure -> whom it asks about. What a measure counts is in pupil_year.sql, and only there."""


CANDIDATES = """from labelled
join (
    select pupil, year, on_roll, counted_age
    from aged
) using (pupil, year)
left join (
    select pupil, year, possible
    from sessions
) using (pupil, year)
"""
"""Where `ASKED` finds what it asks about: a row for each pupil, year and group."""


def left_out(
    workspace: Workspace, filters: Filters | None = None
) -> Mapping[tuple[str, int, str], LeftOut]:
    """(measure, year, group or sub-cohort) -> who is counted and who is not."""
    found: dict[tuple[str, int, str], LeftOut] = {}
    for row in rows_of(workspace, _final(), filters):
        for measure in MEASURES:
            found[measure.key, int(row["year"]), str(row["label"])] = _left_out(measure.key, row)
    return found


def _left_out(key: str, row: Mapping[str, Any]) -> LeftOut:
    asked = ASKED[key]
    counts = ((r.words, int(row[f"{key}_{n}"])) for n, r in enumerate(asked.reasons))
    return LeftOut(
        words=asked.words,
        asked=int(row[f"{key}_asked"]),
        counted=int(row[f"{key}_counted"]),
        besides=int(row[f"{key}_besides"]),
        reasons=tuple((words, number) for words, number in counts if number),
    )


def _final() -> str:
    """The last select: a row per year and label, the counts of each measure as columns."""
    counts = ",\n    ".join(part for key in ASKED for part in _counts(key))
    return f"select\n    year,\n    label,\n    {counts}\n{CANDIDATES}group by year, label"


def _counts(key: str) -> list[str]:
    """The columns of one measure; its key is a column name of our own registry."""
    asked = ASKED[key]
    held = f"coalesce({asked.condition}, false)"
    columns = [
        f"count(*) filter (where {held}) as {key}_asked",
        f"count({key}) filter (where {held}) as {key}_counted",
        f"count({key}) filter (where not {held}) as {key}_besides",
    ]
    earlier = f"{held} and {key} is null"
    for number, reason in enumerate(asked.reasons):
        columns.append(
            f"count(*) filter (where {earlier} and coalesce({reason.condition}, false))"
            f" as {key}_{number}"
        )
        earlier += f" and not coalesce({reason.condition}, false)"
    return columns
