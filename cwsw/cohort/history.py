"""Pupils who joined within six years and of whom nobody has said whether they had a plan before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.cohort.members import Member
from cwsw.cohort.steps import window_start
from cwsw.records import Decision, facts, keep, latest
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, first_day

SOURCE = "History before joining us"
FIELD = "Any CIN or CP plan"
RECHECK = "The list is checked again each September"
"""The checklist's point on the yearly check."""


@dataclass(frozen=True)
class Intake:
    """The pupils on roll of one year group who joined within six years.

    `known` have a plan on record; `received` have none, and somebody has said so; `asked` are being
    asked about; of `silent` nothing has been heard.
    """

    year_group: int | None
    joined: int
    known: int
    received: int
    asked: tuple[Member, ...]
    silent: tuple[Member, ...]


def intakes(workspace: Workspace, everybody: Iterable[Member]) -> tuple[Intake, ...]:
    """A line for each year group, the youngest first."""
    since = window_start(workspace.as_at)
    said = latest(f for f in facts(workspace, Decision) if (f.source, f.field) == (SOURCE, FIELD))
    groups: dict[int | None, list[Member]] = {}
    for member in everybody:
        if member.admitted is not None and member.admitted > since:
            groups.setdefault(member.year_group, []).append(member)
    ordered = sorted(groups, key=lambda g: (g is None, g or 0))
    return tuple(_intake(group, groups[group], said) for group in ordered)


def late_and_silent(workspace: Workspace, everybody: Iterable[Member]) -> tuple[Member, ...]:
    """Who joined this academic year apart from their year group, and of whom nobody has heard.

    A year group's usual intake comes on one day (Reception, Year 7): whoever came on the day on
    which most of their year group came is not worth asking about one by one.
    """
    pupils = tuple(everybody)
    usual = _usual_days(pupils)
    year = academic_year(workspace.as_at)
    return tuple(
        member
        for intake in intakes(workspace, pupils)
        for member in intake.silent
        if member.admitted is not None
        and academic_year(member.admitted) == year
        and member.admitted != usual.get(member.year_group)
    )


def _usual_days(pupils: Iterable[Member]) -> dict[int | None, date]:
    """Year group -> the day on which more than half of it came, where there is one."""
    days: dict[int | None, Counter[date | None]] = {}
    for pupil in pupils:
        days.setdefault(pupil.year_group, Counter())[pupil.admitted] += 1
    usual = {year: counter.most_common(1)[0] for year, counter in days.items()}
    return {
        year: day
        for year, (day, number) in usual.items()
        if day is not None and 2 * number > days[year].total()
    }


def hear(workspace: Workspace, members: Iterable[Member], decision: str, by: str, on: date) -> None:
    """Keep, as one step, that history was received (accept) or is being asked for (ask)."""
    new = [
        Decision(upn=m.upn, source=SOURCE, field=FIELD, decision=decision, by=by, on=on)
        for m in members
    ]
    keep(workspace, f"history of {len(new):,} pupils: {decision}", new)


def recheck_is_due(last: date | None, as_at: date) -> bool:
    """Whether the list has not been checked since the academic year began."""
    return last is None or last < first_day(academic_year(as_at))


def _intake(
    year_group: int | None, joined: list[Member], said: dict[tuple[str, ...], Decision]
) -> Intake:
    nothing = [m for m in joined if m.group == "other" and not m.plans and m.override is None]
    heard = {m.upn: said.get((m.upn, SOURCE, FIELD)) for m in nothing}
    state = {upn: fact.decision if fact else "" for upn, fact in heard.items()}
    return Intake(
        year_group=year_group,
        joined=len(joined),
        known=len(joined) - len(nothing),
        received=sum(s in ("accept", "refuse") for s in state.values()),
        asked=tuple(m for m in nothing if state[m.upn] == "ask"),
        silent=tuple(m for m in nothing if not state[m.upn]),
    )
