"""What download buttons offer, from when they are shown until their session ends.

A button of a session keeps the same id however often its page is run, and the file is made when the
button is pressed. Streamlit's own ids are gone as soon as another visitor's run ends while the page
is being run again (issue 12, point 6).
"""

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock

from cwsw.access import AuditEvent, User
from cwsw.ui.asgi.safe_logging import log_error
from cwsw.ui.state import audit_store
from cwsw.ui.state.open_pages import PAGES, OpenPage, OpenPages
from cwsw.ui.streamlit_internals import DownloadError
from cwsw.ui.wording import text

MOST_PER_SESSION = 100
"""Buttons of one session that are remembered; a page shows a dozen at most."""

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Offer:
    """What one button offers: the page that it is on, and how its file is made."""

    session: str
    button: str
    page: OpenPage
    make: Make
    name: str
    mime: str


@dataclass(frozen=True)
class MadeFile:
    """A file ready to be given."""

    data: bytes
    name: str
    mime: str


class DownloadRegistry:
    """The offers of one server. Safe to use from many threads."""

    def __init__(self, pages: OpenPages = PAGES) -> None:
        self._pages = pages
        self._offers: dict[str, OrderedDict[str, Offer]] = {}
        """Offers by session and id, the latest shown last."""
        self._ids: dict[tuple[str, str], str] = {}
        self._lock = Lock()

    def offer(self, session: str, button: str, make: Make, name: str, mime: str) -> str:
        """Offer a file to a session until it ends.

        Args:
            session: The tab that it is offered to.
            button: The button's own id: the same on each run of its page.
            make: Makes the file, when the button is pressed.
            name: The file's name.
            mime: Its type.

        Returns:
            The id under which a browser asks for the file; the same on each run of the page.

        """
        page = self._pages.of(session)
        with self._lock:
            # 256 random bits: an id is all that a request for a file has to show.
            token = self._ids.setdefault((session, button), token_hex(32))
            if page is not None:
                offers = self._offers.setdefault(session, OrderedDict())
                offers[token] = Offer(session, button, page, make, name, mime)
                offers.move_to_end(token)
                while len(offers) > MOST_PER_SESSION:
                    self._drop(next(iter(offers.values())))
        return token

    def make(self, token: str, session: str) -> MadeFile:
        """Note a download and make its file; raises DownloadError with the reason why not."""
        with self._lock:
            offer = self._of(session).get(token)
        if offer is None or not self._pages.has(offer.page):
            raise DownloadError(text.FILE_NOT_OFFERED)
        # Noted before it is made: a download that cannot be noted is not given.
        _note(offer.page.user)
        try:
            return MadeFile(offer.make(), offer.name, offer.mime)
        except Exception as error:  # its message may hold a pupil's data
            log_error(error, "while making a file")
            raise DownloadError(text.FILE_NOT_MADE) from None

    def withdraw(self, session: str, button: str) -> None:
        """Offer a button's file no longer."""
        with self._lock:
            token = self._ids.get((session, button), "")
            offer = self._of(session).get(token)
            if offer is not None:
                self._drop(offer)

    def forget_session(self, session: str) -> None:
        """Drop everything that a session was offered, and what its files would be made from."""
        with self._lock:
            for offer in self._offers.pop(session, OrderedDict()).values():
                self._ids.pop((session, offer.button), None)

    def forget_data_of(self, school: str) -> None:
        """Drop what was offered of data that are no longer loaded."""
        with self._lock:
            for offers in list(self._offers.values()):
                for offer in list(offers.values()):
                    is_of = offer.page.user.school == school
                    if is_of and not self._pages.is_current(offer.page):
                        self._drop(offer)

    def sessions(self) -> Collection[str]:
        """The sessions that were offered anything."""
        with self._lock:
            return tuple(self._offers)

    def _drop(self, offer: Offer) -> None:
        token = self._ids.pop((offer.session, offer.button), "")
        self._of(offer.session).pop(token, None)

    def _of(self, session: str) -> OrderedDict[str, Offer]:
        return self._offers.get(session, OrderedDict())


def _note(user: User) -> None:
    try:
        audit_store.add(user, AuditEvent.EXPORTED)
    except OSError as error:
        log_error(error, "while noting a download")
        raise DownloadError(text.NOT_NOTED) from None


REGISTRY = DownloadRegistry()
"""That of this server."""
