"""A visitor without a browser: speaks Streamlit's own messages over its WebSocket."""

from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_STREAM = "_stcore/stream"
_LONGEST_RUN = 120.0


class Visitor:
    """One tab of the dashboard at `url` ("http://127.0.0.1:8501"); use it in a `with` block."""

    def __init__(self, url: str) -> None:
        self._socket = connect(
            f"{url.replace('http', 'ws', 1)}/{_STREAM}",
            origin=Origin(url),
            subprotocols=[Subprotocol("streamlit")],
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
        self._socket.send(message.SerializeToString())
        received = 0
        while True:
            raw = self._socket.recv(timeout=_LONGEST_RUN)
            if isinstance(raw, str):
                continue
            received += len(raw)
            said = ForwardMsg.FromString(raw)
            self._remember_buttons(said)
            # A page that sends its visitor on to another one is run twice.
            if said.WhichOneof("type") == "script_finished" and (
                said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            ):
                return received

    def _remember_buttons(self, said: ForwardMsg) -> None:
        if said.WhichOneof("type") == "delta" and said.delta.HasField("new_element"):
            element = said.delta.new_element
            if element.WhichOneof("type") == "button":
                self._buttons[element.button.label] = element.button.id
