"""What the browser tests of a hosted dashboard share: signing in, and reading what is received."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from google.protobuf.json_format import MessageToJson
from google.protobuf.message import DecodeError
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cwsw.ui.wording import text
from tests.browser.support import wait_for_app
from tests.support.downloads import words_of
from tests.support.hosted import Hosted


class Received:
    """Everything a browser was sent: answers, messages, and who was asked."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.asked: list[str] = []

    def watch(self, page: Page) -> None:
        """Listen to a page from before it asks for anything."""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", self._listen)
        page.on("requestfinished", lambda request: self._keep_answer(request.response))

    def text(self) -> str:
        """What was received as text: messages decoded, and every byte as it came."""
        return "\n".join(_decoded(part) for part in self.parts)

    def session(self) -> str:
        """The id of the browser's session, from Streamlit's first message."""
        for part in self.parts:
            message = ForwardMsg()
            with suppress(DecodeError):
                message.ParseFromString(part)
                if message.new_session.initialize.session_id:
                    return message.new_session.initialize.session_id
        raise LookupError("no session was begun")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep_frame)

    def _keep_frame(self, payload: bytes | str) -> None:
        self.parts.append(payload.encode() if isinstance(payload, str) else payload)

    def _keep_answer(self, response: Callable[[], object]) -> None:
        with suppress(Error):
            answer = response()
            if answer is not None and "/static/" not in answer.url:
                self.parts.append(answer.body())


def _decoded(part: bytes) -> str:
    if (words := words_of(part)) is not None:
        return words
    plain = part.decode("utf-8", errors="replace")
    message = ForwardMsg()
    try:
        message.ParseFromString(part)
    except DecodeError:
        return plain
    return f"{MessageToJson(message, ensure_ascii=False)}\n{plain}"


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody's own, for which nothing outside this machine exists."""
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    context.route(lambda url: "//127.0.0.1" not in url and "//localhost" not in url, _nowhere)
    yield context
    context.close()


def _nowhere(route: Route) -> None:
    route.abort()


def sign_in(page: Page, place: Hosted, email: str) -> None:
    """Sign in through the provider and wait for what comes then."""
    page.goto(place.url)
    wait_for_app(page)
    page.get_by_role("button", name=text.SIGN_IN, exact=True).click()
    page.fill("input[name=sub]", email)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{place.url}/**")
    wait_for_app(page)


def is_let_in(page: Page) -> bool:
    """Whether the menu stands beside the page, or else the strangers' page alone."""
    out = page.get_by_test_id("stSidebar").get_by_role("button", name=text.SIGN_OUT)
    stranger = page.get_by_text(text.SIGN_IN_MEANS).or_(page.get_by_text(text.NOT_LISTED))
    expect(out.or_(stranger).first).to_be_attached()
    return out.count() == 1


def press(page: Page, label: str) -> None:
    """Press a button once it can be pressed."""
    button = page.get_by_role("button", name=label, exact=True).first
    expect(button).to_be_enabled()
    button.click()
    wait_for_app(page)
