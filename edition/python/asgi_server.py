"""An ASGI server whose network is the worker's messages."""

import asyncio
from collections.abc import Callable
from typing import Any

import event_loop_threads
from pyodide.ffi import create_proxy, to_js

# The page has its host's address; for Streamlit every request comes from the same machine.
_HOST = [(b"host", b"localhost"), (b"origin", b"http://localhost")]
_QUIET_LOOKS, _BETWEEN_LOOKS = 3, 0.03
"""How often in a row no script may be at work before the answer counts as whole, and the seconds
between two looks: a script that ends may start another, for a fragment or by `st.rerun`."""
# Named above, or of no use here: between two parts of one tab nothing is packed.
_NEVER = ("host", "origin", "cookie", "accept-encoding")


class Server:
    """Hands requests and sockets of the page to the dashboard, and its answers back."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._sockets: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Future[Any]] = set()

    async def start(self) -> None:
        """Start the dashboard, and wait until it has started."""
        inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        started: asyncio.Future[None] = asyncio.get_event_loop().create_future()

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "lifespan.startup.complete":
                started.set_result(None)
            else:
                started.set_exception(RuntimeError(message.get("message", message["type"])))

        inbox.put_nowait({"type": "lifespan.startup"})
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._begin(self._app(scope, inbox.get, send))
        await started

    async def http(
        self, method: str, path: str, query: str, headers: list[list[str]], body: Any
    ) -> Any:
        """Answer one request: its status, its headers and its body."""
        status, response_headers, content = 500, [], bytearray()
        blocks = iter([body.to_bytes() if body else b""])

        async def receive() -> dict[str, Any]:
            for block in blocks:
                return {"type": "http.request", "body": block, "more_body": False}
            # Streamlit waits here for the visitor to leave, which nobody does before the answer.
            return await asyncio.get_event_loop().create_future()

        async def send(message: dict[str, Any]) -> None:
            nonlocal status, response_headers
            if message["type"] == "http.response.start":
                status = message["status"]
                response_headers = [[n.decode(), v.decode()] for n, v in message["headers"]]
            else:
                content.extend(message.get("body", b""))

        scope = _scope("http", path, query, headers) | {"method": method}
        await self._app(scope, receive, send)
        return to_js([status, response_headers, bytes(content)])

    def open(
        self, socket: int, path: str, query: str, protocols: list[str], tell: Callable[..., None]
    ) -> None:
        """Open a socket of the page; `tell` is called with what comes back."""
        inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        inbox.put_nowait({"type": "websocket.connect"})
        self._sockets[socket] = inbox
        # What JavaScript hands over is gone after the call unless it is copied.
        notify = tell.copy() if hasattr(tell, "copy") else create_proxy(tell)

        async def send(message: dict[str, Any]) -> None:
            kind = message["type"]
            if kind == "websocket.accept":
                notify("accepted", message.get("subprotocol"))
            elif kind == "websocket.send":
                block = message.get("bytes")
                notify("message", message["text"] if block is None else to_js(block))
            elif kind == "websocket.close":
                notify("closed", message.get("code"))

        scope = _scope("websocket", path, query, []) | {"subprotocols": list(protocols)}
        self._begin(self._app(scope, inbox.get, send))

    def send(self, socket: int, block: Any) -> None:
        """Bytes that the page sends on a socket."""
        if socket in self._sockets:
            message = {"type": "websocket.receive", "bytes": block.to_bytes()}
            self._sockets[socket].put_nowait(message)

    async def settled(self) -> None:
        """Wait until what the page asked has been worked on and the answer has gone out."""
        quiet = 0
        while quiet < _QUIET_LOOKS:
            await asyncio.sleep(_BETWEEN_LOOKS)
            quiet = 0 if event_loop_threads.is_busy() else quiet + 1

    def close(self, socket: int) -> None:
        """The page has closed a socket."""
        inbox = self._sockets.pop(socket, None)
        if inbox is not None:
            inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})

    def _begin(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            # The kind alone: its words may hold what is in a file.
            print(f"{type(task.exception()).__name__} ended a part of the server")


def _scope(kind: str, path: str, query: str, headers: list[list[str]]) -> dict[str, Any]:
    accepted = [(n.lower().encode(), v.encode()) for n, v in headers if n.lower() not in _NEVER]
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [*_HOST, *accepted],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
