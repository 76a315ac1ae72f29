"""The inspection sheet: the cohort, the story of six children, and what was done.

For the headteacher and the safeguarding lead only: it has plans and names.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.children.actions import all_actions, meetings
from cwsw.children.follow_ups import half_term, last_follow_ups, not_followed_up
from cwsw.children.meeting_card import MeetingCard, YearSoFar, meeting_cards
from cwsw.children.random_sample import SIX
from cwsw.children.story import StaffFacts, Story, staff_facts
from cwsw.children.support import running, supports
from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.aware import ChildAwareness, grid
from cwsw.cohort.explanation import stories
from cwsw.compare.words import group
from cwsw.records import FollowUp, Intervention, Voice, facts
from cwsw.reports.document import (
    Block,
    Callout,
    Cards,
    Document,
    Fact,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.meeting_pack import Naming, child_card, child_facts, facts_with_words
from cwsw.reports.stamps import sample_marks
from cwsw.store import Workspace
from cwsw.tables.codes import OUTCOMES
from cwsw.tables.english import capital, counted, day
from cwsw.tables.years import academic_year, first_day, label

TITLE = "Children with a social worker: for an inspection"
FOOT = "Names children and plans: for the headteacher and the safeguarding lead only"
COHORT_HEADINGS = ("Who", "Pupils")
DONE_HEADINGS = ("What", "How much")
COHORT = "The cohort"
WHAT_WAS_DONE = "What was done"
NOBODY = (
    "No child is on the list yet, so there is no story. See May be missing for who to ask about."
)
FACTS_ONLY = "Facts with their dates, from last year and this. No score, and no order of need."
_GROUPS = (
    "cwsw",
    "current_cp",
    "current_cin",
    "ended",
    "while_on_roll",
    "looked_after_now",
    "looked_after",
    "undated",
    "earlier",
    "other",
)


@dataclass(frozen=True)
class ChildStory:
    """One child's story: what holds now, and what was recorded with its date."""

    card: MeetingCard
    plans: tuple[str, ...]
    awareness: ChildAwareness
    story: Story
    recorded: StaffFacts

    @property
    def member(self) -> Member:
        """The child."""
        return self.card.member


@dataclass(frozen=True)
class Sheet:
    """What the sheet shows.

    `selection`: how the children were chosen. `day`: by which things are due.
    """

    school: str
    sample: bool
    as_at: date
    day: date
    cohort: tuple[tuple[str, str], ...]
    work: tuple[tuple[str, str], ...]
    selection: str
    children: tuple[ChildStory, ...]


def inspection_sheet(
    workspace: Workspace,
    counts: CohortCounts,
    cohort: Sequence[Member],
    members: Sequence[Member],
    selection: str,
    today: date,
    year: YearSoFar,
    story_of: Callable[[int], Story],
) -> Sheet:
    """Make the sheet on some children, for last year and this.

    Args:
        workspace: The school's data.
        counts: The size of the cohort and of the other groups.
        cohort: All children on the list, of whom the work is counted.
        members: The children whose story is told.
        selection: How these were chosen, in words.
        today: The day by which things are due.
        year: What the spreadsheet holds of everybody's year; nothing that staff add changes it, so
            the caller may have it from a cache.
        story_of: Gives what the spreadsheet holds of the pupil with a number, likewise.

    """
    return Sheet(
        school=workspace.school.name or "Our school",
        sample=workspace.school.sample,
        as_at=workspace.as_at,
        day=today,
        cohort=(("On roll", f"{counts.on_roll:,}"), *_groups(counts)),
        work=tuple(_work(workspace, cohort, today)),
        selection=selection,
        children=_stories(workspace, meeting_cards(workspace, members, today, year), story_of),
    )


def _stories(
    workspace: Workspace, cards: Sequence[MeetingCard], story_of: Callable[[int], Story]
) -> tuple[ChildStory, ...]:
    lines = {line.member.upn: line for line in grid(workspace, [q.member for q in cards])}
    since = academic_year(workspace.as_at) - 1
    return tuple(
        ChildStory(
            card=card,
            plans=tuple(s.words for s in stories(card.member, workspace.as_at)),
            awareness=lines[card.member.upn],
            story=story_of(card.member.number).since(since),
            recorded=staff_facts(workspace, card.member.upn).since(since),
        )
        for card in cards
    )


def _groups(counts: CohortCounts) -> Iterator[tuple[str, str]]:
    for name in _GROUPS:
        number = getattr(counts, name)
        words = group(name)
        yield capital(words), f"{number:,}"


def _work(workspace: Workspace, cohort: Sequence[Member], today: date) -> Iterator[tuple[str, str]]:
    """What staff recorded this academic year, as counts."""
    year = academic_year(workspace.as_at)
    begun, upns = first_day(year), {member.upn for member in cohort}
    followed = [f for f in facts(workspace, FollowUp) if f.date >= begun and f.upn in upns]
    upns_with_voice = {v.upn for v in facts(workspace, Voice) if v.date >= begun and v.upn in upns}
    silent = not_followed_up(sorted(upns), last_follow_ups(workspace), half_term(workspace).start)
    meetings_held = [m for m in meetings(workspace) if m.date >= begun]
    yield "Meetings about the cohort", f"{len(meetings_held):,}"
    of_children = f", of {_children({f.upn for f in followed})}" if followed else ""
    yield "Follow-ups", f"{len(followed):,}{of_children}"
    yield "Not followed up this half-term", _children(silent)
    yield "Strengths, words or hopes heard", _children(upns_with_voice)
    # Support, actions and reviews are promises of people and go by today, not by the date of the
    # figures (decision 14).
    running_support = running(supports(workspace), today)
    yield "Support running now", counted(len(running_support), "kind", "kinds")
    yield "Reviews decided", _decided(workspace, begun)
    yield "Actions", _actions(workspace, begun, today)


def _decided(workspace: Workspace, begun: date) -> str:
    by_outcome = Counter(
        fact.outcome
        for fact in facts(workspace, Intervention)
        # A review closes its row on its day; a row from a spreadsheet may have an outcome and no
        # end.
        if fact.outcome and (fact.end_date or fact.start_date) >= begun
    )
    return ", ".join(f"{outcome} {by_outcome[outcome]:,}" for outcome in OUTCOMES)


def _actions(workspace: Workspace, begun: date, today: date) -> str:
    actions = all_actions(workspace)
    finished = sum(o.action.done_on is not None and o.action.done_on >= begun for o in actions)
    waiting = sum(open_action.is_open for open_action in actions)
    late = sum(open_action.is_overdue(today) for open_action in actions)
    return f"done {finished:,}, open {waiting:,}, of these overdue {late:,}"


def _children(upns: set[str] | tuple[str, ...]) -> str:
    return counted(len(upns), "child", "children")


def story_facts(part: ChildStory, naming: Naming) -> tuple[Fact, ...]:
    """A child's story, strengths first."""
    decided = len(part.awareness.by_role) - len(part.awareness.to_decide)
    more = {
        "Plans": "; ".join(part.plans) or "decided by staff, without a plan on record",
        "Who has been told": f"decided for {decided} of {len(part.awareness.by_role)} roles",
        "Suspended on": "; ".join(_suspensions(part)),
        "Placements": "; ".join(_placements(part, naming)),
        "Followed up": "; ".join(_follow_ups(part, naming)),
        "Support and what came of it": "; ".join(_support(part, naming)),
    }
    return (*child_facts(part.card, naming), *facts_with_words(more))


def _suspensions(part: ChildStory) -> Iterator[str]:
    for suspension in part.story.suspensions:
        length = (
            f" ({counted(suspension.sessions, 'session', 'sessions')})"
            if suspension.sessions
            else ""
        )
        yield f"{day(suspension.day)}{length}"


def _placements(part: ChildStory, naming: Naming) -> Iterator[str]:
    for placement in part.story.placements:
        until = f"to {day(placement.end)}" if placement.end else "still running"
        provider = f", {naming.text(placement.provider)}" if placement.provider else ""
        yield f"{placement.kind}{provider}, from {day(placement.start)}, {until}"


def _follow_ups(part: ChildStory, naming: Naming) -> Iterator[str]:
    for fact in part.recorded.follow_ups:
        yield f"{day(fact.date)} {naming.text(fact.kind)} ({fact.by})"


def _support(part: ChildStory, naming: Naming) -> Iterator[str]:
    for fact in part.recorded.support:
        outcome = f", decided: {fact.outcome}" if fact.outcome else ""
        until = f" to {day(fact.end_date)}" if fact.end_date else ""
        name = naming.title(fact.intervention)
        yield f"{name} from {day(fact.start_date)}{until}{outcome}"


def inspection_document(sheet: Sheet, naming: Naming) -> Document:
    """The whole sheet: the cohort, what was done, the stories."""
    return Document(
        title=TITLE,
        blocks=tuple(_blocks(sheet, naming)),
        facts=(Fact("School", sheet.school), Fact("As at", day(sheet.as_at))),
        marks=sample_marks(sheet.sample),
        foot=FOOT,
    )


def _blocks(sheet: Sheet, naming: Naming) -> Iterator[Block]:
    cohort = Table("Pupils on roll", COHORT_HEADINGS, sheet.cohort, frozenset({1}), widths=(8, 2))
    due = f"Due and overdue as of {day(sheet.day)}."
    year = f"What was done in {label(academic_year(sheet.as_at))}"
    work_table = Table(year, DONE_HEADINGS, sheet.work, notes=(due,), widths=(5, 5))
    yield Section(COHORT, (cohort,))
    yield Section(WHAT_WAS_DONE, (work_table,))
    yield Section(stories_title(sheet), _story_blocks(sheet, naming), bool(sheet.children))


def stories_title(sheet: Sheet) -> str:
    """'The story of 6 children'."""
    return f"The story of {counted(len(sheet.children), 'child', 'children')}"


def _story_blocks(sheet: Sheet, naming: Naming) -> tuple[Block, ...]:
    if not sheet.children:
        return (Paragraph(NOBODY),)
    stories = (child_card(part.card, naming, story_facts(part, naming)) for part in sheet.children)
    return Paragraph(sheet.selection), Callout(FACTS_ONLY), Cards(tuple(stories), SIX)
