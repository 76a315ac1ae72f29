"""Plans that were loaded and that the next upload no longer has, of children who are in it.

An export of current plans only has no history, which counts for six years: one question for all.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cwsw.records.next_upload.loaded import Overlay
from cwsw.records.next_upload.plan_rows import Dates, Place, PlanRow, by_place
from cwsw.records.next_upload.questions import DROP, ENDED, KEEP, QuestionSection, question
from cwsw.tables.english import counted, day
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.schema import PLANS


@dataclass(frozen=True)
class MissingPlans:
    """The loaded plans that are not in the upload, the one question, and the rows that stay."""

    rows: tuple[PlanRow, ...] = ()
    questions: tuple[Question, ...] = ()
    staying: tuple[PlanRow, ...] = ()


def missing_plans(
    overlay: Overlay, upns: Collection[str], accounted: Collection[PlanRow]
) -> MissingPlans:
    """The plans that would be lost, less the rows for which recorded changes account."""
    new_plans = by_place(overlay.new.plans)
    rows = tuple(
        row
        for row in overlay.loaded.plans
        if row.upn in upns and row not in accounted and not _is_given(row, new_plans)
    )
    if not rows:
        return MissingPlans()
    question = _question(overlay, rows)
    answer = overlay.answers.to(question)
    if answer == DROP:
        return MissingPlans(rows, (question,))
    last_day = overlay.loaded.as_at
    staying = tuple(_ended(row, last_day) if answer == ENDED else row for row in rows)
    return MissingPlans(rows, (question,), staying)


def _is_given(row: PlanRow, new_plans: Mapping[Place, list[PlanRow]]) -> bool:
    """Whether the upload has the same plan, with these dates or with better ones."""
    same_kind = new_plans.get(row.of, [])
    # Without dates nothing tells two plans of one kind apart.
    if not row.dates.is_dated:
        return bool(same_kind)
    return any(row.dates == other.dates or row.dates.overlaps(other.dates) for other in same_kind)


def _question(overlay: Overlay, rows: tuple[PlanRow, ...]) -> Question:
    open_rows = [row for row in rows if _is_open(row)]
    number = counted(len(rows), "plan that was", "plans that were")
    verb = "is" if len(rows) == 1 else "are"
    open_words = f" {counted(len(open_rows), 'was', 'were')} still open." if open_rows else ""
    text = f"{number} loaded {verb} not in this file.{open_words}"
    last = day(overlay.loaded.as_at)
    ended = (Choice(ENDED, f"Keep them, the open ones as ended: last known on {last}"),)
    options = (
        Choice(KEEP, "Keep them as they are"),
        *(ended if open_rows else ()),
        Choice(DROP, "They were wrong: drop them"),
    )
    # Of every row: where others are missing it is another question, and asked again.
    facts = (overlay.new.as_at, *sorted(map(str, rows)))
    # Such an export leaves history out, which still counts. An open plan that is missing has no
    # good default: it may have ended, or never have been one (decision 21).
    has_no_plans = PLANS.name not in overlay.new.upload.tables
    is_history = not open_rows and _is_history(overlay, rows)
    suggested = KEEP if has_no_plans or is_history else None
    return question(QuestionSection.MISSING, facts, text, options, suggested)


def _is_history(overlay: Overlay, rows: tuple[PlanRow, ...]) -> bool:
    """Whether all ended before the first end that the upload knows: it leaves out old plans."""
    first = min((plan.dates.end for plan in overlay.new.plans if plan.dates.end), default=date.max)
    return all(row.dates.end <= first for row in rows if row.dates.end)


def _is_open(row: PlanRow) -> bool:
    return row.dates.start is not None and row.dates.end is None


def _ended(row: PlanRow, last_day: date) -> PlanRow:
    if not _is_open(row):
        return row
    start = row.dates.start
    # Not before its start, which may lie after the last day that was loaded.
    return replace(row, dates=Dates(start, max(last_day, start or last_day)))
