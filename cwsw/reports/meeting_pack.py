"""The pack for the regular meeting about the cohort, as one document.

Agenda by the advice page: attainment, attendance, wellbeing. No plan, its kind or its dates are in
it, so whoever may be at the meeting may read it; names are on or off with one switch.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cwsw.children.actions import OpenAction, all_actions, for_meeting, meetings
from cwsw.children.meeting_card import MeetingCard, YearSoFar, meeting_cards
from cwsw.cohort import Member
from cwsw.compare.model import latest_judged
from cwsw.compare.narrative import gap_words
from cwsw.compare.showing import counts_and_value
from cwsw.compare.strengths import strengths
from cwsw.measures.registry import MEASURES, Page
from cwsw.records import Meeting
from cwsw.reports.document import (
    Block,
    Bullets,
    Callout,
    Cards,
    Document,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.stamps import sample_marks
from cwsw.store import Workspace
from cwsw.summary import Summary
from cwsw.tables.codes import year_group_label
from cwsw.tables.english import day
from cwsw.tables.years import label

TITLE = "Meeting: children with a social worker"
FOOT = "Children with a social worker: for this meeting only, not for onward sharing"
A_PAGE = 6
"""Children on one page of paper, at most."""
LAST_TIME = "What we agreed last time, and what came of it"
GOING_WELL = "What is going well"
FIGURES = "Attainment, attendance and wellbeing"
EACH_CHILD = "Each child"
TO_ASK = "Questions"
AGENDA = (
    LAST_TIME,
    GOING_WELL,
    "Attainment",
    "Attendance, suspensions and exclusions",
    "Wellbeing",
    EACH_CHILD,
    "Who does what by when",
)
WRITE_IT_DOWN = "Write it down before you part: what, for which child, who, by when."
QUESTIONS = (
    "Which child has nobody talked about today?",
    "Do the children we talked about know what we plan, and what do they say?",
    "Are our hopes for each child as high as for any other?",
    "Does everybody who teaches them know what helps, and no more than they need to know?",
    "What support has run long enough to decide: continue, change or stop?",
    "Who do we ask outside: the virtual school, educational psychology, the social worker?",
)
_PAGES = {
    "Attainment": (Page.EARLY_YEARS, Page.PRIMARY, Page.GCSE),
    "Attendance": (Page.ATTENDANCE, Page.SUSPENSIONS),
    "Wellbeing": (Page.WELLBEING,),
}
NO_FIGURES = "There are no figures yet: add sheets such as Attendance to the spreadsheet."
NO_STRENGTH = "The figures alone name no strength: begin with the children's own."
FIGURE_HEADINGS = ("About", "Measure", "Our children", "Other pupils", "Gap")
NO_ACTIONS = "Nothing is open, and nothing was done since the last meeting."
NEVER_MET = "No meeting is on record yet."
NEVER_MET_NOTHING_OPEN = "No meeting is on record yet, and no action is open."


class Naming(Protocol):
    """How pupils and typed words are shown: with names, or without them."""

    def of(self, upn: str) -> str: ...
    def text(self, words: str | None) -> str: ...
    def title(self, words: str) -> str: ...


@dataclass(frozen=True)
class Pack:
    """What the meeting looks at, before it is decided whether names are shown.

    `well`: sentences on what goes well. `figures`: the cells of `FIGURE_HEADINGS` for each measure.
    `actions`: open ones, and those done since `last`. `day`: by which actions are due.
    """

    school: str
    sample: bool
    as_at: date
    day: date
    last: Meeting | None
    actions: tuple[OpenAction, ...]
    well: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    children: tuple[MeetingCard, ...]


def meeting_pack(
    workspace: Workspace,
    summary: Summary,
    children: Sequence[Member],
    today: date,
    year: YearSoFar,
) -> Pack:
    """Make the pack for some children.

    Args:
        workspace: The school's data.
        summary: Every figure of the school.
        children: The children to talk about, in the order of their cards.
        today: The day by which actions are due.
        year: What the spreadsheet holds of everybody's year; nothing that staff add changes it, so
            the caller may have it from a cache.

    """
    last = next(iter(meetings(workspace)), None)
    return Pack(
        school=workspace.school.name or "Our school",
        sample=workspace.school.sample,
        as_at=workspace.as_at,
        day=today,
        last=last,
        actions=for_meeting(all_actions(workspace), last.date if last else None),
        # A strength is real or not claimed (docs/design.md section 4).
        well=tuple(strength.text for strength in strengths(summary.figures)) or (NO_STRENGTH,),
        figures=tuple(_figures(summary)),
        children=meeting_cards(workspace, children, today, year),
    )


def _figures(summary: Summary) -> Iterator[tuple[str, ...]]:
    """A row for each measure of the agenda that has a figure, in its order."""
    for title, pages in _PAGES.items():
        figures = (latest_judged(summary.figures, m.key) for m in MEASURES if m.page in pages)
        for figure in (figure for figure in figures if figure):
            measure, groups = figure.measure, figure.groups
            # By the short name, so that all figures fit on one page.
            name = f"{measure.short}, {label(figure.year)}"
            group_words = (counts_and_value(groups[side], measure) for side in ("cwsw", "other"))
            yield title, name, *group_words, gap_words(figure).here


def child_facts(card: MeetingCard, naming: Naming) -> tuple[Fact, ...]:
    """The facts of one child that have words, strengths first."""
    suspended = "" if not card.suspended else f"{card.suspended} this year"
    followed = "nothing on record" if card.followed_up is None else day(card.followed_up)
    actions = (action_words(open_action, naming) for open_action in card.actions)
    return facts_with_words(
        {
            "Strengths": naming.text(card.strengths),
            "In their words": naming.text(card.in_their_words),
            "Hopes": naming.text(card.hopes),
            "Key adult": card.member.key_adult or "none on record",
            "Attendance": attendance_words(card),
            "Suspensions": suspended,
            "Support now": "; ".join(_support(card, naming)) or "none on record",
            "Last followed up": followed,
            "Open actions": "; ".join(actions),
        }
    )


def facts_with_words(words_by_label: Mapping[str, str]) -> tuple[Fact, ...]:
    """A fact for each label that has words."""
    return tuple(Fact(label, words) for label, words in words_by_label.items() if words)


def child_card(card: MeetingCard, naming: Naming, facts: tuple[Fact, ...]) -> Section:
    """The facts of a child under a heading with name, year group and form."""
    title = ", ".join(filter(None, (naming.of(card.member.upn), _place(card))))
    return Section(title, (Facts(facts),))


def attendance_words(card: MeetingCard) -> str:
    """'Missed 14 of 290 sessions this year', in counts only."""
    if not card.possible:
        return "no sessions on record this year"
    return f"missed {card.missed or 0} of {card.possible} sessions this year"


def _place(card: MeetingCard) -> str:
    """'Year 8, form 8B'."""
    member = card.member
    year = "" if member.year_group is None else year_group_label(member.year_group)
    return ", ".join(part for part in (year, f"form {member.form}" if member.form else "") if part)


def action_words(open_action: OpenAction, naming: Naming) -> str:
    """'Call home (Head of year, by 3 March 2026)'."""
    action = open_action.action
    # Typed by staff, so it may hold a pupil's name: the switch for names reaches it too.
    owner = naming.title(action.who)
    return f"{naming.text(action.action)} ({owner}, by {day(action.by_when)})"


def action_row(
    open_action: OpenAction, today: date, naming: Naming
) -> tuple[str, str, str, str, str]:
    """The cells of `ACTION_HEADINGS` for one action."""
    action = open_action.action
    child = naming.of(action.upn) if action.upn else "All the children"
    owner, by_when = naming.title(action.who), day(action.by_when)
    return naming.text(action.action), child, owner, by_when, _state(open_action, today)


ACTION_HEADINGS = ("Action", "For", "Who", "By when", "State")


def _state(open_action: OpenAction, today: date) -> str:
    if open_action.action.done_on is not None:
        return f"done on {day(open_action.action.done_on)}"
    times = "once" if open_action.carried == 1 else f"{open_action.carried} times"
    carried = f", carried forward {times}" if open_action.carried else ""
    return f"{'overdue' if open_action.is_overdue(today) else 'open'}{carried}"


def _support(card: MeetingCard, naming: Naming) -> Iterator[str]:
    for support in card.support:
        first = support.first
        # A review that was decided is not due any more.
        review_day = first.review_date if first.outcome is None else None
        review = f", review {day(review_day)}" if review_day else ""
        yield f"{naming.title(first.intervention)} ({naming.title(first.lead)}{review})"


def pack_document(pack: Pack, naming: Naming) -> Document:
    """The whole pack, in the order of the agenda."""
    return Document(
        title=TITLE,
        blocks=tuple(_blocks(pack, naming)),
        facts=(
            Fact("School", pack.school),
            Fact("Figures as at", day(pack.as_at)),
            Fact("Children", str(len(pack.children))),
        ),
        marks=sample_marks(pack.sample),
        foot=FOOT,
    )


def _blocks(pack: Pack, naming: Naming) -> Iterator[Block]:
    # In one paragraph: as a list it took the room that the figures need on the first page.
    yield Paragraph(f"Agenda: {'; '.join(point[0].lower() + point[1:] for point in AGENDA)}.")
    yield Section(LAST_TIME, tuple(_last_time(pack, naming)))
    yield Section(GOING_WELL, (Bullets(pack.well),))
    yield Section(FIGURES, (_figure_table(pack),))
    if pack.children:
        cards = (child_card(card, naming, child_facts(card, naming)) for card in pack.children)
        yield Section(EACH_CHILD, (Cards(tuple(cards), A_PAGE),), new_page=True)
    yield Section(TO_ASK, (Bullets(QUESTIONS),))
    yield Section(AGENDA[-1], (Callout(WRITE_IT_DOWN),))


def _last_time(pack: Pack, naming: Naming) -> Iterator[Block]:
    yield Paragraph(_last_words(pack, naming))
    if pack.actions:
        rows = tuple(action_row(open_action, pack.day, naming) for open_action in pack.actions)
        due = f"Due and overdue as of {day(pack.day)}."
        yield Table("Actions", ACTION_HEADINGS, rows, notes=(due,), widths=(5, 3, 4, 2, 3))
    elif pack.last is not None:
        yield Paragraph(NO_ACTIONS)


def _figure_table(pack: Pack) -> Block:
    if not pack.figures:
        return Paragraph(NO_FIGURES)
    return Table("Figures", FIGURE_HEADINGS, pack.figures, widths=(2, 6, 3, 3, 3))


def _last_words(pack: Pack, naming: Naming) -> str:
    """When the last meeting was, who came, and its notes."""
    if pack.last is None:
        return NEVER_MET if pack.actions else NEVER_MET_NOTHING_OPEN
    attended = f" There: {naming.title(pack.last.attended)}." if pack.last.attended else ""
    notes = f" Notes: {naming.text(pack.last.notes)}" if pack.last.notes else ""
    return f"The last meeting was on {day(pack.last.date)}.{attended}{notes}"
