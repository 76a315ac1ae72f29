"""Take README's picture of the overview anew: `python -m tests.browser.overview_picture`."""

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from launcher.browser import find_browser
from tests.browser.support import BROWSER_ARGUMENTS, ROOT, heading, running_server, wait_for_app

PICTURE = ROOT / "docs" / "overview.png"
WIDTH, HEIGHT = 1440, 870
COLOURS = 64


def main() -> None:
    """Show the sample secondary school's overview, in light, and keep its upper part."""
    with running_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        size = {"width": WIDTH, "height": HEIGHT}
        page = browser.new_page(viewport=size, color_scheme="light", locale="en-GB")
        page.goto(server.url)
        _show_overview(page)
        page.screenshot(path=PICTURE)
        browser.close()
    few = Image.open(PICTURE).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    few.save(PICTURE, optimize=True)


def _show_overview(page: Page) -> None:
    wait_for_app(page)
    page.get_by_role("button", name="Try the sample secondary school").click()
    heading(page, "Overview")
    wait_for_app(page)
    page.mouse.move(WIDTH - 1, HEIGHT - 1)


if __name__ == "__main__":
    main()
