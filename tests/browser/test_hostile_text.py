"""Words that try to be more than words, in a real browser: no link, no formatting, no picture."""

import pytest
from playwright.sync_api import expect

from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from perf.visitor import Visitor
from tests.browser.support import ROOT, running_server, wait_for_app
from tests.support.hostile_school import MARK, hostile_upload, is_whole

LOOKS = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode())
    if (walker.currentNode.data.includes('Zx')) words.push(walker.currentNode.data);
  const leads = [...document.querySelectorAll('[href], [src]')]
    .map(e => e.getAttribute('href') || e.getAttribute('src')).filter(
      a => /evil|zx/i.test(a) && !a.startsWith('data:') && !a.includes('static/'));
  return {words, leads};
}
"""
"""The texts that hold hostile words, each of which ends where anything was made of a part of it;
and addresses in which any of them stand."""

FEW = (
    "explore?by=form",
    "children?view=This+week",
    "our-list",
    "interventions",
    "meeting",
    "governors",
)
"""Pages that between them show names in every way: headings, sentences, tables, cards, boxes."""


@pytest.fixture(scope="module")
def hostile():
    """A dashboard into which a school of hostile words was uploaded."""
    book = take_away(Workspace.load(hostile_upload()))
    with running_server(ROOT / "serve_local.py", "cwsw.ui.server") as server:
        with Visitor(server.url) as visitor:
            visitor.go_to("upload")
            visitor.upload("One file, or several about the same pupils", [("hill.xlsx", book)])
            for label in ("Check the files", "Go on to confirm", "Confirm"):
                visitor.press(label)
            visitor.go_to("publish")
            visitor.press("Publish to governors")
        yield server.url


def test_hostile_words_are_words_on_every_page(hostile, visit, long_run):
    page, asked, seen = visit(hostile), [], 0
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda _: pytest.fail("a script was run"))
    for address in [entry.url for entry in page_registry.PAGES] if long_run else FEW:
        page.goto(f"{hostile}/{address}")
        wait_for_app(page)
        plain = page.get_by_role("button", name="Plain table")
        if plain.count():
            plain.first.click()
            expect(page.get_by_test_id("stPopoverBody").locator("table").first).to_be_visible()
        looked = page.evaluate(LOOKS)
        assert looked["leads"] == [], address
        assert [words for words in looked["words"] if not is_whole(words)] == [], address
        seen += len(looked["words"])
    assert seen > 20
    assert not [url for url in asked if "evil" in url]
    page.goto(f"{hostile}/children")
    tools = page.get_by_test_id("stElementToolbarButton")
    tools.filter(has=page.get_by_label("Search")).first.wait_for(state="attached")
    assert not page.locator('[aria-label^="Download as CSV"]').count()
    page.evaluate(
        "words => document.body.insertAdjacentHTML('beforeend', words)",
        f"<p>{MARK} <em>b</em> <a href='https://evil.example'>l</a></p>",
    )
    looked = page.evaluate(LOOKS)
    assert looked["leads"], "the look does not find a link"
    assert not all(map(is_whole, looked["words"])), "the look does not find formatting"
