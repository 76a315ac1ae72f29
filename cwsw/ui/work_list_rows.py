"""What stands on each work list: dated facts in words, and how many of how many children."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.access import Person as Reader
from cwsw.children.drift import (
    FEWEST_SESSIONS,
    RISE_POINTS,
    YEAR_PERCENT,
    Drift,
    Spells,
    drifts,
    spells,
)
from cwsw.children.due import due_day
from cwsw.children.followed import half_term, last_follow_ups, not_followed_up
from cwsw.children.reviews import LONGEST, Open, Running, open_things, past_review, running
from cwsw.cohort import Member
from cwsw.store import Workspace
from cwsw.ui import text
from cwsw.ui.names import CHILD, Names
from cwsw.ui.once import once
from cwsw.ui.tables import Table
from cwsw.ui.widgets.named_list import ORDER

NO_REGISTER = (
    "This upload has no register, so what needs one cannot be answered. Add a Register sheet with "
    "the code of each session."
)
WHOLE_COHORT = "All the children"


@dataclass(frozen=True)
class WorkList:
    """One list: `pupils` are the children on it, of `of` asked about.

    `sentence` says how many of how many, `means` the rule; `nothing` stands where it is empty;
    `rules` are the advice that goes with it.
    """

    title: str
    sentence: str
    means: str
    table: Table
    pupils: tuple[Member, ...]
    number: int
    of: int
    nothing: str
    rules: tuple[str, ...] = ()
    order: str = ORDER


@dataclass(frozen=True)
class Asking:
    """Of whose data the lists are made, for whom."""

    workspace: Workspace
    who: Reader
    names: Names
    cohort: tuple[Member, ...]

    @property
    def as_at(self) -> str:
        """The day of the data in words."""
        return text.day(self.workspace.as_at)

    def children(self) -> str:
        """'150 children on the list'."""
        return f"{text.count(len(self.cohort), 'child', 'children')} on the list"


def not_yet_followed_up(asking: Asking) -> WorkList:
    """Children of whom no follow-up is recorded this half-term."""
    block = once(asking.workspace, half_term)
    last = last_follow_ups(asking.workspace)
    upns = frozenset(not_followed_up((m.upn for m in asking.cohort), last, block.start))
    found = tuple(m for m in asking.cohort if m.upn in upns)
    rows = tuple(
        (*asking.names.place(m), _day_or(last.get(m.upn), "none on record")) for m in found
    )
    title = "Not yet followed up this half-term"
    return WorkList(
        title=title,
        sentence=(
            f"{len(found):,} of {asking.children()} have no follow-up recorded since "
            f"{text.day(block.start)} ({block.name})."
        ),
        means=(
            "Any kind of follow-up takes a child off the list, whoever made it; one recorded after "
            "the day of the data counts too."
        ),
        table=Table(title, (*CHILD, "Last followed up"), rows),
        pupils=found,
        number=len(found),
        of=len(asking.cohort),
        nothing="Everybody on the list has been followed up this half-term.",
    )


def attendance_drifting(asking: Asking) -> WorkList:
    """Children of whom rule ATT-2 or ATT-3 holds, each with the facts in words."""
    known, weeks = once(asking.workspace, drifts), once(asking.workspace, spells)
    pairs = [(m, known[m.number]) for m in asking.cohort if m.number in known]
    found = tuple((member, drift) for member, drift in pairs if drift.is_any)
    rows = tuple(
        (*asking.names.place(m), " ".join(facts_of(d, weeks, asking.as_at))) for m, d in found
    )
    title = "Attendance drifting"
    means = (
        f"A child is on it whose absence rose by {RISE_POINTS} points or more between the four "
        f"school weeks to the last register and the four before (with {FEWEST_SESSIONS} possible "
        f"sessions or more in each), who missed more than {YEAR_PERCENT}% of this year's sessions, "
        "or who missed half or more. These lines are the project's own, but for the last. "
    )
    return WorkList(
        title=title,
        sentence=f"{len(found):,} of {asking.children()}, as at {asking.as_at}.",
        means=means + ("" if weeks.recent else NO_REGISTER),
        table=Table(title, (*CHILD, "What the data say"), rows),
        pupils=tuple(member for member, _ in found),
        number=len(found),
        of=len(asking.cohort),
        nothing="Nobody on the list is past one of these lines.",
        rules=("ATT-2", "ATT-3"),
    )


def facts_of(drift: Drift, weeks: Spells, as_at: str) -> Iterable[str]:
    """What holds for one child, a sentence each, with counts and days."""
    if drift.has_risen and weeks.last_day:
        yield (
            f"Missed {drift.recent_missed:,} of {drift.recent_possible:,} sessions in the four "
            f"school weeks to {text.day(weeks.last_day)}, after {drift.before_missed:,} of "
            f"{drift.before_possible:,} in the four before."
        )
    if drift.has_passed or drift.is_severe:
        line = "half or more" if drift.is_severe else f"more than {YEAR_PERCENT}%"
        if drift.possible:
            yield (
                f"Missed {drift.missed:,} of {drift.possible:,} possible sessions of this "
                f"academic year to {as_at}: {line}."
            )
        elif drift.attendance_percent is not None:
            given = f"{drift.attendance_percent.normalize():f}"
            yield f"Attendance of {given}% this academic year to {as_at}: {line} missed."


def review_overdue(asking: Asking) -> WorkList:
    """Placements, support and actions whose day has gone by."""
    workspace = asking.workspace
    every = open_things(workspace, once(workspace, running), asking.cohort)
    day = due_day(workspace)
    found = [thing for thing in every if thing.is_overdue(day)]
    by_number = {m.number: m for m in asking.cohort}
    rows = tuple(
        _open_row(thing, by_number.get(thing.number or 0), asking.names) for thing in found
    )
    about = {thing.number for thing in found}
    title = "Review overdue"
    return WorkList(
        title=title,
        sentence=(
            f"{len(found):,} of {text.count(len(every), 'placement, support or action')} that run "
            f"or are open had a day before {text.day(day)}."
        ),
        means=(
            f"Placements that run on {asking.as_at} by the data, support that runs on "
            f"{text.day(day)}, and actions not done, whose day has gone by."
        ),
        table=Table(title, (*CHILD, "What", "Which", "Who", "Was due"), rows),
        pupils=tuple(m for m in asking.cohort if m.number in about),
        number=len(found),
        of=len(every),
        nothing="Nothing is past its day.",
        order="What was due first comes first.",
    )


def placements_past_review(asking: Asking) -> WorkList:
    """Alternative provision and part-time timetables past their review, or that have run long."""
    by_number = {m.number: m for m in asking.cohort}
    every = [p for p in once(asking.workspace, running) if p.number in by_number]
    every = [p for p in every if p.kind in LONGEST]
    late = past_review(every)
    found = [(m, p) for m in asking.cohort for p in late if p.number == m.number]
    rows = tuple(
        (*asking.names.place(m), p.kind, asking.names.text(p.provider), placement_facts(p))
        for m, p in found
    )
    title = "Alternative provision or part-time timetable past its review"
    return WorkList(
        title=title,
        sentence=(
            f"{len(found):,} of {text.count(len(every), 'placement')} of children on the list that "
            f"run on {asking.as_at}."
        ),
        means=(
            "Past its review date; or alternative provision for 12 weeks or more, a part-time "
            "timetable for more than 6. Both need an aim, an end and a review."
        ),
        table=Table(title, (*CHILD, "Kind", "Provider", "What the data say"), rows),
        pupils=tuple(dict.fromkeys(m for m, _ in found)),
        number=len(found),
        of=len(every),
        nothing="No such placement is past its review.",
        rules=("AP-2", "AP-3"),
    )


def placement_facts(placement: Running) -> str:
    """'Since 24 February 2026 (20 weeks). Its review was due on 24 March 2026.'"""
    since = f"Since {text.day(placement.start)} ({text.count(placement.weeks, 'week')})."
    if placement.review is None:
        return f"{since} No review date is on record."
    was = "was due" if placement.is_past_review else "is due"
    return f"{since} Its review {was} on {text.day(placement.review)}."


def _open_row(thing: Open, member: Member | None, names: Names) -> tuple[str, ...]:
    place = names.place(member) if member else (WHOLE_COHORT, "", "")
    said = (names.text(thing.detail), names.text(thing.who))
    return (*place, thing.what, *said, _day_or(thing.due, ""))


def _day_or(day: date | None, otherwise: str) -> str:
    return text.day(day) if day else otherwise
