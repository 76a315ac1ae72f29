"""Decide cases in which lists disagree: accept, refuse or ask, recorded with who and when.

An accepted list's word counts; what differs from it, or is refused, is taken out of the plans that
count. Decisions keep it word for word, so that it can be put back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.cohort.compared_lists import List, list_of
from cwsw.cohort.list_matching import Case, Reason, cases, difference
from cwsw.cohort.members import PlanSpan
from cwsw.cohort.plan_entries import (
    NO_SOURCE,
    PlanEntry,
    entries,
    from_words,
    in_words,
    putting_in,
    taking_out,
)
from cwsw.cohort.today import list_day
from cwsw.records import Decision, facts, latest
from cwsw.records.fact_store import record_part
from cwsw.store import Workspace

ACCEPT, REFUSE, ASK = "accept", "refuse", "ask"


class Standing(StrEnum):
    """The state of the decision on a case."""

    MATCHED = "agreed"
    OPEN = "to decide"
    AGAIN = "refused before, and listed again"
    QUERIED = "being asked about"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Resolution:
    """One decision on a case: accept one list, refuse, ask, or join two keys of the same child.

    `decision` is accept, refuse or ask; `list` the list whose word is accepted; `same_child` joins
    what stands under a former UPN to the pupil on roll.
    """

    decision: str
    list: List | None = None
    same_child: bool = False


@dataclass(frozen=True)
class Region:
    """The children that exactly these lists have; `agree`: whether the lists agree on them."""

    lists: tuple[List, ...]
    agree: bool
    upns: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The result of comparing the lists: every case, and the decisions recorded so far."""

    lists: tuple[List, ...]
    cases: tuple[Case, ...]
    decided: Mapping[tuple[str, ...], Decision]

    @property
    def mismatches(self) -> tuple[Case, ...]:
        """The cases on which lists do not agree."""
        return tuple(case for case in self.cases if case.reason is not Reason.NO_DIFFERENCE)

    def standing(self, case: Case) -> Standing:
        """The state of a case, by the latest decision on each of its entries."""
        if case.reason is Reason.NO_DIFFERENCE:
            return Standing.MATCHED
        verdicts = {fact.decision for fact in self.decisions(case)}
        # Refused entries are taken out of the plans: one that is here again came with a newer
        # file.
        if REFUSE in verdicts:
            return Standing.AGAIN
        if ASK in verdicts:
            return Standing.QUERIED
        return Standing.ACCEPTED if ACCEPT in verdicts else Standing.OPEN

    def decisions(self, case: Case) -> tuple[Decision, ...]:
        """The latest decision on each entry of a case, where there is one.

        What was decided of a list holds for its next file, whatever that is called.
        """
        # By list and not by file name: the next upload of the same list is called otherwise.
        keys = ((e.upn, _by_list(e.source), in_words(e)) for e in case.entries)
        return tuple(self._latest_of_list[key] for key in keys if key in self._latest_of_list)

    @cached_property
    def _latest_of_list(self) -> Mapping[tuple[str, str, str], Decision]:
        # By day, and then by everything in it, so that the order of rows decides nothing.
        ordered = sorted(self.decided.values(), key=lambda fact: (fact.on, str(fact)))
        return {(fact.upn, _by_list(fact.source), fact.field): fact for fact in ordered}

    def of(self, *standings: Standing) -> tuple[Case, ...]:
        """The mismatches in any of these states."""
        return tuple(case for case in self.mismatches if self.standing(case) in standings)


def _by_list(source: str) -> str:
    """The list that a source names; the source itself where it names none."""
    named = list_of(source)
    return source if named is List.OTHER else named


def match_lists(workspace: Workspace, day: date) -> tuple[Case, ...]:
    """Match the lists of a workspace, whatever has been decided.

    `day` is that of today's list, for who is on roll.
    """
    return cases(entries(workspace), pupils_by_upn(workspace, day), workspace.as_at, day)


def with_decisions(workspace: Workspace, matched: tuple[Case, ...]) -> Comparison:
    """The matched lists with what has been decided of them so far."""
    lists = {kind for case in matched for kind in case.lists}
    ordered = tuple(kind for kind in List if kind in lists)
    return Comparison(ordered, matched, latest(facts(workspace, Decision)))


def compare_lists(workspace: Workspace) -> Comparison:
    """Compare the lists of a workspace on the list day, with the decisions recorded so far."""
    return with_decisions(workspace, match_lists(workspace, list_day(workspace)))


def regions(comparison: Comparison) -> tuple[Region, ...]:
    """Every combination of lists that has children, agreement first; each child stands in one."""
    by_child: dict[str, list[Case]] = {}
    for case in comparison.cases:
        by_child.setdefault(case.upn, []).append(case)
    places: dict[tuple[tuple[List, ...], bool], list[str]] = {}
    for upn, of_child in by_child.items():
        have = {kind for case in of_child for kind in case.lists}
        lists = tuple(kind for kind in comparison.lists if kind in have)
        agree = all(case.reason is Reason.NO_DIFFERENCE for case in of_child)
        places.setdefault((lists, agree), []).append(upn)
    ordered = sorted(places, key=lambda p: (not p[1], -len(p[0]), [*map(str, p[0])]))
    return tuple(Region(lists, agree, tuple(places[lists, agree])) for lists, agree in ordered)


def reasons(cases: Iterable[Case]) -> tuple[tuple[Reason, int], ...]:
    """How many cases have each reason, in the order of `Reason`."""
    counted = Counter(case.reason for case in cases)
    return tuple((reason, counted[reason]) for reason in Reason if counted[reason])


def possible_resolutions(case: Case) -> tuple[Resolution, ...]:
    """The decisions that may be made on a case, in the order in which they are offered."""
    # Only where a namesake is on roll: else there is nobody to join it to.
    same = (Resolution(ACCEPT, same_child=True),) if case.twin else ()
    return (
        *same,
        *(Resolution(ACCEPT, kind) for kind in case.lists),
        Resolution(REFUSE),
        Resolution(ASK),
    )


def resolve(
    workspace: Workspace, cases: Sequence[Case], resolution: Resolution, by: str, on: date
) -> None:
    """Record the same decision on several cases, as one step, with who and when.

    ValueError where a case does not have the list whose word is taken.
    """
    removed: list[PlanEntry] = []
    added: list[PlanEntry] = []
    decisions: list[Decision] = []
    for case in cases:
        # A form may be older than the lists that it was drawn from.
        if resolution not in possible_resolutions(case):
            raise ValueError(f"{resolution} cannot be decided here")
        for entry in case.entries:
            verdict = _verdict(case, entry, resolution, workspace.as_at)
            decisions.append(_decision(entry, verdict, by, on))
            if resolution.same_child and case.twin:
                # The twin's own row needs its acceptance too, or the next look would ask about it
                # again.
                moved = replace(entry, upn=case.twin)
                added.append(moved)
                decisions.append(_decision(moved, ACCEPT, by, on))
            if verdict == REFUSE:
                removed.append(entry)
    # One step for plans and decisions, so that an undo takes both back
    # (docs/decisions/0007-decisions-on-lists.md).
    parts = (*taking_out(workspace, removed), *putting_in(workspace, added))
    workspace.change(_what(resolution, len(cases)), *parts, *record_part(workspace, decisions))


def refused(workspace: Workspace, comparison: Comparison) -> tuple[Decision, ...]:
    """Refusals that can be put back: their plan does not count and its words are ours."""
    present = {(e.upn, e.source, in_words(e)) for e in entries(workspace)}
    return tuple(
        fact
        for fact in comparison.decided.values()
        if fact.decision == REFUSE
        # A refused plan that a newer file brought again counts already.
        and fact.about not in present
        and from_words(fact.upn, fact.source, fact.field) is not None
    )


def put_back(workspace: Workspace, fact: Decision, by: str, on: date) -> None:
    """Let a refused plan count again, as one step."""
    entry = from_words(fact.upn, fact.source, fact.field)
    if entry is None:
        raise ValueError("the decision does not hold a plan in our words")
    decisions = record_part(workspace, [_decision(entry, ACCEPT, by, on)])
    workspace.change("put back a refused plan", *putting_in(workspace, [entry]), *decisions)


def _verdict(case: Case, entry: PlanEntry, resolution: Resolution, as_at: date) -> str:
    """The decision on one entry that follows from a decision on its case."""
    if resolution.same_child:
        return REFUSE
    if resolution.list is None:
        return resolution.decision
    chosen = next(e for e in case.entries if e.list is resolution.list)
    return ACCEPT if entry is chosen or _is_same_plan(chosen, entry, as_at) else REFUSE


def _is_same_plan(chosen: PlanEntry, entry: PlanEntry, as_at: date) -> bool:
    same_dating = chosen.is_flag or entry.is_flag or chosen.is_dated == entry.is_dated
    return same_dating and difference((chosen, entry), as_at) is Reason.NO_DIFFERENCE


def _decision(entry: PlanEntry, decision: str, by: str, on: date) -> Decision:
    return Decision(
        upn=entry.upn,
        source=entry.source,
        field=in_words(entry),
        decision=decision,
        by=by,
        on=on,
    )


def _what(resolution: Resolution, number: int) -> str:
    cases_ = "1 disagreement" if number == 1 else f"{number:,} disagreements"
    return f"{resolution.decision} in {cases_} between the lists"


def record_plan_dates(
    workspace: Workspace,
    upn: str,
    plan: PlanSpan,
    days: tuple[date, date | None],
    by: str,
    on: date,
) -> None:
    """Put the dates somebody was told in place of rows without usable ones, as one step.

    Both are kept as decisions: what each row said as refused, what counts now as accepted.
    """
    sources = [source or NO_SOURCE for source in plan.sources]
    # Every list that says the plan is given the dates: one left behind would disagree with the
    # others.
    former = [PlanEntry(upn, list_of(s), s, plan.plan, plan.start, plan.end) for s in sources]
    new = [replace(entry, start=days[0], end=days[1]) for entry in former]
    decisions = [_decision(entry, REFUSE, by, on) for entry in former]
    decisions += [_decision(entry, ACCEPT, by, on) for entry in new]
    parts = (*taking_out(workspace, former), *putting_in(workspace, new))
    workspace.change("dates of a plan", *parts, *record_part(workspace, decisions))
