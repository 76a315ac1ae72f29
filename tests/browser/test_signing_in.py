"""Signing in to a hosted dashboard in a real browser, with a provider that signs anybody in."""

import pytest
from playwright.sync_api import expect

from cwsw.ui.asgi import session_gate
from cwsw.ui.wording import text
from tests.browser.hosted_support import is_let_in, sign_in, visitor
from tests.browser.support import axe, wait_for_app
from tests.support.hosted import STRANGER, UNVERIFIED, USERS, cookies, hosted

# The mock provider, in this process, uses what Authlib means to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

FIRST_PAGE = {"governor": "Governors"}
USER = "_streamlit_user"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with hosted(tmp_path_factory.mktemp("hosted")) as running:
        yield running


# The pages of each role are tested one by one without a browser.
@pytest.mark.parametrize(
    ("email", "role"),
    [
        pytest.param(
            *each, marks=() if each[1] in ("headteacher", "governor") else pytest.mark.long
        )
        for each in USERS.items()
    ],
)
def test_each_role_signs_in_and_gets_its_first_page(browser, place, email, role):
    with visitor(browser) as somebody:
        page = somebody.new_page()
        sign_in(page, place, email)
        assert is_let_in(page)
        expect(page).to_have_title(f"{FIRST_PAGE.get(role, 'Overview')} - {text.TITLE}")


OTHER_SITES = {
    "prefs": '{"theme":"dark","n":[1,2]}',
    "greeting": "good morning to you",
    "filter[0]": "(a)<b>{c}",
    "expires": "never",
    "path": "/",
}
"""Cookies that another site of the same domain has left in the browser."""


def test_signing_out_ends_every_tab_and_what_the_browser_kept(browser, place):
    with visitor(browser) as somebody:
        left = [{"name": name, "value": v, "url": place.url} for name, v in OTHER_SITES.items()]
        somebody.add_cookies(left)
        page, other_tab = somebody.new_page(), somebody.new_page()
        sign_in(page, place, "head@hill.example")
        other_tab.goto(place.url)
        wait_for_app(other_tab)
        old = somebody.cookies()
        page.get_by_test_id("stSidebar").get_by_role("button", name=text.SIGN_OUT).click()
        page.wait_for_url(f"{place.provider}/**")
        expect(other_tab.get_by_text(text.SIGN_IN_MEANS)).to_be_visible()
        somebody.add_cookies(old)
        page.goto(place.url)
        wait_for_app(page)
        assert not is_let_in(page)


@pytest.mark.parametrize("email", [STRANGER, pytest.param(UNVERIFIED, marks=pytest.mark.long)])
def test_a_stranger_gets_one_sentence_and_the_way_out(browser, place, email):
    with visitor(browser) as somebody:
        page = somebody.new_page()
        sign_in(page, place, email)
        expect(page.get_by_text(text.NOT_LISTED)).to_be_visible()
        assert axe(page) == []
        page.goto(f"{place.url}/overview")
        wait_for_app(page)
        assert not is_let_in(page)
        page.get_by_role("button", name=text.SIGN_OUT).click()
        page.wait_for_url(f"{place.provider}/**")


@pytest.mark.parametrize("secret", ["guessed, and long enough to be a secret of this server", None])
def test_a_forged_or_changed_cookie_is_a_stranger(browser, place, secret):
    with visitor(browser) as somebody:
        page = somebody.new_page()
        if secret is None:
            sign_in(page, place, "chair@hill.example")
            (given,) = [c for c in somebody.cookies() if c["name"] == USER]
            payload, *rest = given["value"].split(".")[-3:]
            changed = ".".join([payload[:-2] + "AA", *rest])
            forged = given["value"].replace(".".join([payload, *rest]), changed)
        else:
            told = {"email": "head@hill.example", "origin": place.url}
            forged = cookies(told, secret)[USER]
        somebody.add_cookies([{"name": USER, "value": forged, "url": place.url}])
        page.goto(place.url)
        wait_for_app(page)
        assert not is_let_in(page)


def test_a_right_removed_is_gone_at_the_next_click_and_from_an_open_page(browser, place):
    with visitor(browser) as somebody:
        page = somebody.new_page()
        sign_in(page, place, "dsl@hill.example")
        assert is_let_in(page)
        try:
            place.list_people({"head@hill.example": "headteacher"})
            page.get_by_test_id("stSidebar").get_by_role("link", name="Children").click()
            expect(page.get_by_text(text.SIGN_IN_MEANS)).to_be_visible()
        finally:
            place.list_people(USERS)


@pytest.mark.long
def test_a_page_left_open_is_sent_to_the_start_when_its_time_is_over(browser, tmp_path):
    with hosted(tmp_path, idle_minutes=0.1) as short, visitor(browser) as somebody:
        page = somebody.new_page()
        sign_in(page, short, "head@hill.example")
        assert is_let_in(page)
        latest = (20 + 2 * session_gate.LOOK_EVERY) * 1000
        expect(page.get_by_text(text.SIGN_IN_MEANS)).to_be_visible(timeout=latest)
        trail = (short.data / "trail" / "hill.jsonl").read_text()
        assert [line.split('"')[9] for line in trail.splitlines()] == ["SIGNED_IN", "IDLE"]


def test_the_strangers_page_is_accessible_and_asks_nobody_else(browser, place, scheme):
    with visitor(browser) as somebody:
        page, asked = somebody.new_page(), []
        page.emulate_media(color_scheme=scheme)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(place.url)
        wait_for_app(page)
        assert axe(page) == []
    assert [u for u in asked if not u.startswith((place.url, "data:", "blob:"))] == []
