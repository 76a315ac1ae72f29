"""The one trail of this server: in memory alone, hosted in the folder its settings name."""

from secrets import token_bytes
from threading import Lock

from cwsw.access import AuditEvent, Trail, User
from cwsw.access.trail_file import TrailFile
from cwsw.ui.auth import hosted_settings

_LOCK = Lock()
_TRAILS: dict[bool, Trail] = {}


class NotNotedError(OSError):
    """The record of who did what cannot be written, so what was to be noted does not happen."""


def trail() -> Trail:
    """The trail; alone, its lines and the key of its pseudonyms are gone with the program."""
    hosted = hosted_settings.is_on()
    with _LOCK:
        if hosted not in _TRAILS:
            _TRAILS[hosted] = _on_disk() if hosted else Trail(token_bytes(32))
        return _TRAILS[hosted]


def add(user: User, event: AuditEvent, upn: str | None = None) -> None:
    """Add a line for somebody; raises NotNotedError where it cannot be kept."""
    try:
        trail().note(user, event, upn)
    except OSError as error:
        raise NotNotedError(error.errno, type(error).__name__) from error


def forget() -> None:
    """Begin anew, as after a restart; what is on disk stays there."""
    with _LOCK:
        _TRAILS.clear()


def _on_disk() -> Trail:
    settings = hosted_settings.settings()
    keeper = TrailFile(settings.data / "trail", settings.key("trail"))
    return Trail(settings.key("pseudonyms"), keeper)
