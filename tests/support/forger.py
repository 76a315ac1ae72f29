"""A visitor without a browser, who says to the server whatever they like over its WebSocket."""

import json
from contextlib import suppress
from typing import Any

import httpx
from google.protobuf.json_format import MessageToJson
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from perf.visitor import Visitor
from tests.support.hosted import SECRET

_XSRF = "_streamlit_xsrf"
_QUIET = 1.0


class Forger(Visitor):
    """One connection, of somebody signed in or of a stranger (''); use it in a `with` block.

    `taking`: the id of a session to go on with, somebody else's perhaps.
    """

    def __init__(self, url: str, email: str = "", taking: str = "") -> None:
        self._url = url
        token = httpx.get(f"{url}/_stcore/health", trust_env=False).cookies[_XSRF]
        self._cookies = f"{_XSRF}={token}"
        if email:
            self._cookies += f"; {USER_COOKIE_NAME}={_signed(url, email)}"
        protocols = filter(None, ("streamlit", token, taking))
        super().__init__(url, self._cookies, protocols)
        self.heard: list[ForwardMsg] = []

    def say(self, message: BackMsg) -> None:
        """Send a message and listen until it has been quiet for a while."""
        self._send(message)
        with suppress(TimeoutError):
            while True:
                self._receive(_QUIET)

    def run(self, page: str, script: str = "", query: str = "", **widgets: str | bool) -> None:
        """Run a page, by its address or the hash of its script, with states of widgets by id."""
        message = BackMsg()
        run = message.rerun_script
        run.page_name, run.page_script_hash, run.query_string = page, script, query
        for name, value in widgets.items():
            state = run.widget_states.widgets.add(id=name)
            field = "trigger_value" if isinstance(value, bool) else "string_value"
            setattr(state, field, value)
        self._run(message)

    def ask_for(self, download: str, session: str = "") -> None:
        """Ask for a download to be made, as the session of this id."""
        message = BackMsg()
        message.backend_operation_request.session_id = session or self.session()
        message.backend_operation_request.deferred_file.file_id = download
        self.say(message)

    def get(self, path: str) -> httpx.Response:
        """Ask for an address with the same cookies."""
        return httpx.get(self._url + path, headers={"Cookie": self._cookies}, trust_env=False)

    def text(self) -> str:
        """All that was heard."""
        return "\n".join(MessageToJson(message, ensure_ascii=False) for message in self.heard)

    def session(self) -> str:
        """The id of this connection's session."""
        begun = [m.new_session.initialize.session_id for m in self.heard]
        return next(filter(None, begun))

    def scripts(self) -> set[str]:
        """The hashes of every page that this visitor was told of."""
        return {p.page_script_hash for m in self.heard for p in m.navigation.app_pages}

    def widgets(self, kind: str) -> list[Any]:
        """Every element of a kind that was sent."""
        elements = (message.delta.new_element for message in self.heard)
        return [getattr(e, kind) for e in elements if e.WhichOneof("type") == kind]

    def files(self) -> list[str]:
        """The addresses of files that were made for this visitor."""
        urls = (m.backend_operation_response.deferred_file.url for m in self.heard)
        return list(filter(None, urls))

    def _receive(self, patience: float) -> ForwardMsg:
        message = super()._receive(patience)
        self.heard.append(message)
        return message


def _signed(url: str, email: str) -> str:
    claims = {"email": email, "origin": url, "is_logged_in": True, "provider": "default"}
    return create_signed_value(SECRET, USER_COOKIE_NAME, json.dumps(claims)).decode()
