"""The archives that are open in this server: begin, open, keep in and close them.

Alone, a person gives the passphrase and chooses the folder. Hosted, both come from the server's
settings, and what a school keeps is opened when somebody of that school first comes.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock

import streamlit as st

from cwsw.disclosure import Publications
from cwsw.paths import REPLACED_BY_UPDATES
from cwsw.store import Workspace
from cwsw.store.archive import Archive, ArchiveError, data_folders
from cwsw.store.archive.errors import WrongPassphraseError
from cwsw.store.archive.holder import Archives
from cwsw.store.archive.last_seen import LastSeen
from cwsw.store.holder import Workspaces
from cwsw.ui.auth import hosted_settings
from cwsw.ui.state import housekeeping
from cwsw.ui.state.publication_store import PUBLICATION, bring_together, put_all

NOT_REMOVED = (
    "Nothing is kept: beginning failed, and what had been written could not be removed from the "
    "folder again. It is encrypted. When the folder can be used, remove what is in it, or begin in "
    "another one."
)
NOT_OF_THIS_SCHOOL = (
    "The server's secret does not open it: the folder is another school's, or the secret has been "
    "changed. Nothing was changed."
)
_OPENING = Lock()


@st.cache_resource(show_spinner=False)
def _archives() -> Archives:
    return Archives()


@st.cache_resource(show_spinner=False)
def news() -> dict[str, str]:
    """What was erased because its day had passed, in words, by school or its folder ('' alone)."""
    return {}


@st.cache_resource(show_spinner=False)
def workspaces() -> Workspaces:
    """The schools' own workspaces of this server; open pages run again when one is replaced."""
    return Workspaces(housekeeping.data_gone)


@st.cache_resource(show_spinner=False)
def own_publications() -> Publications:
    """The schools' own publications of this server, kept wherever the school's data are kept."""
    return Publications(_keep_publication)


def of(school: str) -> Archive | None:
    """The open archive of a school, or None."""
    return _archives().get(school)


def is_kept(school: str) -> bool:
    """Whether a school's data are kept: only of an archive that was written and read back."""
    archive = of(school)
    return archive is not None and archive.is_proven


def trouble(school: str) -> str | None:
    """Why nothing more can be kept of a school at this moment; None where it can, or none is."""
    archive = of(school)
    return archive.trouble() if archive is not None else None


def begin(school: str, folder: Path, passphrase: str, until: date) -> None:
    """Keep from now on what this school has loaded and published.

    Raises ArchiveError where that fails: nothing is kept then, and the folder is let go.
    """
    if not hosted_settings.is_on() and folder.resolve().is_relative_to(REPLACED_BY_UPDATES):
        raise ArchiveError("Choose a folder outside the program's own: updating may replace it.")
    archive = Archive.create(folder, passphrase, until, last_seen=last_seen())
    _archives().hold(school, archive)
    try:
        saved = None
        # Somebody may confirm another upload while this one is written: go on until it is the
        # same.
        while (current := workspaces().get(school)) is not saved and current is not None:
            archive.save(current)
            saved = current
        put_all(archive, own_publications().of(school))
        archive.prove()
        _remember(folder)
    # Streamlit ends a run by a BaseException when its visitor clicks on: a half-begun archive must
    # not pass for one that keeps anything then.
    except BaseException:
        _abandon(school, archive)
        raise
    forget_news(school)


def _abandon(school: str, archive: Archive) -> None:
    """Erase an archive that could not be begun, and close it whatever fails."""
    try:
        archive.erase()
    except ArchiveError as error:
        raise ArchiveError(NOT_REMOVED) from error
    finally:
        close(school)


def open_kept(school: str, folder: Path, passphrase: str) -> None:
    """Load what is kept in a folder as the school's own data; raises ArchiveError."""
    _take_up(school, Archive.open(folder, passphrase, last_seen=last_seen()))


def open_again(school: str) -> None:
    """Open what is kept anew, with what was added elsewhere; raises ArchiveError."""
    archive = of(school)
    if archive is not None:
        _take_up(school, archive.open_again())


def _take_up(school: str, archive: Archive) -> None:
    """Load the archive just opened as the school's own data; close it where that fails."""
    try:
        loaded = archive.load() if archive.uploads() else None
        bring_together(school, archive, loaded, own_publications())
        _remember(archive.folder)
    except BaseException:
        archive.close()
        raise
    if loaded is not None:
        workspaces().replace(school, loaded)
    _archives().hold(school, archive)
    forget_news(school)


def save_upload(school: str, new: Workspace) -> None:
    """Make a workspace the school's own; where its data are kept, only once it is kept too."""
    archive = of(school)
    if archive is not None:
        # Kept first: if the disk is full, what was loaded stays as it was, in both places.
        archive.save(new)
    workspaces().replace(school, new)


def schools() -> tuple[str, ...]:
    """The schools whose archive is open."""
    return _archives().schools()


def close(school: str) -> None:
    """Close a school's archive: its files stay, and what is loaded is no longer saved."""
    current = workspaces().get(school)
    if current is not None:
        current.set_journal(None)
    _archives().let_go(school)


def swept_as(school: str) -> str:
    """What a school's folder is called where nobody has it open."""
    return hosted_folder(school).name if hosted_settings.is_on() else ""


def forget_news(school: str) -> None:
    """Clear the message about the last erasure: something is kept anew."""
    for name in (school, swept_as(school)):
        news().pop(name, None)


def not_open(school: str) -> Path | None:
    """A folder in which this machine keeps something that is not open; None where there is none."""
    return None if hosted_settings.is_on() or of(school) is not None else data_folders.remembered()


def open_hosted(school: str) -> None:
    """Hosted, open what a school keeps when somebody of it first comes."""
    if not hosted_settings.is_on() or of(school) is not None:
        return
    folder = hosted_folder(school)
    # Two people of a school come at once: one opens, and the other finds it open.
    with _OPENING:
        if of(school) is None and data_folders.has_archive(folder):
            try:
                open_kept(school, folder, hosted_passphrase(school))
            except WrongPassphraseError as error:
                raise ArchiveError(NOT_OF_THIS_SCHOOL) from error


def shut(school: str) -> str | None:
    """Hosted, why what a school keeps cannot be opened, in one sentence; None where it can."""
    try:
        open_hosted(school)
    except ArchiveError as error:
        return str(error)
    return None


def hosted_folder(school: str) -> Path:
    """Where a school's data are kept on a server; its key makes no part of a path."""
    return _archives_folder() / sha256(school.encode()).hexdigest()[:32]


def _archives_folder() -> Path:
    return hosted_settings.settings().data / "kept"


def hosted_passphrase(school: str) -> str:
    """The passphrase of a school's archive on a server, made from the server's secret."""
    return hosted_settings.settings().key(f"kept {school}").hex()


def last_seen() -> LastSeen:
    """What this machine remembers of the archives it had open."""
    if hosted_settings.is_on():
        return LastSeen(hosted_settings.settings().data / "last-seen")
    return data_folders.last_seen()


def folders() -> tuple[Path, ...]:
    """Every folder of this server in which anything is kept."""
    if not hosted_settings.is_on():
        remembered = data_folders.remembered()
        return (remembered,) if remembered else ()
    return tuple(path for path in _archives_folder().glob("*") if data_folders.has_archive(path))


def _remember(folder: Path) -> None:
    if not hosted_settings.is_on():
        data_folders.remember(folder)


def let_go(school: str) -> None:
    """Close and forget what a school has open: its archive, data and publications."""
    _archives().let_go(school)
    workspaces().remove(school)
    own_publications().forget(school)


def forget_place() -> None:
    """Alone, remember no folder but the usual one."""
    if not hosted_settings.is_on():
        data_folders.forget()


def _keep_publication(school: str, data: bytes) -> None:
    archive = of(school)
    if archive is not None:
        archive.put(PUBLICATION, data)
