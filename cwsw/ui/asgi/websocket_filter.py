"""Which messages may pass a page's WebSocket, and which files the server offers there.

Streamlit answers every connection alike, a stranger's too: one message empties the memory of the
whole server, another runs any download whose id is known. Words that a browser sent come back in
some answers, so that only the places of an answer where Streamlit itself puts a file count.
"""

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from cwsw.ui.streamlit_internals import BackMsg, DecodeError, ForwardMsg

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

_ADDRESS = re.compile(r"/media/([0-9a-f]{16,})(\.\w+)?")
_MOST_FILES = 5000
# An allow list: what a newer Streamlit adds is not heard until somebody has looked at it.
_PASSED_ON = frozenset(
    {
        "rerun_script",
        "stop_script",
        "app_heartbeat",
        "file_urls_request",
        "backend_operation_request",
    }
)
_OPERATION = "deferred_file"


class OfferedFiles:
    """Which downloads the pages of each sign-in (its key) have offered."""

    def __init__(self) -> None:
        self._of: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def remember(self, key: str, sent: bytes) -> None:
        """Note what a message of the server offers a sign-in."""
        files = self._of[key]
        for file in files_offered(sent):
            files[_bare(file)] = None
        # A page left open for days offers ever more files: the oldest go, so that memory is
        # bounded.
        while len(files) > _MOST_FILES:
            files.pop(next(iter(files)))

    def has(self, key: str, file: str) -> bool:
        """Whether a file, by its address or id, was offered to a sign-in."""
        return _bare(file) in self._of.get(key, ())

    def forget(self, key: str) -> None:
        """Forget a sign-in that has ended."""
        self._of.pop(key, None)


def _bare(file: str) -> str:
    named = _ADDRESS.fullmatch(file)
    return named[1] if named else file


def filter_messages(receive: Receive, allowed: Callable[[bytes], bool]) -> Receive:
    """What a browser sends, less the messages that are not allowed."""

    async def _receive() -> Message:
        while True:
            message = await receive()
            sent = message.get("bytes")
            if sent is None or allowed(sent):
                return message

    return _receive


def is_allowed(sent: bytes) -> bool:
    """Whether a browser's message may reach Streamlit: only the kinds that our pages need."""
    message = _from_browser(sent)
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") == _OPERATION
    return kind in _PASSED_ON


def requested_file(sent: bytes) -> str:
    """The id of the download that a browser asks to have made; '' where it asks for none."""
    return _from_browser(sent).backend_operation_request.deferred_file.file_id


def files_offered(sent: bytes) -> tuple[str, ...]:
    """The addresses and ids of downloads that a message of the server gives its browser."""
    message = ForwardMsg()
    try:
        message.ParseFromString(sent)
    except DecodeError:
        return ()
    button = message.delta.new_element.download_button
    deferred = message.backend_operation_response.deferred_file
    return tuple(filter(None, (button.url, button.deferred_file_id, deferred.url)))


def _from_browser(sent: bytes) -> BackMsg:
    message = BackMsg()
    try:
        message.ParseFromString(sent)
    except DecodeError:
        # What cannot be read is taken for an empty message, which is of no kind that is passed
        # on.
        message.Clear()
    return message
