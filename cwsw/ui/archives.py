"""The archives that are open in this server, and what is done with one: begin, open, erase.

Alone, a person gives the passphrase and chooses the folder. Hosted, both come from the server's
settings, and what a school keeps is opened when somebody of that school first comes.
"""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock

import streamlit as st

from cwsw.disclosure import Publications
from cwsw.records import today
from cwsw.store import Workspace
from cwsw.store.archive import Archive, ArchiveError, erasing, places
from cwsw.store.archive.errors import PastDateError
from cwsw.store.archive.holder import Archives
from cwsw.store.holder import Workspaces
from cwsw.ui import hosted_settings
from cwsw.ui.kept_publications import PUBLICATION, bring_together, put_all

_OPENING = Lock()
_KEEPING = Lock()
_PROGRAM = Path(__file__).resolve().parents[2]


@st.cache_resource(show_spinner=False)
def _archives() -> Archives:
    return Archives()


@st.cache_resource(show_spinner=False)
def _erased() -> dict[str, str]:
    """What was erased because its day had passed, in words, by school or its folder ('' alone)."""
    return {}


@st.cache_resource(show_spinner=False)
def workspaces() -> Workspaces:
    """The schools' own workspaces of this server."""
    return Workspaces()


@st.cache_resource(show_spinner=False)
def own_publications() -> Publications:
    """The schools' own publications of this server, kept wherever the school's data are kept."""
    return Publications(_keep_publication)


def of(school: str) -> Archive | None:
    """The open archive of a school, or None."""
    return _archives().get(school)


def begin(school: str, folder: Path, passphrase: str, until: date) -> None:
    """Keep from now on what this school has loaded and published; raises ArchiveError."""
    if not hosted_settings.is_on() and folder.resolve().is_relative_to(_PROGRAM):
        raise ArchiveError("Choose a folder outside the program's own: updating may replace it.")
    archive = Archive.create(folder, passphrase, until)
    _archives().hold(school, archive)
    try:
        kept = None
        while (current := workspaces().get(school)) is not kept and current is not None:
            archive.keep(current)
            kept = current
        put_all(archive, own_publications().of(school))
        _remember(folder)
    except ArchiveError:
        archive.erase()
        close(school)
        raise
    _old_news(school)


def open_kept(school: str, folder: Path, passphrase: str) -> None:
    """Load what is kept in a folder as the school's own data; raises ArchiveError."""
    archive = Archive.open(folder, passphrase)
    try:
        found = archive.load() if archive.uploads() else None
        bring_together(school, archive, found, own_publications())
        _remember(folder)
        if found is not None:
            workspaces().replace(school, found)
    except ArchiveError:
        archive.close()
        raise
    _archives().hold(school, archive)
    _old_news(school)


def keep(school: str, new: Workspace) -> None:
    """Make a workspace the school's own; where its data are kept, only once it is kept too."""
    archive = of(school)
    if archive is not None:
        archive.keep(new)
    workspaces().replace(school, new)


def close(school: str) -> None:
    """Let the folder go, its files as they are; what is loaded is kept no more."""
    current = workspaces().get(school)
    if current is not None:
        current.set_journal(None)
    _archives().let_go(school)


def erase(school: str) -> None:
    """Remove everything that is kept, and what is loaded and published; raises ArchiveError."""
    archive = of(school)
    if archive is not None:
        archive.erase()
        _forget(school)


def erase_upload(school: str, number: int) -> None:
    """Remove one upload and its changes; the latest one is then no longer loaded either."""
    archive = of(school)
    if archive is None:
        return
    was_latest = number == archive.uploads()[-1].number
    archive.erase_upload(number)
    if was_latest:
        workspaces().remove(school)
        if archive.uploads():
            workspaces().replace(school, archive.load())


def erase_unopened(school: str, folder: Path) -> None:
    """Remove what is kept in a folder that is not open; what is loaded stays."""
    erasing.erase_unopened(folder)
    _forget_place()
    _old_news(school)


def erase_former(school: str) -> None:
    """Remove what is held apart, from what is loaded and from the latest upload that is kept.

    The latest upload is kept anew without it, so what was added before cannot be undone any more.
    """
    current = workspaces().get(school)
    if current is None:
        return
    with current.alone():
        new = Workspace.load(replace(current.as_upload(), held={}), current.as_at)
        archive = of(school)
        before = archive.uploads()[-1].number if archive is not None else 0
        keep(school, new)
        if archive is not None:
            archive.erase_upload(before)


def keep_to_the_day() -> bool:
    """Erase whatever is past the day until which it was to be kept; `erased` says so then.

    True where something was loaded of it, so that figures made from it have to be forgotten.
    """
    past = False
    with _KEEPING:
        for school in _archives().schools():
            archive = of(school)
            if archive is not None and archive.keep_until < today():
                _erased()[school] = _erase_now(school, archive.keep_until)
                past = True
        _sweep(today())
    return past


def _erase_now(school: str, until: date) -> str:
    """Erase and say so. Where the folder does not let it, nothing of it is shown any more."""
    try:
        erase(school)
    except ArchiveError as error:
        _let_go(school)
        return str(error)
    return f"The data were to be kept until {until:%d/%m/%Y} and are erased."


def erased(school: str) -> str | None:
    """What was erased because its day had passed, or could not be; None where nothing was."""
    return _erased().get(school) or _erased().get(_swept(school))


def _swept(school: str) -> str:
    """What a school's folder is called where nobody has it open."""
    return hosted_folder(school).name if hosted_settings.is_on() else ""


def _old_news(school: str) -> None:
    """Say no more of what was erased before: something is kept anew."""
    for name in (school, _swept(school)):
        _erased().pop(name, None)


def not_open(school: str) -> Path | None:
    """A folder in which this machine keeps something that is not open; None where there is none."""
    return None if hosted_settings.is_on() or of(school) is not None else places.remembered()


def open_hosted(school: str) -> None:
    """Hosted, open what a school keeps when somebody of it first comes."""
    if not hosted_settings.is_on() or of(school) is not None:
        return
    folder = hosted_folder(school)
    with _OPENING:
        if of(school) is None and places.holds_anything(folder):
            open_kept(school, folder, hosted_passphrase(school))


def shut(school: str) -> str | None:
    """Hosted, why what a school keeps cannot be opened, in one sentence; None where it can."""
    try:
        open_hosted(school)
    except ArchiveError as error:
        return str(error)
    return None


def hosted_folder(school: str) -> Path:
    """Where a school's data are kept on a server; its key makes no part of a path."""
    return _kept_here() / sha256(school.encode()).hexdigest()[:32]


def _kept_here() -> Path:
    return hosted_settings.settings().data / "kept"


def hosted_passphrase(school: str) -> str:
    """What stands for a passphrase on a server, made from its secret."""
    return hosted_settings.settings().key(f"kept {school}").hex()


@st.cache_resource(show_spinner=False, max_entries=1)
def _sweep(day: date) -> None:
    """Once a day and at each start, erase what nobody has open and is past its day."""
    for folder in _folders():
        try:
            erasing.erase_where_due(folder, day)
        except ArchiveError as error:
            _erased()[folder.name if hosted_settings.is_on() else ""] = str(error)
            if isinstance(error, PastDateError):
                _forget_place()


def _folders() -> tuple[Path, ...]:
    """Every folder of this server in which anything is kept."""
    if not hosted_settings.is_on():
        remembered = places.remembered()
        return (remembered,) if remembered else ()
    return tuple(path for path in _kept_here().glob("*") if places.holds_anything(path))


def _remember(folder: Path) -> None:
    if not hosted_settings.is_on():
        places.remember(folder)


def _forget(school: str) -> None:
    _let_go(school)
    _forget_place()


def _let_go(school: str) -> None:
    _archives().let_go(school)
    workspaces().remove(school)
    own_publications().forget(school)


def _forget_place() -> None:
    if not hosted_settings.is_on():
        places.forget()


def _keep_publication(school: str, data: bytes) -> None:
    archive = of(school)
    if archive is not None:
        archive.put(PUBLICATION, data)
