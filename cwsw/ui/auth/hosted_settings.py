"""Whether this server is hosted for several people, and the settings that takes.

Only serve_hosted.py switches hosting on, in the running program itself: no setting, address or
visitor can. The settings stand in the section [cwsw] of .streamlit/secrets.toml, beside Streamlit's
own [auth].
"""

import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from cwsw.access import Directory, ListError, PeopleList, SignIns

NO_SETTINGS = "The secrets file has no sections [auth] and [cwsw]"
MANY_TENANTS = (
    "The sign-in address admits every organisation, where an e-mail address proves nothing: "
    "use the address of your own"
)
_LOG = logging.getLogger(__name__)
_SHORTEST_SECRET = 32
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# Microsoft's addresses that admit accounts of every organisation, or of none. Its claim `email` is
# not checked and an organisation's own administrator sets it, so whoever has one could sign in
# under any address of our list (known as nOAuth).
_ANYBODYS = ("/common/", "/organizations/", "/consumers/")
_MINUTES = "idle_minutes"
_HOURS = "longest_hours"


class NotSetUpError(Exception):
    """The server cannot be hosted as it is; the message is one sentence without any value."""


@dataclass(frozen=True)
class HostedSettings:
    """What hosting needs: the list of people, the folder for what is kept, times and secrets."""

    people: Path
    data: Path
    secret: str
    idle: timedelta
    longest: timedelta
    address: str

    def key(self, purpose: str) -> bytes:
        """32 bytes for one purpose, made from the server's secret."""
        # Keys of different purposes tell nothing of each other, though one secret makes them all.
        return hmac.digest(self.secret.encode(), purpose.encode(), "sha256")


class _Switch:
    on = False
    since = datetime.now(UTC)


def switch_on() -> None:
    """Serve several people, each signed in. For serve_hosted.py alone."""
    _Switch.on = True
    _Switch.since = datetime.now(UTC)


def is_on() -> bool:
    """Whether people must sign in."""
    return _Switch.on


@lru_cache(maxsize=1)
def settings() -> HostedSettings:
    """The settings, read once at the start. Raises NotSetUpError with the first thing amiss."""
    auth, ours = _section("auth"), _section("cwsw")
    if not auth or not ours:
        raise NotSetUpError(f"{NO_SETTINGS}.")
    for name in _NEEDED:
        if not isinstance(auth.get(name), str) or not auth[name]:
            raise NotSetUpError(f"[auth] of the secrets file has no {name}.")
    if any(part in str(auth["server_metadata_url"]) for part in _ANYBODYS):
        raise NotSetUpError(f"{MANY_TENANTS}.")
    secret = str(ours.get("secret", ""))
    if min(len(secret), len(str(auth["cookie_secret"]))) < _SHORTEST_SECRET:
        raise NotSetUpError(
            f"secret and cookie_secret need {_SHORTEST_SECRET} characters each, made by chance."
        )
    return HostedSettings(
        _path(ours, "people"),
        _path(ours, "data"),
        secret,
        timedelta(minutes=_number(ours, _MINUTES, 30)),
        timedelta(hours=_number(ours, _HOURS, 10)),
        str(auth["redirect_uri"]).replace("{port}", str(st.get_option("server.port"))),
    )


def own_host() -> str:
    """The name under which browsers reach this server; '' where the settings do not say."""
    return urlsplit(_address()).hostname or ""


def own_socket() -> str:
    """The address of this server's WebSocket, for the browser's content security policy."""
    address = urlsplit(_address())
    return (
        f"{'wss' if address.scheme == 'https' else 'ws'}://{address.netloc}"
        if address.netloc
        else ""
    )


def uses_tls() -> bool:
    """Whether browsers reach this server by HTTPS."""
    return urlsplit(_address()).scheme == "https"


def _address() -> str:
    try:
        return settings().address
    except NotSetUpError as amiss:
        _log_once(str(amiss))
        return ""


@lru_cache(maxsize=1)
def sign_ins() -> SignIns:
    """The sign-ins of this server process."""
    return SignIns(settings().idle, settings().longest, _Switch.since)


@lru_cache(maxsize=1)
def _people_list() -> PeopleList:
    return PeopleList(settings().people)


def directory() -> Directory:
    """The list of users as it is now. Raises NotSetUpError where it cannot be used."""
    try:
        return _people_list().now()
    except ListError as error:
        _log_once(str(error))
        raise NotSetUpError(str(error)) from None


@lru_cache(maxsize=16)
def _log_once(sentence: str) -> None:
    """Each different sentence goes to the log once, or every click would repeat it."""
    _LOG.error(sentence)


def forget() -> None:
    """Read everything anew, as after a restart."""
    for cached in (settings, sign_ins, _people_list, _log_once):
        cached.cache_clear()


def _section(name: str) -> Mapping[str, object]:
    try:
        section = st.secrets.get(name)
    except FileNotFoundError:
        return {}
    return section if isinstance(section, Mapping) else {}


def _path(ours: Mapping[str, object], name: str) -> Path:
    path = Path(str(ours.get(name, "")))
    if not path.is_absolute():
        raise NotSetUpError(f"[cwsw] of the secrets file needs {name}, a whole path.")
    return path


def _number(ours: Mapping[str, object], name: str, otherwise: float) -> float:
    number = ours.get(name, otherwise)
    # True is a number to Python.
    if isinstance(number, bool) or not isinstance(number, int | float) or number <= 0:
        raise NotSetUpError(f"{name} in [cwsw] of the secrets file must be a number above 0.")
    return float(number)
