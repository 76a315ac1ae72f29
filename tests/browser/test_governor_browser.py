"""A curious governor of a hosted dashboard: everything their browser receives is read."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from cwsw.ui.auth import page_registry
from cwsw.ui.wording import text
from tests.browser.hosted_support import Received, press, sign_in, visitor
from tests.browser.support import heading, wait_for_app
from tests.support import telling
from tests.support.forger import Forger
from tests.support.hosted import Hosted, hosted

# The mock provider, in this process, uses what Authlib means to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

VISITED = ("pages/overview/overview.py", "pages/cohort/our_list.py", "pages/data/help.py")
"""The addresses of every run; with --long, all of them."""

OTHERS = ("chair@hill.example", "dsl@hill.example", "head@dale.example")
OF_STREAMLIT = [
    "_stcore/metrics",
    "_stcore/metrics?families=cache_memory_bytes",
    "_stcore/agent/openapi.json",
    "_stcore/agent/interact",
    "_stcore/script-health-check",
    "_stcore/bidi-components/x/y.js",
    "component/x/index.html",
    "app/static/people.toml",
]
BESIDE_THE_PATH = [
    "pages/cohort/our_list.py",
    "pages/children/child.py",
    "app.py",
    "serve_hosted.py",
    ".streamlit/secrets.toml",
    "data/sample/primary.xlsx",
    "static/../app.py",
    "static/%2e%2e/%2e%2e/secrets.toml",
    "media/",
    "media/../_stcore/metrics",
    "//_stcore/metrics",
]


@dataclass(frozen=True)
class Place:
    """The hosted dashboard with a school loaded and published, and its head's browser."""

    hosted: Hosted
    head: BrowserContext


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with hosted(tmp_path_factory.mktemp("hosted")) as running, visitor(browser) as head:
        page = head.new_page()
        sign_in(page, running, "head@hill.example")
        upload(page, running)
        page.goto(f"{running.url}/publish")
        wait_for_app(page)
        press(page, "Publish to governors")
        expect(page.get_by_text("Published on").first).to_be_visible()
        offered_to(page, running.url)
        yield Place(running, head)


def upload(page: Page, running: Hosted) -> None:
    page.goto(f"{running.url}/upload")
    wait_for_app(page)
    kind = "application/octet-stream"
    file = {"name": "school.xlsx", "mimeType": kind, "buffer": telling.book()}
    page.set_input_files("input[type=file]", file)
    press(page, "Check the files")
    expect(page.get_by_role("heading", name="Check what was read", exact=True)).to_be_visible()
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")


def test_a_governors_browser_receives_nothing_of_a_child(browser, place, long_run):
    url, seen = place.hosted.url, Received()
    with visitor(browser) as governor:
        page = governor.new_page()
        seen.watch(page)
        sign_in(page, place.hosted, "chair@hill.example")
        for address in (e.url for e in page_registry.PAGES if long_run or e.path in VISITED):
            page.goto(f"{url}/{address}")
            wait_for_app(page)
        expect_the_publication(page, url)
        take_everything_away(page, seen)
        for path in [
            *OF_STREAMLIT,
            *BESIDE_THE_PATH,
            *(entry.path for entry in page_registry.PAGES),
        ]:
            answer = governor.request.get(f"{url}/{path}", max_redirects=0)
            seen.parts.append(answer.body())
            if path in OF_STREAMLIT:
                assert answer.status == 404, path
    received = seen.text()
    assert "In one minute" in received
    assert telling.leaks(received) == set()
    elsewhere = {u for u in seen.asked if not u.startswith((url, place.hosted.provider, "data:"))}
    assert {u for u in elsewhere if "pico" not in u} == set()


def expect_the_publication(page: Page, url: str) -> None:
    page.goto(f"{url}/governors")
    wait_for_app(page)
    expect(page.get_by_role("heading", name="In one minute")).to_be_visible()


def take_everything_away(page: Page, seen: Received) -> None:
    """Press every download button of the page and read what comes."""
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    for place in range(buttons.count()):
        with page.expect_download() as waiting:
            buttons.nth(place).click()
        seen.parts.append(waiting.value.path().read_bytes())


def test_the_reading_would_find_a_child(place):
    page, seen = place.head.new_page(), Received()
    seen.watch(page)
    page.goto(f"{place.hosted.url}/our-list")
    wait_for_app(page)
    assert telling.leaks(seen.text()) >= {"Wexq0", "Zorv1", str(telling.COHORT)}


def test_a_file_is_given_to_nobody_but_the_visitor_whose_page_offered_it(browser, place):
    with ExitStack() as stack:
        others = [stack.enter_context(visitor(browser)) for _ in OTHERS]
        for other, email in zip(others, OTHERS, strict=True):
            sign_in(other.new_page(), place.hosted, email)
        given = offered_to(place.head.new_page(), place.hosted.url)
        for other in others:
            answer = other.request.get(given)
            assert (answer.status, answer.body()) == (404, b"")
        assert httpx.get(given, trust_env=False).status_code == 404
        answer = place.head.request.get(given)
        assert answer.status == 200
        assert telling.leaks(answer.text())
        assert answer.headers["cache-control"] == "no-store"


def offered_to(page: Page, url: str) -> str:
    """The address of the list of children, once its owner has pressed the button."""
    page.goto(f"{url}/our-list")
    wait_for_app(page)
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    return waiting.value.url


def test_who_may_not_upload_cannot_send_a_file_either(browser, place):
    target = f"{place.hosted.url}/_stcore/upload_file/any/file"
    for email, status in (("chair@hill.example", 403), ("pastoral@hill.example", 403)):
        with visitor(browser) as other:
            sign_in(other.new_page(), place.hosted, email)
            assert other.request.put(target, data=b"x").status == status
            assert other.request.delete(target).status == status
    assert httpx.put(target, content=b"x", trust_env=False).status_code == 403


def test_what_a_governor_makes_up_is_answered_with_nothing_more(place):
    url = place.hosted.url
    with Forger(url, "head@hill.example") as head, Forger(url, "chair@hill.example") as governor:
        for page in ("our-list", "child", "keep", "publish"):
            head.go_to(page)
        assert telling.leaks(head.text())
        buttons = {button.id: True for button in head.widgets("button")}
        for script in head.scripts():
            governor.run("", script)
        for page in ("our-list", "publish", "keep", "governors"):
            governor.run(page, query="child=1&embed=true", view_as="headteacher", **buttons)
        assert "In one minute" in governor.text()
        assert telling.leaks(governor.text()) == set()


@pytest.mark.parametrize("email", ["pastoral@hill.example", ""])
def test_nobody_goes_on_with_the_heads_session_or_has_its_downloads_made(place, email):
    url = place.hosted.url
    with Forger(url, "head@hill.example") as head:
        head.go_to("our-list")
        (download, *_) = [b.deferred_file_id for b in head.widgets("download_button")]
        with Forger(url, email, taking=head.session()) as other:
            other.go_to("help")
            assert other.session() != head.session()
            for session in (other.session(), head.session()):
                other.ask_for(download, session)
            assert other.files() == []
            head.ask_for(download)
            (made,) = head.files()
            # The server gives back the name of what was asked; that makes it nobody's own.
            echo = BackMsg()
            echo.file_urls_request.request_id = made
            other.say(echo)
            assert made in other.text()
            assert other.get(made).status_code == 404
            assert head.get(made).status_code == 200


def test_nobody_can_empty_the_servers_memory(place):
    url = place.hosted.url
    for email in ("", "chair@hill.example"):
        with Forger(url, email) as somebody:
            somebody.go_to("")
            somebody.say(BackMsg(clear_cache=True))
    with Forger(url, "chair@hill.example") as governor:
        governor.go_to("governors")
        assert "In one minute" in governor.text()


def test_the_head_reads_who_did_what(place):
    page = place.head.new_page()
    page.goto(f"{place.hosted.url}/who-did-what")
    wait_for_app(page)
    page.get_by_role("button", name="Plain table").first.click()
    table = page.get_by_role("table")
    for words in ("Signed in", "Uploaded the school's data", "Published to governors"):
        expect(table.get_by_text(words).first).to_be_visible()
    expect(table.get_by_text("Downloaded a file").first).to_be_visible()
    trail = (place.hosted.data / "trail" / "hill.jsonl").read_text()
    assert telling.leaks(trail) == set()
    assert text.NOT_ALLOWED not in page.content()
