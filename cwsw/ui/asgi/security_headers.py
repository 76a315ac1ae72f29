"""What every answer of the server carries, and what it never answers: for alone and hosted alike.

These are ASGI middlewares of their own few lines, so that nothing stands between them and the wire.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from importlib.resources import files
from typing import Any

from cwsw.ui.asgi import websocket_filter
from cwsw.ui.asgi.websocket_filter import Message, Receive
from cwsw.ui.streamlit_internals import is_host_allowed

Scope = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OPEN_OF_STREAMLIT = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
UPLOADS = "/_stcore/upload_file/"
MEDIA = "/media/"
_NEVER_STORED = (b"cache-control", b"no-store")
_CLOSED = ("/_stcore/", "/component/", "/app/static/")
# Scripts in Streamlit's own page are allowed by their hashes, made anew at each start.
_INLINE_SCRIPT = re.compile(r"<script>((?:(?!<script>).)*?)</script>", re.DOTALL)
_NOTHING_OF_THE_DEVICE = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"
)


def policy(sockets: str) -> str:
    """The content security policy; `sockets` are the addresses of this server's own WebSocket.

    Styles are inline throughout Streamlit. Charts are compiled in the browser, hence
    'unsafe-eval'; scripts themselves come from this server alone.
    """
    own = files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(own))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def headers(sockets: str) -> Mapping[str, str]:
    """The headers of every answer."""
    return {
        "content-security-policy": policy(sockets),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "permissions-policy": _NOTHING_OF_THE_DEVICE,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


class SecurityHeaders:
    """Adds headers, refuses a strange Host, and shuts whatever the dashboard does not need."""

    def __init__(self, app: App, sockets: str, secure: bool = False) -> None:
        """`secure`: browsers come by HTTPS, and no cookie may ever travel without it."""
        self._app, self._secure = app, secure
        self._headers = [(k.encode(), v.encode()) for k, v in headers(sockets).items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._app(
                scope, websocket_filter.filter_messages(receive, websocket_filter.is_allowed), send
            )
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        # Another site may let its own name lead to this machine and have a browser ask (DNS
        # rebinding).
        elif not is_host_allowed(header(scope, b"host")):
            await refuse(self._adding(send), 400)
        elif is_closed(scope["path"]):
            await refuse(self._adding(send), 404)
        else:
            # Downloads hold pupils' data: no browser and no proxy may store a copy.
            more = [_NEVER_STORED] if scope["path"].startswith(MEDIA) else []
            await self._app(scope, receive, self._adding(send, more))

    def _adding(self, send: Send, more: Sequence[tuple[bytes, bytes]] = ()) -> Send:
        """A `send` that puts our headers on the answer and keeps cookies to HTTPS."""
        added = [*self._headers, *more]
        own = {name for name, _ in added}

        async def _send(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Ours take the place of Streamlit's: of two headers of one name browsers read
                # both, or either.
                remaining = [
                    pair for pair in message.get("headers", ()) if pair[0].lower() not in own
                ]
                message["headers"] = [*map(self._as_secure, remaining), *added]
            await send(message)

        return _send

    def _as_secure(self, pair: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
        name, value = pair
        needs = self._secure and name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        return (name, value + b"; Secure") if needs else pair


def is_closed(path: str) -> bool:
    """Whether an address of Streamlit is one the dashboard has no use for."""
    return (
        path.startswith(_CLOSED) and path not in OPEN_OF_STREAMLIT and not path.startswith(UPLOADS)
    )


def header(scope: Scope, name: bytes) -> str | None:
    """A header of a request, or None."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


async def refuse(send: Send, status: int) -> None:
    """Answer with a bare status."""
    plain = [(b"content-type", b"text/plain; charset=utf-8"), _NEVER_STORED]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": b""})


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
