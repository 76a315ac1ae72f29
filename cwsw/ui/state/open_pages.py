"""The open pages of this server: who sees each, and whether its data are still those loaded.

A session is one tab. Each run of its page says here who it was made for and on which load of the
school's data; what a page offers counts only while both still hold.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock, local

from cwsw.access import User

UserCheck = Callable[[], User | None]


@dataclass(frozen=True)
class OpenPage:
    """A page as it was last made. `load` counts how often the school's data were replaced."""

    user: User
    load: int
    user_check: UserCheck


class OpenPages:
    """Every open page by its session. Safe to use from many threads."""

    def __init__(self) -> None:
        self._pages: dict[str, OpenPage] = {}
        self._loads: Counter[str] = Counter()
        self._lock = Lock()
        self._run = local()

    def begin_run(self, session: str, user: User, user_check: UserCheck | None = None) -> None:
        """Note who a run of a session's page is made for; `user_check` asks it again later."""
        check = user_check or (lambda: self._latest_user(session))
        with self._lock:
            page = OpenPage(user, self._loads[user.school], check)
            self._pages[session] = page
        # Of this thread: what a run offers belongs to the page it was begun for, even where a later
        # run of the same session has begun in another thread.
        self._run.session, self._run.page = session, page

    def of(self, session: str) -> OpenPage | None:
        """The page that is being made in this thread for a session, or else its latest one."""
        if getattr(self._run, "session", None) == session:
            page: OpenPage = self._run.page
            return page
        with self._lock:
            return self._pages.get(session)

    def is_current(self, page: OpenPage) -> bool:
        """Whether the data that a page was made of are still those loaded."""
        with self._lock:
            return self._loads[page.user.school] == page.load

    def has(self, page: OpenPage) -> bool:
        """Whether a page is current, and the user that it was made for still signed in."""
        return self.is_current(page) and page.user_check() == page.user

    def data_gone(self, school: str) -> frozenset[str]:
        """Note that a school's data were replaced or removed; the other sessions that show them."""
        own = getattr(self._run, "session", "")
        with self._lock:
            self._loads[school] += 1
            showing_sessions = {
                name for name, page in self._pages.items() if page.user.school == school
            }
        if own in showing_sessions:  # whoever removes them goes on with what there is now
            self.begin_run(own, self._run.page.user, self._run.page.user_check)
        return frozenset(showing_sessions - {own})

    def forget(self, ended: Collection[str]) -> None:
        """Forget sessions that are over."""
        with self._lock:
            for session in ended:
                self._pages.pop(session, None)

    def _latest_user(self, session: str) -> User | None:
        with self._lock:
            page = self._pages.get(session)
        return page.user if page is not None else None


PAGES = OpenPages()
"""Those of this server."""
