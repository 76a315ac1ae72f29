"""How long a sign-in holds: until it is ended, left unused, too old, or its person has changed.

What a browser keeps to show who it is lasts for weeks. Whether it still counts is decided here, on
the server, and forgotten with the program: a restart signs everybody out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from threading import Lock

from cwsw.access.people import Person


class Standing(Enum):
    """What is to be said of a sign-in. Each of NEW and LEFT is answered once."""

    NEW = auto()
    HOLDS = auto()
    LEFT = auto()
    ENDED = auto()


@dataclass
class _Kept:
    person: Person
    used: datetime
    expires: datetime
    ended: bool = False


def _now() -> datetime:
    return datetime.now(UTC)


class SignIns:
    """The sign-ins of one server process. Safe to use from many threads."""

    def __init__(
        self,
        idle: timedelta,
        longest: timedelta,
        started: datetime,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """`idle`: without use; `longest`: altogether; `started`: of this server, in UTC."""
        self._idle, self._longest, self._clock = idle, longest, clock
        self._started = started.replace(microsecond=0)
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def use(self, key: str, since: datetime, person: Person | None) -> Standing:
        """Count this moment as use by `person`, where the sign-in still holds.

        `since` is when the browser was given what shows this sign-in, in UTC.
        """
        with self._lock:
            standing = self._standing(key, since, person)
            if standing in (Standing.NEW, Standing.HOLDS):
                self._kept[key].used = self._clock()
        return standing

    def holds(self, key: str, since: datetime, person: Person | None) -> bool:
        """Whether a sign-in that has been used before still holds; this is no use of it."""
        with self._lock:
            kept = self._kept.get(key)
            return (
                kept is not None
                and not kept.ended
                and kept.person == person
                and not self._is_over(kept.used, since)
            )

    def may_begin(self, key: str, since: datetime) -> bool:
        """Whether a sign-in not yet used could be: it is of this server's time, and fresh."""
        with self._lock:
            return key not in self._kept and not self._is_over(since, since)

    def end(self, key: str, since: datetime, person: Person | None) -> bool:
        """End a sign-in for good; whether it held until now."""
        with self._lock:
            kept = self._kept.get(key)
            held = kept is not None and not kept.ended
            if kept is None and person is not None:
                now = self._clock()
                self._kept[key] = _Kept(person, now, since + self._longest, ended=True)
            elif kept is not None:
                kept.ended = True
        return held

    def _standing(self, key: str, since: datetime, person: Person | None) -> Standing:
        kept = self._kept.get(key)
        if kept is None:
            if person is None or self._is_over(since, since):
                return Standing.ENDED
            self._drop_old()
            self._kept[key] = _Kept(person, self._clock(), since + self._longest)
            return Standing.NEW
        if kept.ended:
            return Standing.ENDED
        if kept.person != person:
            kept.ended = True
            return Standing.ENDED
        if self._is_over(kept.used, since):
            kept.ended = True
            return Standing.LEFT
        return Standing.HOLDS

    def _is_over(self, used: datetime, since: datetime) -> bool:
        now = self._clock()
        return since < self._started or now - used > self._idle or now - since > self._longest

    def _drop_old(self) -> None:
        """Forget what is refused for its age alone by now."""
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if kept.expires > now}
