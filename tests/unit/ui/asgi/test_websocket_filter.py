"""What a browser may say to the server, and which files the server's own messages offer."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cwsw.ui.asgi import session_gate, websocket_filter
from cwsw.ui.asgi.security_headers import SecurityHeaders
from cwsw.ui.asgi.session_gate import SessionGate
from cwsw.ui.auth.signing_in import SignIn
from tests.support.coroutines import run_coroutine

ID = "5f" * 16
ADDRESS = f"/media/{ID}.csv"


def said(kind, **fields):
    message = BackMsg()
    if fields:
        for name, value in fields.items():
            part, field = name.split("__")
            setattr(getattr(getattr(message, kind), part), field, value)
    elif isinstance(getattr(message, kind), bool):
        setattr(message, kind, True)
    else:
        getattr(message, kind).SetInParent()
    return message.SerializeToString()


ASKED = said("backend_operation_request", deferred_file__file_id=ID)
NEEDED = [
    said("rerun_script"),
    said("stop_script"),
    said("app_heartbeat"),
    said("file_urls_request"),
    ASKED,
]
NOT_NEEDED = [
    said("clear_cache"),
    said("set_run_on_save"),
    said("load_git_info"),
    said("debug_shutdown_runtime"),
    said("debug_disconnect_websocket"),
    said("backend_operation_request"),
    said("backend_operation_request", dataframe_chunk__source_id="1"),
    b"no message at all",
]


def heard_by(make, messages):
    """What the application behind a middleware hears of what a browser sends."""
    waiting = [{"type": "websocket.receive", "bytes": one} for one in messages]
    waiting.append({"type": "websocket.disconnect", "code": 1000})
    heard = []

    async def app(_scope, receive, _send):
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message["bytes"])

    async def receive():
        return waiting.pop(0)

    async def send(_message):
        return

    run_coroutine(make(app)({"type": "websocket", "headers": []}, receive, send))
    return heard


def test_only_what_pages_need_reaches_streamlit_alone_and_hosted():
    assert (
        heard_by(lambda app: SecurityHeaders(app, ""), [*NOT_NEEDED, *NEEDED, *NOT_NEEDED])
        == NEEDED
    )


def offer(**fields):
    message = ForwardMsg()
    for name, value in fields.items():
        setattr(message.delta.new_element.download_button, name, value)
    return message.SerializeToString()


def made(url):
    message = ForwardMsg()
    message.backend_operation_response.deferred_file.url = url
    return message.SerializeToString()


def echo(**told):
    message = ForwardMsg()
    for kind, (field, value) in told.items():
        setattr(getattr(message, kind), field, value)
    return message.SerializeToString()


TYPED = ForwardMsg()
TYPED.delta.new_element.markdown.body = f"see {ADDRESS} and {ID}"


@pytest.mark.parametrize(
    ("message", "offered"),
    [
        (offer(url=ADDRESS), True),
        (offer(deferred_file_id=ID), True),
        (made(ADDRESS), True),
        (offer(label=ADDRESS), False),
        (TYPED.SerializeToString(), False),
        (echo(file_urls_response=("response_id", ADDRESS)), False),
        (echo(backend_operation_response=("request_id", ADDRESS)), False),
        (echo(page_not_found=("page_name", ADDRESS)), False),
        (b"/media/" + ID.encode(), False),
    ],
)
def test_words_that_a_browser_sent_offer_no_file(message, offered):
    files = websocket_filter.OfferedFiles()
    files.remember("mine", message)
    assert files.has("mine", ADDRESS) == files.has("mine", ID) == offered
    assert not files.has("yours", ID)
    files.forget("mine")
    assert not files.has("mine", ID)


def test_a_download_is_made_for_nobody_but_the_sign_in_it_was_offered_to(monkeypatch):
    other = said("backend_operation_request", deferred_file__file_id="ab" * 16)
    mine = SignIn("mine", None, "chair@hill.example")
    monkeypatch.setattr(session_gate, "present_user", lambda _: mine)
    for found, heard in ((mine, [NEEDED[0], ASKED]), (None, [NEEDED[0]])):
        monkeypatch.setattr(session_gate, "sign_in_of", lambda _, found=found: found)
        monkeypatch.setattr(session_gate, "_may_pass", lambda found: found is not None)

        def standing(app):
            made = SessionGate(app)
            made._offered.remember("mine", offer(deferred_file_id=ID))
            return made

        assert heard_by(standing, [other, NEEDED[0], ASKED]) == heard
