"""The sample secondary's list kept through half a term by keyboard, beside a list kept by hand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from cwsw.records import ListChange, facts
from cwsw.ui.cohort import plan_forms, recorded_changes, roll_forms
from cwsw.ui.forms import edit_conflict
from tests.browser.half_term_by_hand import BY_HAND, SINCE, OtherTabs
from tests.browser.support import SECONDARY, heading, running_server, wait_for_app
from tests.browser.test_cohort_lists import go_to, pick, settle, tab_to
from tests.browser.test_upload import choose, open_upload, press
from tests.support.clock import Clock
from tests.support.list_by_hand import HandList, Plan, Pupil
from tests.support.uploaded import uploaded

SAMPLE = SECONDARY.read_bytes()
FIGURES = date(2026, 7, 17)
TERM = date(2026, 9, 14)
OCTOBER = date(2026, 10, 12)
CHANGES = 10
"""What is recorded in the half-term; one of them is taken back."""


@dataclass
class Keeper:
    """A safeguarding lead with the dashboard open, and the list that she keeps by hand."""

    page: Page
    hand: HandList
    day: date
    clock: Clock | None = None
    url: str = ""
    export: bytes = b""
    upns: dict[str, str] = field(default_factory=dict)
    tabs: OtherTabs | None = None

    def open_form(self, name: str) -> None:
        """Reach a form's button by Tab and open it."""
        tab_to(self.page, name)
        self.page.keyboard.press("Enter")
        expect(self.form().get_by_role("heading", name=name)).to_be_visible()
        settle(self.page)

    def close_and_open_again(self) -> None:
        """Escape gives the focus back to the button that opened the form.

        In a select box or a day Escape first takes back what is typed there, as Streamlit has it.
        """
        tab_to(self.page, "Said by", "INPUT")
        self.page.keyboard.press("Escape")
        expect(self.form()).to_have_count(0)
        self.page.keyboard.press("Enter")
        expect(self.form()).to_be_visible()
        settle(self.page)

    def form(self) -> Locator:
        """The form that is open."""
        return self.page.get_by_role("dialog")

    def type_day(self, label: str, day: date) -> None:
        tab_to(self.page, f"day, {label}")
        self.page.keyboard.type(f"{day:%d%m%Y}")

    def type_text(self, label: str, words: str) -> None:
        tab_to(self.page, label, "INPUT")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose_kind(self, kind: str) -> None:
        """Tab to the radio buttons, then the arrows."""
        self.tab_to_type("radio")
        self.page.keyboard.press("Space")
        place = list(plan_forms.KINDS).index(kind)
        for _ in range(place):
            self.page.keyboard.press("ArrowRight")
        expect(self.form().get_by_role("radio").nth(place)).to_be_checked()

    def tab_to_type(self, kind: str) -> None:
        """Tab to the next radio button or tick box of a form."""
        for _ in range(20):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("() => document.activeElement.type") == kind:
                return
        raise AssertionError(f"no {kind} can be reached by Tab")

    def press_key(self, label: str) -> None:
        tab_to(self.page, label)
        self.page.keyboard.press("Enter")
        settle(self.page)

    def said(self, words: str) -> None:
        """The form is gone, and what was done is said near the top of the page."""
        expect(self.page.get_by_text(re.compile(f"^{words}")).first).to_be_visible()
        expect(self.form()).to_have_count(0)
        settle(self.page)

    def is_right(self, after: str) -> None:
        """The list, the letter, the note and the figures are those worked out by hand.

        So is the list that is kept beside it, which knows no more than the rule.
        """
        right = BY_HAND[after]
        assert self.hand.by_state(self.day) == right.states, after
        assert self.hand.by_state(FIGURES) == right.figures, after
        title = f"{right.with_plan} of the {right.on_list} children on our list have a plan now"
        expect(self.page.get_by_role("heading", name=title)).to_be_visible()
        line = self.page.get_by_text(re.compile("^The list (is|and)")).inner_text()
        assert tuple(_number(pattern, line) for pattern in SINCE) == right.since, (after, line)
        if self.tabs is None:
            self.tabs = OtherTabs.beside(self.page, self.url)
        self.tabs.agree(after, self.upns)

    def agrees(self) -> None:
        """The list, and its difference from the figures, are as they are by hand."""
        now, listed = self.hand.with_plan_now(self.day), self.hand.on_list(self.day)
        title = f"{len(now)} of the {len(listed)} children on our list have a plan now"
        expect(self.page.get_by_role("heading", name=title)).to_be_visible()
        before = self.hand.on_list(FIGURES)
        joined, left = len(listed - before), len(before - listed)
        line = self.page.get_by_text(re.compile("^The list (is|and)")).inner_text()
        assert (_number(SINCE[0], line), _number(SINCE[1], line)) == (joined, left), line

    def next_day(self, day: date) -> None:
        """Weeks go by."""
        if self.clock is not None:
            self.clock.set(day)
        self.day = day

    def figures_agree(self) -> None:
        """The Overview counts as at the figures' day."""
        go_to(self.page, "Overview")
        on_list, on_roll = len(self.hand.on_list(FIGURES)), self.hand.on_roll(FIGURES)
        words = re.compile(f"{on_list} of {on_roll:,} pupils")
        expect(self.page.get_by_text(words).first).to_be_visible()


def _number(pattern: str, line: str) -> int:
    match = re.search(pattern, line)
    return int(match[1]) if match else 0


def begins(keeper: Keeper, upn: str, kind: str, start: date) -> None:
    """A plan begins: child, kind and first day; the name is there from the second time on."""
    keeper.open_form(plan_forms.ADD)
    fill_plan(keeper, upn, kind, start)
    send_plan(keeper, upn, kind, start)


def fill_plan(keeper: Keeper, upn: str, kind: str, start: date) -> None:
    pick(keeper.page, "Child", keeper.hand.pupil(upn).name)
    keeper.choose_kind(kind)
    keeper.type_day("First day", start)


def send_plan(keeper: Keeper, upn: str, kind: str, start: date) -> None:
    keeper.press_key(plan_forms.ADD)
    keeper.said("Recorded: ")
    keeper.hand.plans.append(Plan(upn, kind, start, None))


def ends(keeper: Keeper, upn: str, kind: str, end: date, adult: str = "") -> None:
    """A plan ends, in the row of every list that has it; check-ins where somebody is named."""
    keeper.open_form(plan_forms.END)
    pick(keeper.page, "Plan", f"{keeper.hand.pupil(upn).name}")
    keeper.type_day("Last day", end)
    if adult:
        keeper.tab_to_type("checkbox")
        keeper.page.keyboard.press("Space")
        keeper.type_text("By (empty", adult)
    keeper.press_key(plan_forms.END)
    keeper.said("Recorded: ")
    for plan in keeper.hand.running(upn, kind, keeper.day):
        plan.end = end


def corrected(keeper: Keeper, upn: str, start: date) -> Plan:
    """The only plan of a child began on another day than was thought."""
    (plan,) = (plan for plan in keeper.hand.plans if plan.upn == upn)
    keeper.open_form(plan_forms.CORRECT)
    pick(keeper.page, "Plan", keeper.hand.pupil(upn).name)
    keeper.type_day("First day", start)
    keeper.press_key(plan_forms.CORRECT)
    keeper.said("Recorded: ")
    plan.start = start
    return plan


def joined(keeper: Keeper, forename: str, day: date) -> str:
    """A child nobody has heard of joins, and the school before is asked."""
    keeper.open_form(roll_forms.JOINED)
    keeper.type_text("Surname", "Zabel")
    keeper.type_text("Forename", forename)
    keeper.type_day("Joined on", day)
    pick(keeper.page, roll_forms.HISTORY_LABEL, "Asked")
    keeper.press_key("Record who joined")
    keeper.said("Recorded: joined")
    upn = f"NEW {forename}"
    keeper.hand.pupils.append(Pupil(upn, f"Zabel, {forename}", day, None))
    return upn


def left(keeper: Keeper, upns: tuple[str, ...], day: date) -> None:
    """Children leave, in one step."""
    keeper.open_form(roll_forms.LEFT_SCHOOL)
    tab_to(keeper.page, "Children", "INPUT")
    for upn in upns:
        name = keeper.hand.pupil(upn).name
        keeper.page.keyboard.type(name)
        keeper.page.get_by_role("option", name=re.compile(re.escape(name))).first.wait_for()
        keeper.page.keyboard.press("Enter")
    keeper.type_day("Last day on our roll", day)
    keeper.press_key("Record who left")
    keeper.said("Recorded: ")
    for upn in upns:
        keeper.hand.pupil(upn).left = day


def taken_back(keeper: Keeper, upn: str, start: date) -> None:
    """What was recorded last of a child is taken back: the first day is the former one again."""
    page = keeper.page
    tab_to(page, f"{CHANGES} changes recorded here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name=recorded_changes.TITLE)).to_be_visible()
    settle(page)
    pick(page, "Change", keeper.hand.pupil(upn).name)
    keeper.press_key(recorded_changes.TAKE_BACK)
    keeper.said("Taken back: ")
    (plan,) = (plan for plan in keeper.hand.plans if plan.upn == upn)
    plan.start = start


def staff_are_told(keeper: Keeper, upn: str, gone: str) -> None:
    """The form tutor is told of a child who is new on the list; the note names nobody who left."""
    page, name = keeper.page, keeper.hand.pupil(upn).name
    go_to(page, "Who has been told")
    pick(page, "Child", name)
    pick(page, "Role", "Form tutor")
    keeper.press_key("Keep this")
    keeper.said("Kept: 1 marked as told")
    tab_to(page, "A note to staff")
    page.keyboard.press("Enter")
    settle(page)
    pick(page, "Note for", "Form tutor")
    with page.expect_download(timeout=180_000) as waiting:
        tab_to(page, "Download the note")
        page.keyboard.press("Enter")
    note = Path(waiting.value.path()).read_text("utf-8")
    assert _forename_first(name) in note
    assert _forename_first(keeper.hand.pupil(gone).name) not in note


def take_workbook(page: Page) -> bytes:
    """The workbook with everything in it, from the foot of Our list."""
    go_to(page, "Our list")
    tab_to(page, "Keep what you added")
    page.keyboard.press("Enter")
    with page.expect_download(timeout=180_000) as waiting:
        tab_to(page, "Download the workbook")
        page.keyboard.press("Enter")
    return Path(waiting.value.path()).read_bytes()


def upload(page: Page, book: bytes) -> None:
    """A workbook is checked and confirmed."""
    choose(page, "school.xlsx", book)
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")


def of_a_real_school(sample: bytes) -> bytes:
    """The same workbook without the mark of a made-up school, whose list knows no calendar."""
    out = BytesIO()
    with ZipFile(BytesIO(sample)) as book, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in book.namelist():
            made.writestr(name, book.read(name).replace(b"Academy (sample data)", b"Academy"))
    return out.getvalue()


def _forename_first(name: str) -> str:
    return " ".join(reversed(name.split(", ")))


def test_a_plan_is_added_by_keyboard_in_a_form_that_keeps_what_was_typed(open_page):
    page = open_page("?school=sample-secondary")
    heading(page, "Overview")
    keeper = Keeper(page, HandList.of(SAMPLE), FIGURES)
    go_to(page, "Our list")
    keeper.agrees()
    upn, start = keeper.hand.plain_children(FIGURES)[0], date(2026, 9, 7)
    keeper.open_form(plan_forms.ADD)
    fill_plan(keeper, upn, "CP", start)
    keeper.close_and_open_again()
    expect(keeper.form().get_by_role("combobox", name="Child")).to_have_value(
        re.compile(keeper.hand.pupil(upn).name)
    )
    send_plan(keeper, upn, "CP", start)
    # A made-up school lives in no calendar: its list is of the day on which all that was recorded
    # counts.
    keeper.day = start
    keeper.agrees()
    keeper.figures_agree()


@pytest.fixture
def lead(tmp_path, visit) -> Iterator[Keeper]:
    """The sample secondary's workbook, uploaded as a school's own on a Monday in September."""
    clock = Clock(tmp_path, TERM)
    with running_server(**clock.variables) as server:
        page = open_upload(server, visit)
        book = of_a_real_school(SAMPLE)
        upload(page, book)
        yield Keeper(page, HandList.of(book), TERM, clock, server.url, book)


@pytest.mark.long
def test_a_list_is_kept_through_half_a_term(lead):
    hand, page = lead.hand, lead.page
    plain, in_need = hand.plain_children(FIGURES), hand.on_one_plan("CIN", FIGURES)
    protected = hand.on_one_plan("CP", FIGURES)[0]
    leaver = in_need[-1]  # whose plan stands on the authority's list alone
    (correct,) = (plan.start for plan in hand.plans if plan.upn == in_need[1])
    lead.upns = {
        "newly protected": plain[0],
        "in need": plain[1],
        "need ended": in_need[0],
        "corrected": in_need[1],
        "protected": protected,
        "leaver": leaver,
    }
    go_to(page, "Our list")
    lead.is_right("nothing")
    in_september = {
        "one protected": lambda: begins(lead, plain[0], "CP", date(2026, 9, 7)),
        "one in need since June": lambda: begins(lead, plain[1], "CIN", date(2026, 6, 15)),
        "a need has ended": lambda: ends(lead, in_need[0], "CIN", date(2026, 9, 11), "Ms Key"),
        "a first day corrected": lambda: corrected(lead, in_need[1], date(2026, 9, 1)),
        "Nell has joined": lambda: joined(lead, "Nell", date(2026, 9, 7)),
        "Nell is in need": lambda: begins(lead, "NEW Nell", "CIN", date(2026, 9, 9)),
    }
    walk(lead, in_september)
    lead.next_day(OCTOBER)
    go_to(page, "Our list")
    lead.is_right("weeks gone by")
    in_october = {
        "two have left": lambda: left(lead, (plain[0], leaver), date(2026, 10, 9)),
        "a protection has ended": lambda: ends(lead, protected, "CP", date(2026, 10, 2)),
        "stepped down to need": lambda: begins(lead, protected, "CIN", date(2026, 10, 3)),
        "correction taken back": lambda: taken_back(lead, in_need[1], correct),
    }
    walk(lead, in_october)
    staff_are_told(lead, plain[1], plain[0])
    book = take_workbook(page)
    assert len(facts(uploaded(book), ListChange)) == CHANGES - 1
    # The export of July knows nothing of it and is older than all of it: nothing is asked or lost.
    for again in (lead.export, book):
        page.goto(f"{lead.url}/upload")
        wait_for_app(page)
        upload(page, again)
        go_to(page, "Our list")
        lead.is_right("staff told")


def walk(keeper: Keeper, steps: dict[str, Callable[[], object]]) -> None:
    """Record each on Our list, and see that everything is right then."""
    for after, record in steps.items():
        record()
        keeper.is_right(after)


@pytest.mark.long
def test_the_second_of_two_people_is_told_and_nothing_of_either_is_lost(lead, visit):
    upn = lead.hand.plain_children(FIGURES)[0]
    go_to(lead.page, "Our list")
    # Another browser, as somebody else at another desk has.
    second = Keeper(visit(f"{lead.url}/our-list", "dark"), lead.hand, TERM)
    for keeper, kind in ((lead, "CP"), (second, "CIN")):
        keeper.open_form(plan_forms.ADD)
        fill_plan(keeper, upn, kind, date(2026, 9, 7))
    send_plan(lead, upn, "CP", date(2026, 9, 7))
    second.press_key(plan_forms.ADD)
    expect(second.form().get_by_text(edit_conflict.CHANGED)).to_be_visible()
    both = second.form().get_by_role("table", name="What is there now, and yours")
    expect(both).to_contain_text("Plan: CP")
    expect(both).to_contain_text("Plan: CIN")
    send_plan(second, upn, "CIN", date(2026, 9, 7))
    assert len(facts(uploaded(take_workbook(second.page)), ListChange)) == 2
