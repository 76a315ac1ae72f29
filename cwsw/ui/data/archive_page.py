"""Keep on this machine: begin, open, see what is kept, keep it to its day, erase it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from cwsw.access import AuditEvent, Right, User
from cwsw.records import today
from cwsw.reports.document import Table
from cwsw.store.archive import Archive, ArchiveError, SavedUpload, data_folders
from cwsw.store.archive.passphrase import PassphraseStrength, strength
from cwsw.ui.auth import hosted_settings
from cwsw.ui.data import erasing, terms
from cwsw.ui.data.form_outcome import go_on, key, show_outcome
from cwsw.ui.state import archives, audit_notes, erasures, session
from cwsw.ui.state.publication_store import PUBLICATION
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import archive_wording, text


@dataclass(frozen=True)
class _Choice:
    """Folder and passphrase, and what is wrong with them."""

    folder: Path
    passphrase: str
    errors: tuple[str, ...] = ()


def keep_page(user: User) -> None:
    """Show everything under the page's heading."""
    show_outcome()
    if erasure_notice := erasures.erased(user.school):
        st.warning(erasure_notice)
    # Nothing of it can be read: erasing it is the one way on without the missing file.
    if shut := archives.shut(user.school):
        st.error(shut)
        st.write(archive_wording.SHUT)
        erasing.erase_unopened(user, archives.hosted_folder(user.school))
        return
    archive = archives.of(user.school)
    if archive is None:
        _show_closed(user)
    else:
        _show_archive(user, archive)
    erasing.former(user, session.own_workspace())


def _show_closed(user: User) -> None:
    """Show the forms that open or erase an archive which is not open, or begin a new one."""
    waiting = archives.not_open(user.school)
    if waiting is not None:
        st.header(archive_wording.OPEN)
        st.write(archive_wording.OPEN_FIRST)
        open_form(user, waiting)
        with st.expander(archive_wording.ERASE_WITHOUT):
            erasing.erase_unopened(user, waiting)
    _begin(user)
    if waiting is None and not hosted_settings.is_on():
        st.header(archive_wording.OPEN)
        open_form(user, data_folders.default_folder())


def offer(user: User) -> None:
    """Show on the start page the form to open what is kept, and what was or will be erased."""
    if not user.may(Right.KEEP):
        return
    if erasure_notice := erasures.erased(user.school):
        st.warning(erasure_notice)
    archive = archives.of(user.school)
    if archive is not None:
        if not _is_in_trouble(user):
            _say_older(archive)
            _say_soon(archive)
        return
    folder = archives.not_open(user.school)
    if folder is not None:
        st.header(archive_wording.OPEN)
        open_form(user, folder, fixed=True)


def open_form(user: User, folder: Path, *, fixed: bool = False) -> None:
    """Show the form for folder and passphrase; an error is one sentence."""
    if session.own_workspace() is not None:
        st.write(archive_wording.REPLACES)
    with st.form("open kept"):
        if fixed:
            st.write(f"In the folder {text.plain(str(folder))}.")
            folder_text = str(folder)
        else:
            folder_text = st.text_input(archive_wording.OPEN_FOLDER, str(folder), key="open_folder")
        # Another key after each opening, so that the passphrase does not stay in the session.
        passphrase = st.text_input(
            archive_wording.PASSPHRASE, type="password", key=key("open_passphrase")
        )
        if st.form_submit_button(archive_wording.OPEN_BUTTON, type="primary"):
            _open(user, folder_text, passphrase)


def _open(user: User, folder: str, passphrase: str) -> None:
    """Open an archive and look at its data; an error is shown in its own words."""
    try:
        archives.open_kept(user.school, Path(folder).expanduser(), passphrase)
    except ArchiveError as error:
        st.error(str(error))
        return
    audit_notes.note(AuditEvent.OPENED_KEPT)
    # It may be opened while a sample school is looked at: the next page is of the school's own
    # data.
    session.look_at(session.OWN)
    go_on(f"opened: {_sum(archives.of(user.school))}")


def _begin(user: User) -> None:
    """Show the form that begins an archive."""
    st.header(archive_wording.BEGIN)
    st.write(archive_wording.HOW)
    if session.own_workspace() is None:
        st.write(archive_wording.NOTHING_LOADED)
    choice = _choose_place(user)
    # No day to begin with: how long pupils' data may be kept is the school's own retention policy.
    until = _until(today() + timedelta(days=1), None)
    if not st.button(archive_wording.BEGIN_BUTTON, type="primary"):
        return
    errors = [*choice.errors, *([] if until else [archive_wording.NO_DAY])]
    if errors or until is None:
        st.error("  \n".join(errors))
        return
    try:
        archives.begin(user.school, choice.folder, choice.passphrase, until)
    except ArchiveError as error:
        st.error(str(error))
        return
    # Noted once it is so: beginning may fail, and then nothing is kept.
    audit_notes.note(AuditEvent.KEPT)
    go_on("kept: what is loaded, and from now on everything added")


def _choose_place(user: User) -> _Choice:
    """Hosted the server's own folder and secret; alone what the user types."""
    if hosted_settings.is_on():
        st.write(archive_wording.HOSTED)
        return _Choice(archives.hosted_folder(user.school), archives.hosted_passphrase(user.school))
    st.warning(archive_wording.LOSS)
    return _choose_folder()


def _choose_folder() -> _Choice:
    """Ask for the folder and twice for the passphrase; what is wrong is in `errors`."""
    folder = st.text_input(
        archive_wording.FOLDER,
        str(data_folders.default_folder()),
        help=archive_wording.FOLDER_HELP,
        key="keep_folder",
    )
    first = _passphrase(archive_wording.NEW_PASSPHRASE, "keep_passphrase")
    if first:
        st.write(f"{archive_wording.STRENGTH}{strength(first).value}")
    second = _passphrase(archive_wording.REPEAT, "keep_again")
    is_understood = st.checkbox(archive_wording.WRITTEN_DOWN, key="keep_understood")
    path = Path(folder).expanduser()
    errors = {
        archive_wording.NO_FOLDER: not path.is_absolute(),
        PassphraseStrength.TOO_WEAK.value: strength(first) is PassphraseStrength.TOO_WEAK,
        archive_wording.NOT_THE_SAME: first != second,
        archive_wording.NOT_UNDERSTOOD: not is_understood,
    }
    return _Choice(path, first, tuple(sentence for sentence, is_so in errors.items() if is_so))


def _passphrase(label: str, name: str) -> str:
    """A box for a passphrase that tells the page at each pause in typing what was typed.

    Without `live` it would tell on leaving it, and Tab leads to the eye inside the box first.
    """
    return st.text_input(label, type="password", key=key(name), live=True) or ""


def _until(earliest: date, current: date | None) -> date | None:
    day = st.date_input(
        archive_wording.UNTIL, current, min_value=earliest, format="DD/MM/YYYY", key="keep_until"
    )
    return day if isinstance(day, date) else None


def _show_archive(user: User, archive: Archive) -> None:
    """Show what the open archive holds, and what can be done with it."""
    uploads = archive.uploads()
    st.header(archive_wording.KEPT_TITLE)
    st.write(f"In the folder {text.plain(str(archive.folder))}: {_sum(archive)}.")
    if _is_in_trouble(user):  # nothing below could be read or done
        return
    _say_older(archive)
    _say_soon(archive)
    if uploads:
        show_table(uploads_table(uploads))
    else:
        st.write(archive_wording.NOTHING_YET)
    st.write(archive_wording.PUBLISHED)
    terms.show_terms(archive, uploads)
    _new_day(archive)
    if not hosted_settings.is_on():
        with st.expander(archive_wording.CLOSE):
            st.write(
                f"{archive_wording.CLOSE_MEANS} {archive_wording.COPYING} {archive_wording.LOSS}"
            )
            if st.button("Close it"):
                archives.close(user.school)
                go_on(archive_wording.CLOSED)
    erasing.erase_kept(user, uploads)


def uploads_table(uploads: Sequence[SavedUpload]) -> Table:
    """A row for each upload, in the order they were kept."""
    rows = tuple(
        (
            text.day(u.as_at),
            # Moments are kept in UTC; this is a day of whoever reads it.
            text.day(u.moment.astimezone().date()),
            f"{u.changes:,}",
            _size(u.size),
        )
        for u in uploads
    )
    headings = ("As at", "Kept on", "Changes since then", "Size")
    return Table("Uploads that are kept", headings, rows, frozenset({2, 3}))


def _sum(archive: Archive | None) -> str:
    """'2 uploads, 5 changes since, 1 entry of publications, 1.2 MB, until ...'."""
    if archive is None:
        return ""
    uploads = archive.uploads()
    published = archive.count(PUBLICATION)
    changes = sum(u.changes for u in uploads)
    parts = (
        text.counted(len(uploads), "upload"),
        text.counted(changes, "change since", "changes since"),
        text.counted(published, "entry of publications", "entries of publications"),
        _size(archive.size),
    )
    return f"{', '.join(parts)}, until {text.day(archive.keep_until)}"


def _new_day(archive: Archive) -> None:
    """Show the form that sets another day to keep the data until."""
    with st.expander(archive_wording.NEW_DAY):
        # Never before the latest day that was seen: a clock that is set back keeps nothing longer.
        until = _until(archive.latest_day(today()), archive.keep_until)
        if st.button(archive_wording.NEW_DAY_BUTTON) and until is not None:
            try:
                archive.retain_until(until)
            except ArchiveError as error:
                st.error(str(error))
                return
            go_on(f"kept until {text.day(until)}")


def _is_in_trouble(user: User) -> bool:
    """Show why nothing more can be kept, where that is so, and the button to open it again."""
    trouble = archives.trouble(user.school)
    if trouble is None:
        return False
    st.error(trouble)
    if st.button(archive_wording.OPEN_AGAIN):
        archives.open_again(user.school)
        # What was added in another place may change every figure.
        session.forget_figures()
        go_on(archive_wording.OPENED_AGAIN)
    return True


def _say_older(archive: Archive) -> None:
    """Warn of entries that another computer added, and of an older copy of the folder."""
    if archive.adopted:
        st.warning(
            archive_wording.ADOPTED.format(count=text.counted(archive.adopted, "entry", "entries"))
        )
    newer = archive.older_than
    if newer is None:
        return
    st.warning(archive_wording.OLDER.format(day=text.day(newer.day)))
    if st.button(archive_wording.GO_ON_WITH_OLDER):
        # Noted first: what cannot be noted does not happen.
        audit_notes.note(AuditEvent.OLDER_COPY)
        archive.accept_as_it_is()
        go_on(archive_wording.WENT_ON_WITH_OLDER)


def _say_soon(archive: Archive) -> None:
    if archive.keep_until - today() <= timedelta(days=archive_wording.SOON_DAYS):
        st.warning(archive_wording.SOON.format(day=text.day(archive.keep_until)))


def _size(size: int) -> str:
    return f"{size / 2**20:,.1f} MB" if size >= 2**20 else f"{max(1, size // 2**10):,} KB"
