"""A visitor without a browser: speaks Streamlit's own messages over its WebSocket."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from time import monotonic
from types import TracebackType
from typing import Self
from uuid import uuid4

import httpx
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_STREAM = "_stcore/stream"
_LONGEST_RUN = 120.0
_XSRF = "_streamlit_xsrf"


class DownloadError(Exception):
    """The server gives no file; the message is its own."""


class Visitor:
    """One tab of the dashboard at `url` ("http://127.0.0.1:8501"); use it in a `with` block.

    `offered`: the subprotocols, of which the first is Streamlit's own.
    """

    def __init__(
        self, url: str, cookies: str = "", offered: Iterable[str] = ("streamlit",)
    ) -> None:
        self.url = url
        self._sent_cookies = cookies
        self._opened = ExitStack()
        self._socket = self._opened.enter_context(
            connect(
                f"{url.replace('http', 'ws', 1)}/{_STREAM}",
                # Streamlit opens no socket for a page of another origin.
                origin=Origin(url),
                subprotocols=[Subprotocol(part) for part in offered],
                additional_headers={"Cookie": cookies} if cookies else None,
                max_size=None,
                max_queue=None,
            )
        )
        self._elements: dict[str, dict[str, Message]] = {}
        self._all: list[tuple[str, Message]] = []
        self._states: dict[str, str | Sequence[tuple[str, int, FileURLs]]] = {}
        self._session = self._page = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def go_to(self, page: str) -> int:
        """Open a page by its address ("overview"; "" is the first one); the bytes it took."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = ""
        self._states.clear()
        return self._run(message)

    def press(self, label: str) -> int:
        """Press a button of the page by its label; KeyError where there is none."""
        message = self._with_states()
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self._elements["button"][label].id, True
        return self._run(message)

    def write(self, label: str, words: str) -> int:
        """Write into a text area."""
        self._states[self._elements["text_area"][label].id] = words
        return self._run(self._with_states())

    def upload(self, label: str, files: Sequence[tuple[str, bytes]]) -> int:
        """Choose files in an uploader and wait until the page has run with them."""
        sent_files = [(name, len(data), self._send_file(name, data)) for name, data in files]
        self._states[self._elements["file_uploader"][label].id] = sent_files
        return self._run(self._with_states())

    def elements(self, kind: str) -> dict[str, Message]:
        """The elements of one kind on the page by their labels: "button", "download_button"."""
        return dict(self._elements.get(kind, {}))

    def all_elements(self, kind: str) -> list[Message]:
        """The elements of one kind on the page, those without a label too."""
        return [element for name, element in self._all if name == kind]

    def download(self, label: str) -> httpx.Response:
        """Press a download button; DownloadError with the server's words where there is no file."""
        return self.fetch(self.ask_for_file(self._elements["download_button"][label]))

    def ask_for_file(self, button: DownloadButton) -> str:
        """The address of the file that a download button leads to."""
        if not button.deferred_file_id:
            return str(button.url)
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = str(uuid4()), self._session
        request.deferred_file.file_id = button.deferred_file_id
        self._send(message)
        answer = self._receive_answer(request.request_id)
        if answer.error_msg:
            raise DownloadError(answer.error_msg)
        return str(answer.deferred_file.url)

    def fetch(self, path: str) -> httpx.Response:
        """Ask for an address with this visitor's cookies."""
        headers = {"Cookie": self._sent_cookies} if self._sent_cookies else {}
        # `trust_env`: past any proxy, since the server is on this machine.
        return httpx.get(self.url + path, headers=headers, trust_env=False, timeout=_LONGEST_RUN)

    def wait_for(self, has_come: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Listen until something has come by itself; whether it came within `seconds`."""
        latest = monotonic() + seconds
        while not has_come() and monotonic() < latest:
            with suppress(TimeoutError):
                self._remember(self._receive(0.2))
        return has_come()

    def _receive_answer(self, request: str) -> BackendOperationResponse:
        while True:
            message = self._receive(_LONGEST_RUN)
            self._remember(message)
            if message.backend_operation_response.request_id == request:
                return message.backend_operation_response

    def _send_file(self, name: str, data: bytes) -> FileURLs:
        """Give a file to the server as a browser does; where it lies there."""
        message = BackMsg()
        message.file_urls_request.request_id = str(uuid4())
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self._session
        self._send(message)
        while (reply := self._receive(_LONGEST_RUN)).WhichOneof("type") != "file_urls_response":
            self._remember(reply)
        (place,) = reply.file_urls_response.file_urls
        # This answer sets the token that an upload must repeat, in a cookie and in a header.
        health = httpx.get(f"{self.url}/_stcore/health", trust_env=False)
        token = health.cookies[_XSRF]
        cookies = f"{self._sent_cookies}; {_XSRF}={token}".lstrip("; ")
        httpx.put(
            self.url + place.upload_url,
            files={"file": (name, data, "application/octet-stream")},
            headers={"Cookie": cookies, "X-Xsrftoken": token},
            trust_env=False,
            timeout=_LONGEST_RUN,
        ).raise_for_status()
        return place

    def _with_states(self) -> BackMsg:
        """A run of the page that is open, with what was written and chosen."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        message.rerun_script.page_script_hash = self._page
        for name, value in self._states.items():
            state = message.rerun_script.widget_states.widgets.add(id=name)
            if isinstance(value, str):
                state.string_value = value
                continue
            for file, size, place in value:
                info = state.file_uploader_state_value.uploaded_file_info.add()
                info.name, info.size, info.file_id = file, size, place.file_id
                info.file_urls.CopyFrom(place)
        return message

    def _run(self, message: BackMsg) -> int:
        """Ask for a run of the script and read until it has ended."""
        self._send(message)
        received, ended = 0, False
        while not ended:
            reply = self._receive(_LONGEST_RUN)
            received += reply.ByteSize()
            self._remember(reply)
            ended = has_ended(reply)
        return received

    def _send(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())

    def _receive(self, patience: float) -> ForwardMsg:
        """The next message; TimeoutError after `patience` seconds without one."""
        raw = self._socket.recv(timeout=patience, decode=False)
        message: ForwardMsg = ForwardMsg.FromString(raw)
        return message

    def _remember(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._elements.clear()
            self._all.clear()
            self._page = message.new_session.page_script_hash
            self._session = message.new_session.initialize.session_id or self._session
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash or self._page
        elif kind == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            name = element.WhichOneof("type")
            part = getattr(element, name)
            self._all.append((name, part))
            if hasattr(part, "label"):
                self._elements.setdefault(name, {})[part.label] = part


def has_ended(message: ForwardMsg) -> bool:
    """Whether a run is over: a page that sends its visitor on to another one is run twice."""
    ended = message.WhichOneof("type") == "script_finished"
    return ended and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
