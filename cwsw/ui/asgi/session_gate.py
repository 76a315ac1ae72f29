"""What a hosted server checks before Streamlit sees a request: the sign-in, and its rights.

- A sign-in that no longer holds is taken out of the request, so that Streamlit sees a stranger, and
  an open page of such a sign-in is sent back to the start and cut off.
- A file is made for and given to the sign-in whose pages offered it, and nobody else.
- Files are taken from people who may upload.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from cwsw.access import AuditEvent, Right, User
from cwsw.ui.asgi import websocket_filter
from cwsw.ui.asgi.safe_logging import log_error
from cwsw.ui.asgi.security_headers import MEDIA, UPLOADS, App, Scope, Send, refuse
from cwsw.ui.asgi.websocket_filter import Message, OfferedFiles, Receive
from cwsw.ui.auth import cookies, hosted_settings, signing_in
from cwsw.ui.auth.signing_in import SignIn, present_user
from cwsw.ui.state import audit_store
from cwsw.ui.streamlit_internals import USER_COOKIE_NAME, ForwardMsg

LOOK_EVERY = 5.0
"""Seconds between two looks at whether an open page's sign-in still holds."""
PATIENCE = 5.0
"""Seconds for which a browser is given the last words before it is cut off without them."""

_SIGN_OUT = "/auth/logout"
_OF_SIGNING_IN = ("/auth/", "/oauth2callback")
_POLICY_VIOLATION = 1008


class SessionGate:
    """The middleware that checks every request and connection of a hosted server."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._offered = OfferedFiles()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an HTTP request, or pass it on with the sign-in that Streamlit may see."""
        path, sign_in = scope["path"], sign_in_of(scope)
        if path.startswith(MEDIA) and not self._was_given(path, sign_in):
            # 404 and not 403: whether there is such a file is nobody else's business.
            await refuse(send, 404)
        elif path.startswith(UPLOADS) and not _may_upload(sign_in):
            await refuse(send, 403)
        else:
            # Ended here and not in the browser alone: a copy of the cookie must open nothing
            # afterwards.
            if path == _SIGN_OUT:
                _end_all(scope)
            # Streamlit sees an ended sign-in on the way in or out only: there it is replaced or
            # removed.
            is_signing_in = path.startswith(_OF_SIGNING_IN)
            passed = _with_sign_in(scope, sign_in if is_signing_in or _may_pass(sign_in) else None)
            await self._app(passed, receive, send)

    def _was_given(self, path: str, sign_in: SignIn | None) -> bool:
        return (
            sign_in is not None
            and present_user(sign_in) is not None
            and self._offered.has(sign_in.key, path)
        )

    def _may_ask(self, sent: bytes, sign_in: SignIn | None) -> bool:
        """Whether a message asks for no download, or for one that this sign-in was offered."""
        file = websocket_filter.requested_file(sent)
        return not file or (sign_in is not None and self._offered.has(sign_in.key, file))

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a WebSocket on, and watch that its sign-in holds while it is open."""
        sign_in = sign_in_of(scope)
        is_let_in = sign_in is not None and _may_pass(sign_in)
        allowed_receive = websocket_filter.filter_messages(
            receive, lambda sent: self._may_ask(sent, sign_in if is_let_in else None)
        )
        if sign_in is None or not is_let_in:
            await self._app(_with_sign_in(scope, None), allowed_receive, send)
            return
        connection = _OpenConnection(sign_in, allowed_receive, send, self._offered)
        watch = asyncio.create_task(connection.watch())
        try:
            await self._app(_with_sign_in(scope, sign_in), connection.receive, connection.send)
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            # While the sign-in holds, another of its tabs may yet fetch what it was offered.
            if present_user(sign_in) is None:
                self._offered.forget(sign_in.key)


class _OpenConnection:
    """One open page of somebody signed in; cut off when the sign-in holds no more."""

    def __init__(
        self, sign_in: SignIn, receive: Receive, send: Send, offered: OfferedFiles
    ) -> None:
        self._sign_in, self._offered = sign_in, offered
        self._receive, self._send = receive, send
        self._cut = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not _may_pass(self._sign_in):
            await self._cut_off()
        return {"type": "websocket.disconnect", "code": 1008} if self._cut else message

    async def send(self, message: Message) -> None:
        # A page that is still running may send on; nothing of it may arrive.
        if self._cut:
            return
        sent = message.get("bytes")
        if sent:
            self._offered.remember(self._sign_in.key, sent)
        await self._send(message)

    async def watch(self) -> None:
        """Look now and then whether the sign-in still holds."""
        while not self._cut:
            await asyncio.sleep(LOOK_EVERY)
            if not _may_pass(self._sign_in):
                await self._cut_off()

    async def _cut_off(self) -> None:
        if not self._cut:
            self._cut = True
            # A browser that has gone, or takes nothing, must not hold up the cutting off.
            with suppress(RuntimeError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._send({"type": "websocket.send", "bytes": _redirect_to_start()})
                    await self._send({"type": "websocket.close", "code": _POLICY_VIOLATION})


def _redirect_to_start() -> bytes:
    """Streamlit's own message that sends a browser to an address: here, to the first page."""
    message = ForwardMsg()
    message.auth_redirect.url = "/"
    return bytes(message.SerializeToString())


def sign_in_of(scope: Scope) -> SignIn | None:
    """The sign-in that a request's cookies show; of several, one that holds or has just begun."""
    sign_ins = _sign_ins_of(scope)
    return next(
        (sign_in for sign_in, _ in sign_ins if _may_pass(sign_in)),
        sign_ins[-1][0] if sign_ins else None,
    )


def _sign_ins_of(scope: Scope) -> tuple[tuple[SignIn, Mapping[str, str]], ...]:
    try:
        return signing_in.sign_ins_in(cookies.own_cookies(scope))
    except hosted_settings.NotSetUpError:
        return ()


def user_of(scope: Scope) -> User | None:
    """Who sends a request; None unless they have signed in and a page was shown to them."""
    sign_in = sign_in_of(scope)
    return present_user(sign_in) if sign_in is not None else None


def _may_pass(sign_in: SignIn | None) -> bool:
    """Whether Streamlit may see a sign-in: it holds, or has just begun. If not, it ends here."""
    if sign_in is None:
        return False
    if (
        hosted_settings.sign_ins().may_begin(sign_in.key, sign_in.since)
        or present_user(sign_in) is not None
    ):
        return True
    with suppress(hosted_settings.NotSetUpError):  # a list that cannot be read ends nothing
        hosted_settings.directory()
        signing_in.use_sign_in(sign_in)
    return False


def _may_upload(sign_in: SignIn | None) -> bool:
    user = present_user(sign_in) if sign_in is not None else None
    return user is not None and user.may(Right.UPLOAD)


def _end_all(scope: Scope) -> None:
    """End every sign-in that a request shows, and note it."""
    for sign_in, _ in _sign_ins_of(scope):
        user = signing_in.listed_user(sign_in)
        if hosted_settings.sign_ins().end(sign_in.key, sign_in.since, user) and user is not None:
            try:
                audit_store.add(user, AuditEvent.SIGNED_OUT)
            except OSError as error:  # a sign-in must end whether or not that can be written down
                log_error(error, "while noting the end of a sign-in")


def _with_sign_in(scope: Scope, sign_in: SignIn | None) -> Scope:
    """The request as Streamlit may see it: our own cookies, showing this sign-in or nobody's."""
    pairs = cookies.own_cookies(scope)
    # Of several sign-ins in one request Streamlit must see the very one that was checked here.
    cookies_to_send = next(
        (c for f, c in _sign_ins_of(scope) if sign_in is not None and f.key == sign_in.key), None
    )
    if cookies_to_send is None:
        own_pairs = cookies.one_value_each(pairs, signing_in.is_signed)
        cookies_to_send = {
            name: v for name, v in own_pairs.items() if not name.startswith(USER_COOKIE_NAME)
        }
    return cookies.with_cookies(scope, cookies_to_send)
