"""Whose a request is, whatever cookies other sites of the domain send with it."""

import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette import starlette_websocket

from cwsw.access import AuditEvent
from cwsw.ui.asgi import session_gate
from cwsw.ui.asgi.session_gate import SessionGate
from cwsw.ui.auth import hosted_settings, signing_in
from cwsw.ui.state import audit_store
from tests.support.coroutines import run_coroutine
from tests.support.hosted import SECRET, as_settings, cookies, people_list

USER = "_streamlit_user"
HEAD = {"email": "head@hill.example", "email_verified": True}
HOSTILE = {
    "JSON": b'prefs={"theme": "dark", "n": [1, 2]}',
    "spaces in the value": b"greeting=good morning to you",
    "brackets": b"filter[0]=(a)<b>{c}",
    "a name in brackets": b"[x]={y}",
    "a reserved name": b"expires=never; path=/; domain=.example; secure; httponly",
    "a path that is malformed": b'$Version="1"; broken="; $Path=/',
    "no name and no value": b"=; ;;; =x; justaword",
    "quotes that never close": b"a=\"unclosed; b='",
    "letters of no alphabet of ours": "nom=é\xa0\x85; ключ".encode(),
    "control characters": b"a=\x01\x02\x1b[31m; b=\x7f",
    "a huge one": b"big=" + b"x" * 30_000,
    "very many": b"; ".join(b"n%d=%d" % (n, n) for n in range(500)),
}


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    """A hosted server whose list of people may be written anew."""
    made = as_settings(tmp_path)
    hosted_settings.forget()
    audit_store.forget()
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    with monkeypatch.context() as hosted:
        hosted.setattr(hosted_settings._Switch, "on", True)
        hosted.setattr(hosted_settings._Switch, "since", long_ago)
        hosted.setattr(hosted_settings, "settings", lambda: made)
        hosted.setattr(signing_in, "get_cookie_secret", lambda: SECRET)
        hosted.setattr(starlette_websocket, "get_cookie_secret", lambda: SECRET)
        yield made
    hosted_settings.forget()
    audit_store.forget()


def ours(claims=HEAD, **more):
    """Our cookie as a browser sends it."""
    (pair,) = cookies({**claims, **more}).items()
    return "=".join(pair).encode()


def scope(*sent, path="/", kind="http"):
    headers = [(b"host", b"x.example"), *((b"cookie", one) for one in sent)]
    return {"type": kind, "method": "GET", "path": path, "headers": headers}


def passed_on(asked):
    """What Streamlit is shown of a request, and the status if it was refused."""
    seen, sent = [], []

    async def app(inner, _receive, _send):
        seen.append(inner)

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.disconnect", "code": 1000}

    run_coroutine(SessionGate(app)(asked, receive, send))
    return seen[0] if seen else sent[0]["status"]


def is_known_to_streamlit(inner):
    sent = HTTPConnection(inner).cookies
    return bool(starlette_websocket._get_signed_cookie_with_chunks(sent, USER))


def signed_in(*sent):
    """Whether somebody who sends this is let in, as the page does it at its first run."""
    found = session_gate.sign_in_of(scope(*sent))
    return found is not None and signing_in.use_sign_in(found) is not None


def events():
    return [line.event for line in audit_store.trail().lines("hill")]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "together",
    [
        lambda mine, other: [other + b"; " + mine],
        lambda mine, other: [mine + b"; " + other],
        lambda mine, other: [other, mine],
        lambda mine, other: [mine, other],
    ],
    ids=["before", "behind", "a header before", "a header behind"],
)
def test_signing_in_and_out_work_whatever_else_is_sent(hostile, together):
    sent = together(ours(nonce="1"), hostile)
    assert signed_in(*sent)
    for kind in ("http", "websocket"):
        assert is_known_to_streamlit(passed_on(scope(*sent, kind=kind)))
    assert is_known_to_streamlit(passed_on(scope(*sent, path="/auth/logout")))
    assert events() == [AuditEvent.SIGNED_IN, AuditEvent.SIGNED_OUT]
    assert not signed_in(*sent)
    for kind in ("http", "websocket"):
        assert not is_known_to_streamlit(passed_on(scope(*sent, kind=kind)))


FORGED = [
    USER.encode() + b"=",
    USER.encode() + b"=forged",
    b'_streamlit_user="a b"',
    b"_streamlit_user=chunks-2; _streamlit_user_1=x",
    b"_streamlit_user_1=x; _streamlit_user_tokens=y",
]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("is_last", [True, False])
def test_a_cookie_of_our_name_that_we_did_not_sign_keeps_nobody_in_or_out(forged, is_last):
    mine = ours(nonce="2")
    sent = mine + b"; " + forged if is_last else forged + b"; " + mine
    assert signed_in(sent)
    assert is_known_to_streamlit(passed_on(scope(sent)))
    passed_on(scope(sent, path="/auth/logout"))
    assert not signed_in(mine)
    assert events() == [AuditEvent.SIGNED_IN, AuditEvent.SIGNED_OUT]


def test_signing_out_ends_every_sign_in_that_is_sent():
    one, two = ours(nonce="3"), ours(nonce="4")
    assert signed_in(one)
    assert signed_in(two)
    passed_on(scope(one, two, path="/auth/logout"))
    assert not signed_in(one)
    assert not signed_in(two)
    assert events().count(AuditEvent.SIGNED_OUT) == 2


def test_beside_one_that_has_ended_the_one_that_holds_counts():
    old, new = ours(nonce="5"), ours(nonce="6")
    assert signed_in(old)
    passed_on(scope(old, path="/auth/logout"))
    for sent in ([old, new], [new, old]):
        assert signed_in(*sent)
        assert is_known_to_streamlit(passed_on(scope(*sent)))


@pytest.mark.parametrize(
    "hidden", ["\xa0{}", "\x85{}", " {}", "\t{}", '"";{}', "{};", "{};_streamlit_user_9=x"]
)
def test_a_sign_in_that_has_ended_is_kept_from_streamlit_however_it_is_written(hidden):
    mine = ours(nonce="7")
    assert signed_in(mine)
    passed_on(scope(mine, path="/auth/logout"))
    sent = hidden.format(mine.decode()).encode("latin-1")
    assert not is_known_to_streamlit(passed_on(scope(sent)))


def test_other_cookies_of_streamlit_reach_it_and_those_of_others_do_not():
    sent = b"_streamlit_xsrf=2|ab|cd|1; other=1; _streamlit_session=eyJ=.x/y+z; " + ours(nonce="8")
    found = HTTPConnection(passed_on(scope(sent))).cookies
    assert found.keys() == {"_streamlit_xsrf", "_streamlit_session"} | (found.keys() & {USER})
    assert found["_streamlit_session"] == "eyJ=.x/y+z"


def test_where_the_record_cannot_be_written_the_sign_in_ends_all_the_same(monkeypatch):
    mine = ours(nonce="9")
    assert signed_in(mine)

    def full(*_):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(audit_store, "add", full)
        assert is_known_to_streamlit(passed_on(scope(mine, path="/auth/logout")))
    assert not signed_in(mine)


EDITS = {
    "taken off the list": {},
    "made a governor": {"head@hill.example": "governor"},
    "another head instead": {"new@hill.example": "headteacher"},
}


@pytest.mark.parametrize("people", EDITS.values(), ids=EDITS)
def test_with_the_list_edited_everything_of_a_sign_in_ends_at_once(settings, people):
    mine = ours(nonce="10")
    assert signed_in(mine)
    assert passed_on(scope(mine, path="/_stcore/upload_file/s/f")) != 403
    settings.people.write_text(people_list(people))
    assert session_gate.user_of(scope(mine)) is None
    assert passed_on(scope(mine, path="/_stcore/upload_file/s/f")) == 403
    assert passed_on(scope(mine, path="/media/" + "ab" * 16 + ".csv")) == 404
    assert not is_known_to_streamlit(passed_on(scope(mine, kind="websocket")))
    settings.people.write_text(people_list())
    assert not signed_in(mine)


def open_page(*sent, say, then):
    """An open page: what Streamlit hears and what the browser is sent when it says something."""
    heard, told, waiting = [], [], [{"type": "websocket.receive", "bytes": b""}]

    async def app(_scope, receive, _send):
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message)

    async def receive():
        if waiting:
            return waiting.pop(0)
        then()
        return {"type": "websocket.receive", "bytes": say}

    async def send(message):
        told.append(message)

    run_coroutine(SessionGate(app)(scope(*sent, kind="websocket"), receive, send))
    return heard, told


def test_an_open_page_hears_nothing_more_once_its_person_is_off_the_list(settings):
    mine = ours(nonce="11")
    assert signed_in(mine)
    heard, told = open_page(mine, say=b"", then=lambda: settings.people.write_text(people_list({})))
    assert len(heard) == 1
    assert [message["type"] for message in told] == ["websocket.send", "websocket.close"]


def test_a_browser_that_takes_nothing_holds_up_no_cutting_off(settings, monkeypatch):
    """A slow client: what is sent to it never ends."""
    monkeypatch.setattr(session_gate, "PATIENCE", 0.05)
    mine = ours(nonce="12")
    assert signed_in(mine)
    ended = []

    async def app(_scope, receive, _send):
        ended.append((await receive())["type"])

    async def receive():
        settings.people.write_text(people_list({}))
        return {"type": "websocket.receive", "bytes": b""}

    async def send(_message):
        await asyncio.sleep(60)

    async def connect():
        async with asyncio.timeout(5):
            await SessionGate(app)(scope(mine, kind="websocket"), receive, send)

    run_coroutine(connect())
    assert ended == ["websocket.disconnect"]


def test_the_list_is_read_anew_though_its_time_and_size_are_the_same(settings):
    mine = ours(nonce="13")
    assert signed_in(mine)
    before = settings.people.stat()
    text = settings.people.read_text()
    settings.people.write_text(text.replace("head@hill.example", "heed@hill.example"))
    os.utime(settings.people, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert session_gate.user_of(scope(mine)) is None
