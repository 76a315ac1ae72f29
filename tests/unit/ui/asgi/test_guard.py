"""A request that breaks: a sentence for its reader, a place for the log."""

import logging

import pytest

from cwsw.store.archive import ArchiveError
from cwsw.ui.asgi import guard
from cwsw.ui.state.audit_store import NotNotedError
from cwsw.ui.wording import text
from tests.support.coroutines import run_coroutine


def ask(app, kind="http"):
    sent = []

    async def send(message):
        sent.append(message)

    run_coroutine(guard.Guard(app)({"type": kind, "path": "/"}, None, send))
    return sent


def breaking(error, *before):
    async def app(_scope, _receive, send):
        for message in before:
            await send(message)
        raise error

    return app


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("Child Name"), text.SORRY),
        (NotNotedError("Child Name"), text.NOT_NOTED),
        (ArchiveError("The disk is full."), "The disk is full."),
    ],
)
def test_a_request_that_breaks_is_answered_with_a_sentence(error, words, caplog):
    with caplog.at_level(logging.ERROR):
        start, body = ask(breaking(error))
    assert start["status"] == 503
    assert (b"cache-control", b"no-store") in start["headers"]
    assert words.encode() in body["body"]
    assert type(error).__name__ in caplog.text
    assert "Child Name" not in caplog.text + body["body"].decode()


def test_an_answer_that_has_begun_is_only_cut_off(caplog):
    begun = {"type": "http.response.start", "status": 200, "headers": []}
    assert ask(breaking(ValueError("Child Name"), begun)) == [begun]
    assert "Child Name" not in caplog.text


def test_a_connection_that_breaks_is_only_cut_off(caplog):
    assert ask(breaking(ValueError("Child Name")), "websocket") == []
    assert "Child Name" not in caplog.text
