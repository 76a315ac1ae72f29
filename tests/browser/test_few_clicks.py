"""From the Overview to a recorded plan of a known child: at most four clicks and two fields."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page, expect

from cwsw.ui.cohort.cohort_list import FIND
from cwsw.ui.cohort.plan_forms import ADD, KINDS
from cwsw.ui.widgets.row_table import PLAIN_VIEW
from tests.browser.support import SECONDARY, wait_for_app
from tests.support.list_by_hand import HandList

CLICKS, FIELDS = 4, 2
FIGURES = date(2026, 7, 17)


@dataclass
class Effort:
    """Clicks and fields that are left; whoever needs one more has failed."""

    clicks: int = CLICKS
    fields: int = FIELDS

    def click(self, what: Locator) -> None:
        """Click on something once it is there and can be clicked."""
        self.clicks -= 1
        assert self.clicks >= 0, f"more than {CLICKS} clicks"
        what.click()
        settle(what.page)

    @contextmanager
    def field(self, what: Locator) -> Iterator[None]:
        """Type into a field, where Tab leads; what is typed counts as one field."""
        self.fields -= 1
        assert self.fields >= 0, f"more than {FIELDS} fields"
        what.focus()
        yield
        settle(what.page)


def settle(page: Page) -> None:
    # Streamlit takes a moment to begin a run.
    page.wait_for_timeout(250)
    wait_for_app(page)


def add_plan(page: Page, effort: Effort, name: str, day: str) -> None:
    """Add a child protection plan by the mouse, with nothing but the effort that is left."""
    menu = page.get_by_test_id("stSidebar")
    effort.click(menu.get_by_role("link", name="Our list", exact=True))
    effort.click(page.get_by_role("button", name=ADD, exact=True))
    form = page.get_by_role("dialog")
    with effort.field(form.get_by_role("combobox", name="Child")):
        page.keyboard.type(name)
        page.get_by_role("option", name=re.compile(re.escape(name))).wait_for()
        page.keyboard.press("Enter")
    effort.click(form.get_by_text(KINDS["CP"], exact=True))
    with effort.field(form.get_by_role("spinbutton", name="day, First day")):
        page.keyboard.type(day)
    effort.click(form.get_by_role("button", name=ADD, exact=True))
    expect(form).to_have_count(0)


def row_on_list(page: Page, name: str) -> list[str]:
    """What the plain table of our list says of one child, from the plan now on."""
    page.get_by_role("textbox", name=FIND).fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^1 of "))).to_be_visible()
    page.get_by_role("button", name=PLAIN_VIEW).click()
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_have_count(1)
    return [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]


def test_a_plan_is_added_with_four_clicks_and_two_fields_and_stands_on_the_list(open_page):
    hand = HandList.of(SECONDARY.read_bytes())
    name = hand.pupil(hand.plain_children(FIGURES)[0]).name
    page = open_page("?school=sample-secondary")
    add_plan(page, Effort(), name, "07092026")
    assert row_on_list(page, name)[3:5] == ["Child protection", "7 September 2026"]
