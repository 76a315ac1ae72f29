"""What the server answers with and refuses, asked over HTTP without a browser."""

import socket
import time
from contextlib import ExitStack

import httpx
import pytest

from cwsw.ui.asgi.security_headers import headers
from tests.browser.hosted_support import Received, visitor
from tests.browser.support import ROOT, running_server, wait_for_app

CLOSED = ["_stcore/metrics", "_stcore/agent/openapi.json", "component/x/y", "app/static/x"]
SOCKETS = "ws://127.0.0.1:* ws://localhost:*"
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def alone():
    """The server as run.py starts it, told to stand where nobody would watch its addresses."""
    elsewhere = {"STREAMLIT_SERVER_BASE_URL_PATH": "elsewhere"}
    with running_server(ROOT / "serve_local.py", "cwsw.ui.server", **elsewhere) as server:
        yield server.url


def get(url, **more):
    return httpx.get(url, trust_env=False, **more)


@pytest.mark.parametrize("path", ["", "overview", "_stcore/health", "media/none", *CLOSED])
def test_every_answer_carries_the_headers(alone, path):
    answer = get(f"{alone}/{path}")
    assert {name: answer.headers[name] for name in headers(SOCKETS)} == headers(SOCKETS)


def test_the_policy_lets_streamlits_own_inline_script_run_and_no_other(alone):
    policy = get(alone).headers["content-security-policy"]
    assert "'sha256-" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "http" not in scripts


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_needed_is_closed(alone, path):
    assert get(f"{alone}/{path}").status_code == 404


def test_no_setting_moves_what_is_watched_to_other_addresses(alone):
    page = get(alone).content
    for path in ("health", "metrics", "upload_file/no-session/file"):
        assert get(f"{alone}/elsewhere/_stcore/{path}").content in (page, b"Not Found")


SLOW = {
    "half a request": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "half an upload": b"PUT /_stcore/upload_file/s/f HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\n",
    "half an opening": b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: webs",
    "nothing at all": b"",
}


def test_clients_that_are_slow_hold_up_nobody_else(alone):
    place = httpx.URL(alone)
    with ExitStack() as connections:
        for begun in [*SLOW.values()] * 50:
            slow = connections.enter_context(
                socket.create_connection((place.host, place.port), timeout=10)
            )
            slow.sendall(begun)
        before = time.monotonic()
        for path in ("", "_stcore/health", "media/none") * 5:
            assert get(f"{alone}/{path}", timeout=10).status_code in (200, 404)
        assert time.monotonic() - before < 10


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a@127.0.0.1", ""])
@pytest.mark.parametrize("path", ["", "_stcore/health", "media/none"])
def test_another_name_for_this_computer_gets_no_answer(alone, host, path):
    answer = get(f"{alone}/{path}", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.content == b""


@pytest.mark.parametrize("more", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_another_sites_page_gets_no_connection(alone, more):
    wanted = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert get(f"{alone}/_stcore/stream", headers=wanted | more).status_code == 403


def put(alone, size, **more):
    target = f"{alone}/_stcore/upload_file/no-session/file"
    return httpx.put(target, files={"f": b"x" * size}, trust_env=False, **more)


def test_an_upload_needs_the_token_this_server_gave_out(alone):
    token = get(f"{alone}/_stcore/health").cookies["_streamlit_xsrf"]
    mine = {"Cookie": f"_streamlit_xsrf={token}"}
    assert put(alone, 10).status_code == 403
    assert put(alone, 10, headers=mine).status_code == 403
    assert put(alone, 10, headers={"X-Xsrftoken": token}).status_code == 403
    # With the token the next check is reached: there is no such session.
    assert put(alone, 10, headers=mine | {"X-Xsrftoken": token}).status_code == 400


def test_a_file_above_the_limit_is_refused_by_the_server_itself(alone, browser):
    with visitor(browser) as somebody:
        page, seen = somebody.new_page(), Received()
        seen.watch(page)
        page.goto(alone)
        wait_for_app(page)
        token = get(f"{alone}/_stcore/health").cookies["_streamlit_xsrf"]
        both = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
        target = f"{alone}/_stcore/upload_file/{seen.session()}/file"
        for size, status in ((10, 204), (21 * MEGABYTE, 413)):
            files = {"f": ("f.xlsx", b"x" * size)}
            answer = httpx.put(target, files=files, headers=both, trust_env=False)
            assert answer.status_code == status


def test_no_origin_is_told_that_it_may_read_answers(alone):
    answer = get(f"{alone}/_stcore/health", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
