"""The advice page's checklist for schools: each point with what the data say about it.

Source: Virtual School Kent, Children with a Social Worker: Advice for Education Provisions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cwsw.cohort.aware import ROLES, ChildAwareness, gaps
from cwsw.cohort.counts import CohortCounts
from cwsw.cohort.history import RECHECK
from cwsw.cohort.reconcile import Comparison, Standing
from cwsw.cohort.steps import PACKAGE
from cwsw.records import ChecklistLook, facts, latest
from cwsw.store import Workspace, steps_of
from cwsw.tables.english import counted, verb
from cwsw.tables.years import academic_year, first_day

NOTHING_TO_TELL = "No data can tell: write down what shows it."


@dataclass(frozen=True)
class ChecklistFacts:
    """The counts and comparisons from which the points are answered."""

    cohort: CohortCounts
    comparison: Comparison
    awareness: tuple[ChildAwareness, ...]
    meetings: int
    interventions: int
    supported: int
    voices: int


@dataclass(frozen=True)
class ChecklistPoint:
    """One point, what the data say of it, and who looked last. `own`: the school added it."""

    point: str
    evidence: str
    last: ChecklistLook | None
    own: bool = False


def checklist_facts(
    workspace: Workspace,
    cohort: CohortCounts,
    comparison: Comparison,
    awareness: tuple[ChildAwareness, ...],
) -> ChecklistFacts:
    """Count what the points are answered from; meetings are those of the as-at academic year."""
    # Meetings are asked for each year; support counts whenever it runs.
    since = first_day(academic_year(workspace.as_at))
    with workspace.cursor() as cursor:
        query = cursor.execute(_counts(), {"since": since, "as_at": workspace.as_at})
        (counted,) = query.fetchall()
    return ChecklistFacts(cohort, comparison, awareness, *counted)


def points(workspace: Workspace, data: ChecklistFacts) -> tuple[ChecklistPoint, ...]:
    """Every point of the advice, the yearly check, then the points the school has added itself."""
    looks = latest(facts(workspace, ChecklistLook))
    ours = [ChecklistPoint(p, evidence(data), looks.get((p,))) for p, evidence in POINTS.items()]
    # A point that is not the advice page's was added by the school: no data can answer it.
    added = [ChecklistPoint(p, NOTHING_TO_TELL, fact, own=True) for (p,), fact in looks.items()]
    return (*ours, *sorted((p for p in added if p.point not in POINTS), key=lambda p: p.point))


def _counts() -> str:
    (step,) = steps_of(PACKAGE, "evidence")
    return step.sql


def _list(data: ChecklistFacts) -> str:
    counts = data.cohort
    return (
        f"{counts.cwsw:,} of {counted(counts.on_roll, 'pupil', 'pupils')} on roll "
        f"{verb('are', counts.cwsw)} on the list; {counts.undated:,} more "
        f"{verb('have', counts.undated)} a plan without usable dates."
    )


def _on_roll(data: ChecklistFacts) -> str:
    return (
        f"{data.cohort.while_on_roll:,} of the {counted(data.cohort.cwsw, 'child', 'children')} "
        "had a plan while on our roll."
    )


def _checked(data: ChecklistFacts) -> str:
    if not data.comparison.lists:
        return "One source of plans only: there are no lists to compare."
    waiting = len(data.comparison.of(Standing.OPEN, Standing.AGAIN))
    queried = len(data.comparison.of(Standing.QUERIED))
    return (
        f"{len(data.comparison.lists)} lists compared: "
        f"{counted(waiting, 'disagreement', 'disagreements')} to decide, {queried:,} being asked "
        "about."
    )


def _awareness(data: ChecklistFacts) -> str:
    cells = len(data.awareness) * len(ROLES)
    waiting = sum(number for _, number in gaps(data.awareness))
    return (
        f"{cells - waiting:,} of {cells:,} decided (each child and each of {len(ROLES)} roles); "
        f"{waiting:,} to decide."
    )


def _meetings(data: ChecklistFacts) -> str:
    meetings = counted(data.meetings, "meeting", "meetings")
    return f"{meetings} {verb('are', data.meetings)} on record this academic year."


def _voices(data: ChecklistFacts) -> str:
    children = counted(data.voices, "child", "children")
    return f"The strengths, hopes or own words of {children} are on record."


def _support(data: ChecklistFacts) -> str:
    return (
        f"{counted(data.interventions, 'kind', 'kinds')} of support "
        f"{verb('are', data.interventions)} running, for {data.supported:,} named "
        f"{'child' if data.supported == 1 else 'children'} and, where no child is named, for all."
    )


def _none(_: ChecklistFacts) -> str:
    return NOTHING_TO_TELL


POINTS: Mapping[str, Callable[[ChecklistFacts], str]] = {
    "We know which children are, or in the past six years were, on a CIN or CP plan": _list,
    "We know which children were on a CIN or CP plan while on our roll": _on_roll,
    RECHECK: _checked,
    "The relevant staff are aware of who these children are": _awareness,
    "We meet regularly to review attainment, attendance and wellbeing": _meetings,
    "We use the countywide approach to inclusive education, and work as a nurture school": _none,
    "We have high aspirations for these children, believe in them and ask them": _voices,
    "Staff know where further information and support are found": _none,
    "Interventions that will support these children are identified": _support,
    "The Education Endowment Foundation's guidance reports are used": _none,
    "Its guidance on improving behaviour in schools has been read": _none,
}
"""Each point of the advice page in its order -> what the data say of it. Our own yearly check
stands among them."""
