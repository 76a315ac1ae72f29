"""Enquiries about the time before a pupil joined: had the pupil a plan in the past six years?

They go to the previous school and the local authority. Question and answer are stored as rows of
Decisions: ask (waiting), accept (no plan), refuse (there was one, to be added to Plans).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cwsw.cohort.members import Member
from cwsw.cohort.steps import window_start
from cwsw.records import Decision, facts, record
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, first_day

SOURCE = "History before joining us"
FIELD = "Any CIN or CP plan"
"""The Field of records that do not say who was asked; they count for the previous school."""
RECHECK = "The list is checked again each September"
"""The checklist's point on the yearly check."""


class Respondent(StrEnum):
    """Who may be asked about the time before a pupil joined."""

    SCHOOL = "previous school"
    AUTHORITY = "local authority"


class Answer(StrEnum):
    """The state of one question, as the word in the Decision column."""

    WAITING = "ask"
    NO_PLAN = "accept"
    PLANS = "refuse"


FIELDS: Mapping[Respondent, str] = {
    respondent: f"{FIELD}: {respondent}" for respondent in Respondent
}
_RESPONDENT_OF = {FIELD: Respondent.SCHOOL} | {
    field: respondent for respondent, field in FIELDS.items()
}


class HistoryState(StrEnum):
    """The state of the enquiry about one child, over all who were asked."""

    OPEN = "not asked"
    WAITING = "waiting"
    NAMED = "a plan was named"
    SETTLED = "answered: no plan"


@dataclass(frozen=True)
class Joiner:
    """A pupil who joined within six years and has no plan on record.

    `questions`: the latest that counts of each respondent. `late`: joined at another time than the
    year group. `this_year`: joined in this academic year.
    """

    member: Member
    questions: Mapping[Respondent, Decision]
    late: bool
    this_year: bool

    @property
    def state(self) -> HistoryState:
        """The state over all respondents: settled once one has answered and none is waited for."""
        if not self.questions:
            return HistoryState.OPEN
        answers = {fact.decision for fact in self.questions.values()}
        # A plan named by one outweighs "no plan" from the other: a child must not be hidden.
        if Answer.PLANS in answers:
            return HistoryState.NAMED
        if Answer.WAITING in answers:
            return HistoryState.WAITING
        return HistoryState.SETTLED

    def waits_for(self, respondent: Respondent) -> bool:
        """Whether this respondent was asked and has not answered."""
        fact = self.questions.get(respondent)
        return fact is not None and fact.decision == Answer.WAITING


@dataclass(frozen=True)
class Intake:
    """The pupils on roll of one year group who joined within six years.

    `known` have a plan on record; `received` have none, and somebody has said so; `pending` are
    being asked about, or have a plan that was named and is not on record; of `unasked` nobody has
    been asked.
    """

    year_group: int | None
    joined: int
    known: int
    received: int
    pending: tuple[Member, ...]
    unasked: tuple[Member, ...]


def joiners(
    workspace: Workspace, pupils_on_roll: Iterable[Member], day: date
) -> tuple[Joiner, ...]:
    """The pupils who joined within six years of a day and have no plan on record, in order."""
    pupils = tuple(pupils_on_roll)
    since, this_year = window_start(day), first_day(academic_year(day))
    usual, records = _usual_days(pupils), _records(workspace)
    return tuple(
        Joiner(
            member=member,
            questions=_counting(records.get(member.upn, ()), member.admitted, this_year),
            # A whole class that came together is asked about together, not child by child.
            late=(member.year_group, member.admitted) not in usual,
            this_year=member.admitted >= this_year,
        )
        for member in pupils
        if member.admitted is not None and member.admitted > since and _is_unknown(member)
    )


def worth_asking(joiners: Iterable[Joiner]) -> tuple[Joiner, ...]:
    """The joiners to ask about one by one: late and not settled, those of this year first.

    A usual intake, such as Reception or Year 7, comes together and is asked about together.
    """
    waiting = [
        joiner for joiner in joiners if joiner.late and joiner.state is not HistoryState.SETTLED
    ]
    return tuple(
        sorted(
            waiting,
            key=lambda joiner: (not joiner.this_year, joiner.state is not HistoryState.OPEN),
        )
    )


def intakes(
    pupils_on_roll: Iterable[Member], unknown: Iterable[Joiner], day: date
) -> tuple[Intake, ...]:
    """How far the histories of each year group are known, the youngest first.

    `unknown` are the `joiners` of the same day.
    """
    # A plan that ended before the window would not count, so who came earlier is not asked about.
    since = window_start(day)
    groups: dict[int | None, list[Joiner]] = {}
    for joiner in unknown:
        groups.setdefault(joiner.member.year_group, []).append(joiner)
    joined_members = [m for m in pupils_on_roll if m.admitted is not None and m.admitted > since]
    joined = Counter(member.year_group for member in joined_members)
    ordered = sorted(joined, key=lambda group: (group is None, group or 0))
    return tuple(_intake(group, joined[group], groups.get(group, [])) for group in ordered)


def record_enquiry(
    workspace: Workspace,
    members: Iterable[Member],
    decision: str,
    by: str,
    on: date,
    respondents: Sequence[Respondent] = (Respondent.SCHOOL,),
    basis: Sequence[Decision] | None = None,
) -> None:
    """Record, as one step, a question about these pupils or its answer.

    `decision` is a word of `Answer`; `basis` the decisions on which it was made.
    """
    pupils = tuple(members)
    new = [
        Decision(upn=m.upn, source=SOURCE, field=FIELDS[recipient], decision=decision, by=by, on=on)
        for m in pupils
        for recipient in respondents
    ]
    record(workspace, f"history of {len(pupils):,} pupils: {decision}", new, basis)


def recheck_is_due(last: date | None, day: date) -> bool:
    """Whether the list has not been checked since the academic year began."""
    return last is None or last < first_day(academic_year(day))


def _is_unknown(member: Member) -> bool:
    # A plan of any kind, or a decision of staff, answers the question already.
    return member.group == "other" and not member.plans and member.override is None


def _records(workspace: Workspace) -> Mapping[str, Sequence[Decision]]:
    """UPN -> what was asked and answered of a pupil's history, the earliest first."""
    by_upn: dict[str, list[Decision]] = {}
    decisions = (
        f for f in facts(workspace, Decision) if f.source == SOURCE and f.field in _RESPONDENT_OF
    )
    for fact in sorted(decisions, key=lambda fact: (fact.on, str(fact))):
        by_upn.setdefault(fact.upn, []).append(fact)
    return by_upn


def _counting(
    records: Sequence[Decision], admitted: date, this_year: date
) -> Mapping[Respondent, Decision]:
    """The latest record of each question that still counts.

    Each 1 September a question without an answer has to be asked again. An answer stays, but for
    one from before the school year in which the child joined.
    """
    if not records:
        return _NOTHING
    # A pupil who came back may have an answer of the first time, which says nothing of since.
    joined = first_day(academic_year(admitted))
    latest = {_RESPONDENT_OF[fact.field]: fact for fact in records}
    return {
        respondent: fact
        for respondent, fact in latest.items()
        # A question counts for one school year; an answer until the child joins anew.
        if fact.on >= (this_year if fact.decision == Answer.WAITING else joined)
    }


_NOTHING: Mapping[Respondent, Decision] = {}
_INTAKE_MONTH, _TENTH, _FEWEST = 9, 10, 3


def _usual_days(pupils: Iterable[Member]) -> frozenset[tuple[int | None, date | None]]:
    """Year groups with the days on which an intake of theirs came.

    A day on which more than half of the year group came; or in September, when a Reception class
    may come over several days and others stay from the nursery, a tenth and three pupils at least.
    """
    days: dict[int | None, Counter[date | None]] = {}
    for pupil in pupils:
        days.setdefault(pupil.year_group, Counter())[pupil.admitted] += 1
    return frozenset(
        (group, day)
        for group, counter in days.items()
        for day, number in counter.items()
        if day is not None and _is_intake(day, number, counter.total())
    )


def _is_intake(day: date, number: int, of: int) -> bool:
    # Whole numbers on both sides, so that exactly a tenth is not lost to rounding.
    many = day.month == _INTAKE_MONTH and number >= _FEWEST and _TENTH * number >= of
    return many or 2 * number > of


def _intake(year_group: int | None, joined: int, unknown: Sequence[Joiner]) -> Intake:
    states = [joiner.state for joiner in unknown]
    return Intake(
        year_group=year_group,
        joined=joined,
        known=joined - len(unknown),
        received=states.count(HistoryState.SETTLED),
        pending=tuple(
            o.member for o in unknown if o.state in (HistoryState.WAITING, HistoryState.NAMED)
        ),
        unasked=tuple(joiner.member for joiner in unknown if joiner.state is HistoryState.OPEN),
    )
