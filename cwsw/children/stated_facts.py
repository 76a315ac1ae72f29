"""A few stated facts of single children, narrow enough that few children have two of them.

No score and no prediction (design section 4): each fact is true or not, is counted from the upload
and what staff recorded, and is shown in words. The rule and its numbers are only here; `rule` puts
them into words for the reader.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cwsw.children.attendance_alerts import FEWEST_SESSIONS, RISE_POINTS, RecentAbsence
from cwsw.children.steps import rows
from cwsw.cohort import Member
from cwsw.measures.registry import PERSISTENT_SHARE, SEVERE_SHARE, THRESHOLDS
from cwsw.store import Workspace

SUSPENSIONS = 2
_SEVERE, _PERSISTENT = THRESHOLDS["severe_percent"], THRESHOLDS["persistent_percent"]
ON_PLAN_AND_ABSENT = "on a child protection plan and persistently absent"
SEVERELY_ABSENT = f"missed {SEVERE_SHARE} or more"
ABSENCE_UP = f"absence up {RISE_POINTS}+ points in four weeks"
_BRIEF_FACTS = 2
_BRIEF = {
    ON_PLAN_AND_ABSENT: "CP and absent",
    SEVERELY_ABSENT: f"missed {SEVERE_SHARE}",
    ABSENCE_UP: "absence up",
}

_SUSPENDED = """
select upn, count(*) as number
from exclusions
join pupils using (pupil)
where type = 'SUSP' and start_date <= $as_at
    and academic_year(start_date) = academic_year($as_at)
group by upn
"""


def rule(with_plans: bool) -> str:
    """Which facts are looked at, in words for the reader."""
    plan = f"{ON_PLAN_AND_ABSENT} ({PERSISTENT_SHARE} or more) · " if with_plans else ""
    return (
        f"Facts looked at, all of this school year: {plan}{SEVERELY_ABSENT} of their sessions · "
        f"suspended {SUSPENSIONS} times or more · absence up by {RISE_POINTS} points or more "
        f"between the last four school weeks and the four before ({FEWEST_SESSIONS} sessions or "
        "more in each). A child with two or more of them is listed, or with one where nobody has "
        "two. Who missed most sessions in the last four school weeks comes first."
    )


def brief(facts: Sequence[str]) -> str:
    """Facts in the few words that a narrow table has room for: two of them, then how many more."""
    more = f" +{len(facts) - _BRIEF_FACTS}" if len(facts) > _BRIEF_FACTS else ""
    return ", ".join(map(_in_brief, facts[:_BRIEF_FACTS])) + more


def _in_brief(fact: str) -> str:
    times = fact.removeprefix("suspended ").removesuffix(" times")
    return f"{times} suspensions" if times.isdigit() else _BRIEF.get(fact, fact)


@dataclass(frozen=True)
class ChildFacts:
    """The facts of one child in words, in the order of the rule, and the sessions to sort by."""

    member: Member
    facts: tuple[str, ...]
    recent_missed: int


def suspensions(workspace: Workspace) -> Mapping[str, int]:
    """UPN -> suspensions that began in the as-at year, for pupils with any."""
    records = rows(workspace, (), _SUSPENDED, as_at=workspace.as_at)
    return {row["upn"]: int(row["number"]) for row in records}


def stated_facts(
    cohort: Iterable[Member],
    absence: Mapping[int, RecentAbsence],
    suspended: Mapping[str, int],
    with_plans: bool,
) -> tuple[ChildFacts, ...]:
    """The facts of each child, in the order given.

    Args:
        cohort: The children.
        absence: Child's number -> recent absence.
        suspended: UPN -> suspensions of this year.
        with_plans: Whether the reader may see kinds of plan; without it no fact depends on one.

    """
    return tuple(
        _of_child(member, absence.get(member.number), suspended.get(member.upn, 0), with_plans)
        for member in cohort
    )


def _of_child(
    member: Member, absence: RecentAbsence | None, suspended: int, with_plans: bool
) -> ChildFacts:
    facts = []
    # Pastoral staff may not see kinds of plan (docs/design.md section 3), so no order may depend on
    # one.
    if with_plans and member.current == "current_cp" and _missed(absence, _PERSISTENT):
        facts.append(ON_PLAN_AND_ABSENT)
    if _missed(absence, _SEVERE):
        facts.append(SEVERELY_ABSENT)
    if suspended >= SUSPENSIONS:
        facts.append(f"suspended {suspended} times")
    if absence is not None and absence.has_risen:
        facts.append(ABSENCE_UP)
    return ChildFacts(member, tuple(facts), absence.recent_missed if absence else 0)


def _missed(absence: RecentAbsence | None, percent: int) -> bool:
    """Whether a child missed so much of the year's sessions, exactly."""
    if absence is None:
        return False
    if absence.possible and absence.missed is not None:
        # In whole numbers: exactly a tenth counts (contract section 3).
        return 100 * absence.missed >= percent * absence.possible
    return absence.attendance_percent is not None and 100 - absence.attendance_percent >= percent
