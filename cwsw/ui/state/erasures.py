"""Erasing what is kept: on request, and whatever is past the day until which it was to be kept."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock

import streamlit as st

from cwsw.records import today
from cwsw.store import Workspace
from cwsw.store.archive import Archive, ArchiveError, erasing
from cwsw.store.archive.errors import PastDateError, UnfinishedErasureError
from cwsw.tables.english import short_day
from cwsw.ui.auth import hosted_settings
from cwsw.ui.state import archives

FORMER_STILL_KEPT = (
    "They are out of what is loaded and of the latest upload that is kept, but the upload before "
    "it, which holds them too, could not be erased. Erase that upload on this page."
)
_RETAINING = Lock()


def erase(school: str) -> None:
    """Remove everything that is kept, and what is loaded and published.

    Raises UnfinishedErasureError where the rest is removed later, ArchiveError where nothing was.
    """
    archive = archives.of(school)
    if archive is None:
        return
    try:
        archive.erase()
    except UnfinishedErasureError:
        archives.let_go(school)
        _unfinished()[archive.folder] = archive.id
        raise
    archives.let_go(school)
    archives.forget_place()


def erase_upload(school: str, number: int) -> None:
    """Remove one upload and its changes; the latest one is then no longer loaded either.

    Raises UnfinishedErasureError where its files are removed later, ArchiveError where nothing was.
    """
    archive = archives.of(school)
    if archive is None:
        return
    was_latest = number == archive.uploads()[-1].number
    try:
        archive.erase_upload(number)
    finally:
        if was_latest and number not in {upload.number for upload in archive.uploads()}:
            _load_the_latest(school, archive)


def _load_the_latest(school: str, archive: Archive) -> None:
    archives.workspaces().remove(school)
    if archive.uploads():
        archives.workspaces().replace(school, archive.load())


def erase_unopened(school: str, folder: Path) -> None:
    """Remove what is kept in a folder that is not open; what is loaded stays."""
    archive = erasing.id_of(folder)
    try:
        erasing.erase_unopened(folder)
    except UnfinishedErasureError:
        _unfinished()[folder] = archive
        raise
    archives.forget_place()
    archives.forget_news(school)


def erase_former(school: str) -> None:
    """Remove what is held apart, from what is loaded and from the latest upload that is kept.

    The latest upload is kept anew without it, so what was added before cannot be undone any more.
    """
    current = archives.workspaces().get(school)
    if current is None:
        return
    with current.exclusive():
        new = Workspace.load(replace(current.as_upload(), former_records={}), current.as_at)
        archive = archives.of(school)
        before = archive.uploads()[-1].number if archive is not None else 0
        archives.save_upload(school, new)
        if archive is not None:
            _erase_with_former(archive, before)


def _erase_with_former(archive: Archive, number: int) -> None:
    try:
        archive.erase_upload(number)
    except UnfinishedErasureError:
        raise
    except ArchiveError as error:
        raise ArchiveError(FORMER_STILL_KEPT) from error


def keep_to_the_day() -> bool:
    """Erase whatever is past the day until which it was to be kept; `erased` says so then.

    True where something was loaded of it, so that figures made from it have to be forgotten.
    """
    past = False
    # Each run of a page asks, and hosted the hourly task: two at once would erase the same files.
    with _RETAINING:
        for school in archives.schools():
            archive = archives.of(school)
            if archive is not None and archive.is_past(today()):
                archives.news()[school] = _erase_now(school, archive.keep_until)
                past = True
        _sweep(today())
        _finish()
    return past


def _erase_now(school: str, until: date) -> str:
    """Erase; the sentence to show. Where erasing fails, the data are at least closed."""
    try:
        erase(school)
    except ArchiveError as error:
        archives.let_go(school)
        return str(error)
    return f"The data were to be kept until {short_day(until)} and are erased."


def erased(school: str) -> str | None:
    """The sentence on what was or could not be erased after its day; None where nothing was."""
    return archives.news().get(school) or archives.news().get(archives.swept_as(school))


@st.cache_resource(show_spinner=False)
def _swept() -> dict[str, date]:
    """The day of the last sweep."""
    return {}


@st.cache_resource(show_spinner=False)
def _unfinished() -> dict[Path, str]:
    """Folders that were to be erased and could not be used then, with the ids of the archives."""
    return {}


def _finish() -> None:
    """Erase what could not be erased before, where that is possible by now."""
    for folder, archive in tuple(_unfinished().items()):
        with suppress(ArchiveError):
            if erasing.erase_the_rest(folder, archive):
                _unfinished().pop(folder)
                archives.forget_place()


def _sweep(day: date) -> None:
    """Once a day and at each start, erase what nobody has open and is past its day."""
    if _swept().get("on") == day:
        return
    _swept()["on"] = day
    for folder in archives.folders():
        try:
            erasing.erase_where_due(folder, day, archives.last_seen())
        except ArchiveError as error:
            archives.news()[folder.name if hosted_settings.is_on() else ""] = str(error)
            if isinstance(error, UnfinishedErasureError):
                _unfinished()[folder] = ""
            if isinstance(error, PastDateError):
                archives.forget_place()
