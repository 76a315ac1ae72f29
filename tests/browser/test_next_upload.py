"""The next upload over what was recorded, asked and confirmed by keyboard in a real browser."""

from datetime import date

from playwright.sync_api import expect

from cwsw.ui.upload import lay_over, recorded_questions
from tests.browser.support import heading, wait_for_app
from tests.browser.test_upload import choose, look_over, open_upload, press
from tests.support.books import school_book

BEGAN, ENDED = date(2024, 1, 8), date(2026, 7, 10)
PLANS = ("UPN", "Plan", "Start date", "End date")
CHANGES = [
    ("UPN", "Change", "Plan", "Start date", "End date", "Former start", "By", "On"),
    ("U0", "plan ended", "CIN", BEGAN, ENDED, BEGAN, "DSL", date(2026, 7, 13)),
]
OPEN = [(f"U{n}", "CIN", BEGAN, None) for n in range(22)]


def test_what_a_file_contradicts_is_answered_by_keyboard(fresh_server, visit):
    recorded = {
        "Plans": [PLANS, ("U0", "CIN", BEGAN, ENDED), *OPEN[1:]],
        "List changes": CHANGES,
    }
    page = open_upload(fresh_server, visit, "light", "desktop")
    choose(page, "first.xlsx", school_book(more=recorded))
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")
    page.goto(f"{fresh_server.url}/upload")
    heading(page, "Upload your spreadsheet")
    book = school_book(as_at=date(2026, 7, 20), more={"Plans": [PLANS, *OPEN[:20]]})
    choose(page, "second.xlsx", book)
    press(page, "Go on to confirm")
    heading(page, lay_over.TITLE)
    expect(page.get_by_text("No child and no plan changed.")).to_be_visible()
    expect(page.get_by_text(recorded_questions.TITLE)).to_be_visible()
    confirm = page.get_by_role("button", name="Confirm", exact=True)
    expect(confirm).to_be_disabled()
    look_over(page, "next-upload", ("light", "desktop"))
    plan = page.get_by_role("radiogroup", name="For Sur0, CIN plan")
    plan.get_by_role("radio", name="Keep what was recorded").focus()
    page.keyboard.press("ArrowDown")
    wait_for_app(page)
    expect(plan.get_by_role("radio", name="Take the file's word")).to_be_checked()
    missing = page.get_by_role("radiogroup", name="2 plans that were loaded")
    missing.get_by_role("radio", name="Keep them as they are").focus()
    page.keyboard.press("Space")
    wait_for_app(page)
    expect(page.get_by_text("1 change: 1 plan with other dates.")).to_be_visible()
    expect(confirm).to_be_enabled()
    confirm.focus()
    page.keyboard.press("Enter")
    wait_for_app(page)
    heading(page, "Overview")
