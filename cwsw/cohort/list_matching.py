"""Match the entries of several lists plan by plan, and say why the lists differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.compared_lists import COMPARED, List
from cwsw.cohort.plan_entries import PlanEntry


class Reason(StrEnum):
    """Why the lists differ on a plan; the values are shown on screen and in the download."""

    NO_DIFFERENCE = "the lists agree"
    FORMER_UPN = "listed under a former UPN of a pupil on roll"
    UNDATED = "a list gives no usable dates"
    TYPED = "a date is typed differently"
    ENDED = "the plan has ended: one list still has it, another does not"
    OTHER_DATES = "the dates differ"
    OTHER_KIND = "one list says CIN, another CP"
    EARLY_HELP = "not on the authority's list: perhaps early help or a referral, which is no plan"
    NOT_ON_SCHOOL_LISTS = "the school's own lists do not have it: perhaps nobody was told"
    LEFT = "the pupil has left"


@dataclass(frozen=True)
class Case:
    """One plan of one pupil, with the entry of each list that has it.

    `missing` are the lists that should have it and do not; `twin` is the pupil on roll of the same
    name and date of birth, where there is one.
    """

    upn: str
    entries: tuple[PlanEntry, ...]
    missing: tuple[List, ...]
    reason: Reason
    twin: str | None = None

    @property
    def lists(self) -> tuple[List, ...]:
        """The lists that have it."""
        return tuple(dict.fromkeys(entry.list for entry in self.entries))


def supplied(entries: Iterable[PlanEntry]) -> tuple[List, ...]:
    """The compared lists that have an entry, in their fixed order."""
    have = {entry.list for entry in entries}
    return tuple(kind for kind in COMPARED if kind in have)


def cases(
    entries: Sequence[PlanEntry], pupils: Mapping[str, Pupil], as_at: date, day: date
) -> tuple[Case, ...]:
    """Every plan of the compared lists, in the order of pupils and dates.

    What the lists say is of the as-at date, and so it is compared; who is here and who has left is
    as of `day`. Fewer than two lists: nothing to compare, no case.
    """
    lists = supplied(entries)
    # One list has nothing to disagree with.
    if len(lists) < 2:
        return ()
    by_pupil: dict[str, list[PlanEntry]] = {}
    for entry in entries:
        if entry.list in lists:
            by_pupil.setdefault(entry.upn, []).append(entry)
    # A list of flags knows today's plans only: it cannot miss one that has ended.
    flags_only = frozenset(
        kind for kind in lists if all(e.is_flag for e in entries if e.list is kind)
    )
    return tuple(
        _case(pupils[upn], group, lists, flags_only, as_at, day)
        for upn in sorted(by_pupil)
        for group in _grouped(by_pupil[upn], as_at)
    )


def _grouped(entries: list[PlanEntry], as_at: date) -> list[list[PlanEntry]]:
    """Group one pupil's entries by plan; of several possible pairs the nearest is joined first."""
    groups: list[list[PlanEntry]] = []
    for kind in COMPARED:
        waiting = _merge_repeats([e for e in entries if e.list is kind], as_at)
        # Nearest first, and each taken once: a plan that two could match goes to the likelier.
        pairs = sorted(
            (_distance(group, repeats[0], as_at), i, j)
            for i, repeats in enumerate(waiting)
            for j, group in enumerate(groups)
        )
        matched: dict[int, int] = {}
        for distance, i, j in pairs:
            if distance < _FAR and i not in matched and j not in matched.values():
                matched[i] = j
                groups[j].extend(waiting[i])
        groups += [repeats for i, repeats in enumerate(waiting) if i not in matched]
    return groups


def _merge_repeats(entries: list[PlanEntry], as_at: date) -> list[list[PlanEntry]]:
    """Merge repeats within one list: the same plan again, or a flag beside an open plan."""
    merged: list[list[PlanEntry]] = []
    for entry in sorted(entries, key=_order):
        same_plan = next((m for m in merged if _is_repeat(m[0], entry, as_at)), None)
        if same_plan is None:
            merged.append([entry])
        else:
            same_plan.append(entry)
    return merged


def _is_repeat(entry: PlanEntry, other: PlanEntry, as_at: date) -> bool:
    if entry.plan != other.plan:
        return False
    if entry.is_flag or other.is_flag:
        return entry.is_open(as_at) and other.is_open(as_at)
    return (entry.start, entry.end) == (other.start, other.end)


# Distances are compared with each other only: any number above the largest of `_apart`.
_FAR = 9


def _distance(group: Sequence[PlanEntry], entry: PlanEntry, as_at: date) -> int:
    return min(_apart(other, entry, as_at) for other in group)


def _apart(entry: PlanEntry, other: PlanEntry, as_at: date) -> int:
    """How unlike two entries are as one plan: 0 the same, `_FAR` not the same plan."""
    further = 0 if entry.plan == other.plan else 4
    # A flag has no dates: it belongs to an open plan rather than to one that has ended.
    if entry.is_flag or other.is_flag:
        dated = other if entry.is_flag else entry
        return further + (1 if dated.is_open(as_at) else 3)
    if (entry.start, entry.end) == (other.start, other.end):
        return further
    if entry.start == other.start or _turned(entry.start, other.start):
        return further + 1
    if entry.end and (entry.end == other.end or _turned(entry.end, other.end)):
        return further + 2
    return further + 3 if _touch(entry, other) else _FAR


def _touch(entry: PlanEntry, other: PlanEntry) -> bool:
    """Whether two plans share a day, or one of them cannot be placed."""
    if not (entry.is_dated and other.is_dated):
        return True
    first, second = sorted((entry, other), key=lambda e: e.start or e.end or date.min)
    return (second.start or second.end or date.min) <= (first.end or date.max)


def _turned(day: date | None, other: date | None) -> bool:
    """Day and month exchanged."""
    if day is None or other is None or day == other:
        return False
    # 03/04 typed or read for 04/03.
    return (day.year, day.month, day.day) == (other.year, other.day, other.month)


def _order(entry: PlanEntry) -> tuple[bool, date, date, str, str]:
    """Plans before flags, by their dates."""
    start, end = entry.start or date.min, entry.end or date.max
    return entry.is_flag, start, end, entry.plan, entry.source


def _case(
    pupil: Pupil,
    group: list[PlanEntry],
    lists: Sequence[List],
    flags_only: frozenset[List],
    as_at: date,
    day: date,
) -> Case:
    have = {entry.list for entry in group}
    if any(entry.is_recorded for entry in group):
        # What staff recorded here is known to the lead: their list does not miss it.
        have.add(List.DSL)
    could = [kind for kind in lists if kind not in flags_only or _is_now(group, as_at)]
    missing = tuple(kind for kind in could if kind not in have)
    # A twin matters only where the listed pupil is not on roll: two on roll are two children.
    twin = pupil.twin if not pupil.is_on_roll(day) else None
    ordered = tuple(sorted(group, key=lambda e: COMPARED.index(e.list)))
    reason = _reason(ordered, missing, pupil.has_left(day), twin, as_at)
    return Case(pupil.upn, ordered, missing, reason, twin)


def _is_now(group: Iterable[PlanEntry], as_at: date) -> bool:
    return any(entry.is_open(as_at) for entry in group)


def _reason(
    group: Sequence[PlanEntry],
    missing: Sequence[List],
    has_left: bool,
    twin: str | None,
    as_at: date,
) -> Reason:
    if twin is not None:
        return Reason.FORMER_UPN
    differ = difference(group, as_at)
    if not missing and differ is Reason.NO_DIFFERENCE:
        return Reason.NO_DIFFERENCE
    # Before the dates: having left explains what is missing or differs sooner than any slip.
    if has_left:
        return Reason.LEFT
    if any(not (e.is_dated or e.is_flag) for e in group):
        return Reason.UNDATED
    if differ is not Reason.NO_DIFFERENCE:
        return differ
    # The authority decides about plans: what its list does not have is perhaps early help.
    if List.LA in missing:
        return Reason.EARLY_HELP
    return Reason.NOT_ON_SCHOOL_LISTS if _is_now(group, as_at) else Reason.ENDED


def difference(group: Sequence[PlanEntry], as_at: date) -> Reason:
    """How the entries of one plan differ from each other; `NO_DIFFERENCE` where they do not."""
    if len({entry.plan for entry in group}) > 1:
        return Reason.OTHER_KIND
    if len({entry.is_open(as_at) for entry in group if entry.is_dated or entry.is_flag}) > 1:
        return Reason.ENDED
    days = {(entry.start, entry.end) for entry in group if not entry.is_flag}
    if len(days) < 2:
        return Reason.NO_DIFFERENCE
    return Reason.TYPED if _only_typed(days) else Reason.OTHER_DATES


def _only_typed(days: Iterable[tuple[date | None, date | None]]) -> bool:
    """Whether the dates differ as a slip of the fingers would make them."""
    first, *others = sorted(days, key=str)
    return all(_slip(a, b) for other in others for a, b in zip(first, other, strict=True))


def _slip(day: date | None, other: date | None) -> bool:
    if day is None or other is None:
        return day is other
    if day == other or _turned(day, other):
        return True
    # One digit, as a finger slips.
    wrong = sum(a != b for a, b in zip(day.isoformat(), other.isoformat(), strict=True))
    return wrong == 1
