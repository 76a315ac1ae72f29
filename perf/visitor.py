"""A visitor without a browser: speaks Streamlit's own messages over its WebSocket."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_STREAM = "_stcore/stream"
_LONGEST_RUN = 120.0


class Visitor:
    """One tab of the dashboard at `url` ("http://127.0.0.1:8501"); use it in a `with` block.

    `offered`: the subprotocols, of which the first is Streamlit's own.
    """

    def __init__(
        self, url: str, cookies: str = "", offered: Iterable[str] = ("streamlit",)
    ) -> None:
        self._socket = connect(
            f"{url.replace('http', 'ws', 1)}/{_STREAM}",
            origin=Origin(url),
            subprotocols=[Subprotocol(part) for part in offered],
            additional_headers={"Cookie": cookies} if cookies else None,
            max_size=None,
        )
        self._buttons: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def go(self, page: str) -> int:
        """Open a page by its address ("overview"; "" is the first one); the bytes it took."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = ""
        return self._run(message)

    def press(self, label: str) -> int:
        """Press a button of the page by what stands on it; KeyError where there is none."""
        message = BackMsg()
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self._buttons[label], True
        return self._run(message)

    def _run(self, message: BackMsg) -> int:
        """Ask for a run of the script and read until it has ended."""
        self._send(message)
        received, ended = 0, False
        while not ended:
            said = self._hear(_LONGEST_RUN)
            received += said.ByteSize()
            self._remember_buttons(said)
            ended = has_ended(said)
        return received

    def _send(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())

    def _hear(self, patience: float) -> ForwardMsg:
        """The next message; TimeoutError after so many seconds without one."""
        raw = self._socket.recv(timeout=patience, decode=False)
        said: ForwardMsg = ForwardMsg.FromString(raw)
        return said

    def _remember_buttons(self, said: ForwardMsg) -> None:
        if said.WhichOneof("type") == "delta" and said.delta.HasField("new_element"):
            element = said.delta.new_element
            if element.WhichOneof("type") == "button":
                self._buttons[element.button.label] = element.button.id


def has_ended(said: ForwardMsg) -> bool:
    """Whether a run is over: a page that sends its visitor on to another one is run twice."""
    ended = said.WhichOneof("type") == "script_finished"
    return ended and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
