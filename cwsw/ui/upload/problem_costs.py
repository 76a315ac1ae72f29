"""What a problem costs: which figures its column or sheet decides, and how many rows it touches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwsw.intake.columns import fold
from cwsw.intake.problems import NO_CHANGE, rows_named
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import Problem, Severity, Upload
from cwsw.ui.wording.text import counted

SUMMARISED_FROM = 16
"""Cells of one column from which they are shown as one line."""

_COHORT = "who counts as a child with a social worker"
_ABSENCE = "persistent and severe absence"
_OUT_OF = {
    "attendance": "the absence figures",
    "register": "the absence figures",
    "exclusions": "suspensions and exclusions",
    "results": "results",
    "wellbeing": "wellbeing",
    "placements": "alternative provision and part-time timetables",
    "destinations": "destinations",
}
"""Table -> the figures its rows are counted in."""

_KINDS = {
    "a list of plans": "plans",
    "a register": "register",
    "a list of suspensions": "exclusions",
    "attendance by": "attendance",
    "a list of results": "results",
}
"""How the words for a foreign sheet begin -> the table it is read into."""

_BY_FIELD: Mapping[str, str] = (
    dict.fromkeys(
        ("plan", "plan_start", "plan_end", "cin_now", "cp_now", "cin_start", "cin_end",
         "cp_start", "cp_end", "looked_after"),
        _COHORT,
    )
    | dict.fromkeys(
        ("possible_sessions", "authorised_absence", "unauthorised_absence", "attended_sessions",
         "absent_sessions", "attendance_percent", "absence_percent"),
        _ABSENCE,
    )
    | dict.fromkeys(("admission_date", "leaving_date"), "who was on roll, and when")
    | dict.fromkeys(("suspensions", "suspension_days", "permanently_excluded"),
                    "suspensions and exclusions")
    | dict.fromkeys(("gld", "phonics_mark", "ks2_reading", "ks2_writing", "ks2_maths",
                     "english_language", "english_literature", "maths", "attainment_8"), "results")
    | {"year_group": "figures that ask for a year group: phonics, GCSE, absence by age",
       "date_of_birth": "ages, which are then told by year group", "upn": "every figure"}
)  # fmt: skip
"""Field of a pupil -> the figures it decides."""


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one kind in one column: what they cost together."""

    problems: tuple[Problem, ...]
    cost: str
    weight: tuple[int, int, int]

    @property
    def is_many(self) -> bool:
        """Whether they are shown as one line."""
        return len(self.problems) >= SUMMARISED_FROM


def by_cost(problems: Sequence[Problem], upload: Upload) -> list[ProblemGroup]:
    """Problems of one kind and column together, those that affect the most figures first."""
    kinds: defaultdict[tuple[object, ...], list[Problem]] = defaultdict(list)
    for p in problems:
        # One mistake in filling in a column makes the same problem in hundreds of its cells.
        kinds[p.severity, p.code, p.file, p.sheet, p.column].append(p)
    fields = {(c.sheet, fold(c.heading)): c.field for c in upload.columns if c.field}
    tables = _tables(upload)
    groups = [_group(tuple(alike), fields, tables) for alike in kinds.values()]
    return sorted(groups, key=lambda group: group.weight)


def _tables(upload: Upload) -> Mapping[str, str]:
    """Sheet -> the table it is read into."""
    ours = {table.sheet: name for name, table in BY_NAME.items()}
    foreign = {
        sheet.sheet: table
        for sheet in (upload.proposal.sheets if upload.proposal else ())
        for start, table in _KINDS.items()
        if sheet.kind.startswith(start)
    }
    return ours | foreign


def _group(
    problems: tuple[Problem, ...],
    fields: Mapping[tuple[str, str], str | None],
    tables: Mapping[str, str],
) -> ProblemGroup:
    """Problems of one kind in one column, with their cost and their place in the order."""
    first = problems[0]
    table = tables.get(first.sheet or "", "pupils")
    field = fields.get((first.sheet or "", fold(first.column or "")))
    figures = _figures(table, field)
    rows = len({(p.sheet, p.row) for p in problems if p.row is not None})
    # Who counts comes before everything else: each figure depends on it.
    ranks = {_COHORT: 0, "every figure": 0}
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE].index(first.severity)
    rank = ranks.get(figures or "", 1 if figures else 2)
    return ProblemGroup(problems, _cost(first, figures, rows, table), (order, rank, -len(problems)))


def _figures(table: str, field: str | None) -> str | None:
    if table == "plans":
        return _COHORT
    return _OUT_OF.get(table) or _BY_FIELD.get(field or "")


def _cost(problem: Problem, figures: str | None, rows: int, table: str) -> str:
    """'Leaves 2 pupils out of persistent and severe absence.'"""
    if problem.severity is Severity.NOTE or figures is None or not rows:
        return "" if problem.effect == NO_CHANGE else problem.effect
    affected = counted(rows, "pupil" if table == "pupils" else "row")
    # Such words name a question ("who was on roll, and when"), of which nobody can be left out.
    if figures in (_COHORT, "every figure") or "which" in figures or "when" in figures:
        return f"Touches {affected}: {figures}."
    return f"Leaves {affected} out of {figures}."


def rows_of(group: ProblemGroup) -> str:
    """'3, 9, 12 and 40 more': the rows of a group shown as one line."""
    numbers = [p.row for p in group.problems if p.row is not None]
    return rows_named(numbers).removeprefix("rows ").removeprefix("row ") if numbers else ""
