"""Twelve questions of a pastoral lead, each answered from the overview in at most three clicks."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import wait_for_app

MOST_CLICKS = 3
Words = str | re.Pattern[str]


class Visitor:
    """Somebody at the sample secondary's overview, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_test_id("stMain")
        self.clicks = 0

    def menu(self, entry: str) -> None:
        """Click on an entry of the menu."""
        self._click(self.page.get_by_test_id("stSidebar").get_by_role("link", name=entry))

    def row(self, measure: str) -> None:
        """Click on a measure in the chart of the overview."""
        chart = self.main.get_by_test_id("stVegaLiteChart").first
        self._click(chart.get_by_text(measure, exact=True))

    def pick(self, choice: str) -> None:
        """Click on one of several choices that are in view."""
        self._click(self.main.get_by_text(choice, exact=True).first)

    def sees(self, words: Words) -> None:
        """The answer is in view."""
        expect(self.main.get_by_text(words).first).to_be_visible()

    def sees_children(self) -> None:
        """A table of children is in view."""
        expect(self.main.get_by_test_id("stDataFrame").first).to_be_visible()

    def _click(self, place: Locator) -> None:
        self.clicks += 1
        place.click(force=True)
        self.page.wait_for_timeout(300)
        wait_for_app(self.page)


def widest(visitor: Visitor) -> None:
    visitor.sees("12.1 times as likely")


def grown(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.sees("Gap 28 points in 2023/24, 29 in 2025/26. It has not changed by more than chance")


def which_year_group(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.sees(re.compile("^Year 9: highest, but within chance of the rest"))


def girls_or_boys(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.pick("Sex")
    visitor.sees(re.compile("^(Girls|Boys): "))


def special_needs(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.pick("SEN")
    visitor.sees(re.compile("^EHC plan: highest"))


def free_meals(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.pick("FSM")
    visitor.sees(re.compile("^Free meals: highest"))


def after_a_plan(visitor: Visitor) -> None:
    visitor.row("Missed 10% or more of school")
    visitor.pick("Plan")
    visitor.sees(re.compile("^CIN plan now: highest"))


def suspended_again(visitor: Visitor) -> None:
    visitor.menu("Children")
    visitor.pick("Suspended again")
    visitor.sees(re.compile("^16 of 37 suspended children account for 45 of 66 suspensions"))
    assert "view=Suspended" in visitor.page.url
    visitor.sees_children()


def missing_most(visitor: Visitor) -> None:
    visitor.menu("Children")
    visitor.pick("Missing most")
    visitor.sees(re.compile(r"^\d+ of 150 children missed school in the last four school weeks: "))
    visitor.sees_children()


def without_support(visitor: Visitor) -> None:
    visitor.menu("Children")
    visitor.pick("No support")
    visitor.sees(re.compile(r"^\d+ of 150 children have no support or follow-up on record"))
    visitor.sees_children()


def due_this_week(visitor: Visitor) -> None:
    visitor.menu("Children")
    visitor.pick("This week")
    visitor.sees(re.compile(r"^\d+ children have something due by 24 July 2026"))


def counted(visitor: Visitor) -> None:
    visitor.row("Suspended at least once")
    visitor.sees(re.compile("^37 children who were suspended"))
    visitor.sees_children()


QUESTIONS: dict[str, Callable[[Visitor], None]] = {
    "Where is the gap widest?": widest,
    "Has it grown?": grown,
    "Which year group?": which_year_group,
    "Girls or boys?": girls_or_boys,
    "SEN?": special_needs,
    "FSM?": free_meals,
    "Do children whose plan ended do better?": after_a_plan,
    "Who was suspended more than once?": suspended_again,
    "Who misses most now?": missing_most,
    "Who has no support?": without_support,
    "What is due this week?": due_this_week,
    "Which children does a figure count?": counted,
}


@pytest.fixture
def overview(open_page):
    page = open_page("overview?school=sample-secondary")
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


def test_twelve_questions_take_three_clicks_at_most(overview):
    for question, answer in QUESTIONS.items():
        Visitor(overview).menu("Overview")
        expect(overview.get_by_text("Is our list complete?")).to_be_visible()
        visitor = Visitor(overview)
        answer(visitor)
        assert visitor.clicks <= MOST_CLICKS, question
