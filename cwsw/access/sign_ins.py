"""How long a sign-in is valid: until ended, left unused, too old, or its user's entry changes.

What a browser keeps to show who it is lasts for weeks. Whether it still counts is decided here, on
the server, and forgotten with the program: a restart signs everybody out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from threading import Lock

from cwsw.access.users import User


class SignInStanding(Enum):
    """Whether a sign-in counts. NEW and EXPIRED are each the answer once, then VALID or ENDED."""

    NEW = auto()
    VALID = auto()
    EXPIRED = auto()
    ENDED = auto()


@dataclass
class _UsedSignIn:
    user: User
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
        # Cookies carry whole seconds: one of the server's first second would seem older than it.
        self._started = started.replace(microsecond=0)
        self._used: dict[str, _UsedSignIn] = {}
        self._lock = Lock()

    def use(self, key: str, since: datetime, user: User | None) -> SignInStanding:
        """Count this moment as use by `user`, where the sign-in still holds.

        `since` is when the browser was given what shows this sign-in, in UTC.
        """
        with self._lock:
            standing = self._standing(key, since, user)
            if standing in (SignInStanding.NEW, SignInStanding.VALID):
                self._used[key].used = self._clock()
        return standing

    def is_valid(self, key: str, since: datetime, user: User | None) -> bool:
        """Whether a sign-in that was used before is still valid; asking does not count as use."""
        with self._lock:
            sign_in = self._used.get(key)
            return (
                sign_in is not None
                and not sign_in.ended
                and sign_in.user == user
                # Looking is not using: a page left open must not keep itself signed in.
                and not self._is_over(sign_in.used, since)
            )

    def may_begin(self, key: str, since: datetime) -> bool:
        """Whether a sign-in not yet used could be: it is of this server's time, and fresh."""
        with self._lock:
            return key not in self._used and not self._is_over(since, since)

    def end(self, key: str, since: datetime, user: User | None) -> bool:
        """End a sign-in for good; whether it held until now."""
        with self._lock:
            sign_in = self._used.get(key)
            was_open = sign_in is not None and not sign_in.ended
            if sign_in is None and user is not None:
                now = self._clock()
                # Remembered as ended, so that the same cookie cannot begin it afterwards.
                self._used[key] = _UsedSignIn(user, now, since + self._longest, ended=True)
            elif sign_in is not None:
                sign_in.ended = True
        return was_open

    def _standing(self, key: str, since: datetime, user: User | None) -> SignInStanding:
        sign_in = self._used.get(key)
        if sign_in is None:
            if user is None or self._is_over(since, since):
                return SignInStanding.ENDED
            self._drop_old()
            self._used[key] = _UsedSignIn(user, self._clock(), since + self._longest)
            return SignInStanding.NEW
        if sign_in.ended:
            return SignInStanding.ENDED
        # The list of people was edited: a new role or school takes a new sign-in.
        if sign_in.user != user:
            sign_in.ended = True
            return SignInStanding.ENDED
        if self._is_over(sign_in.used, since):
            sign_in.ended = True
            return SignInStanding.EXPIRED
        return SignInStanding.VALID

    def _is_over(self, used: datetime, since: datetime) -> bool:
        now = self._clock()
        # What was ended before the start is not known any more: nothing older counts.
        return since < self._started or now - used > self._idle or now - since > self._longest

    def _drop_old(self) -> None:
        """Drop the sign-ins that are refused for their age alone by now."""
        now = self._clock()
        self._used = {key: sign_in for key, sign_in in self._used.items() if sign_in.expires > now}
