"""The one guard round everything that runs: pages, callbacks, fragments, menu, files, requests.

Whatever goes wrong, its reader gets a sentence of ours, the log its kind and its place, and neither
its message, which may quote a pupil's data.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cwsw.store.archive import ArchiveError
from cwsw.ui.asgi.safe_logging import log_error
from cwsw.ui.state.audit_store import NotNotedError
from cwsw.ui.wording import archive_wording, text

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def error_sentence(error: Exception) -> str:
    """The sentence that is shown for an error; its own message only where we worded it."""
    if isinstance(error, ArchiveError):
        return str(error)
    return text.NOT_NOTED if isinstance(error, NotNotedError) else text.SORRY


def show_error(
    error: Exception, place: DeltaGenerator | None = None, *, may_keep: bool = False
) -> None:
    """Say on the page that something went wrong; `place` is where."""
    place = st.container() if place is None else place
    if isinstance(error, ArchiveError):
        place.error(str(error))
        if may_keep:
            place.page_link("pages/data/keep.py", label=archive_wording.TITLE)
        return
    log_error(error, "on a page")
    place.error(error_sentence(error), title=text.SORRY_TITLE)


def show_script_error(error: Exception) -> bool:
    """Handle an error that no page caught, of a callback or a fragment; nothing more is shown."""
    show_error(error)
    return True


class Guard:
    """Answers a request that breaks with a sentence, where nothing was answered yet."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def send_noting_start(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting_start)
        except Exception as error:
            log_error(error, f"while answering a {scope['type']} request")
            # An answer that has begun cannot be taken back: a second start would break the
            # connection.
            if scope["type"] == "http" and not has_begun:
                await _answer(send, error_sentence(error))


async def _answer(send: Send, words: str) -> None:
    """Send a small page with one sentence, in place of the answer that could not be made."""
    page = (
        f'<!doctype html><html lang="en"><title>{escape(text.SORRY_TITLE)}</title>'
        f'<h1>{escape(text.SORRY_TITLE)}</h1><p>{escape(words)}</p><p><a href="/">'
        f"{escape(text.TITLE)}</a></p></html>"
    ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": page})
