"""The upload that was read and is not yet confirmed: in the visitor's session alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from cwsw.intake import SourceFile, read_files
from cwsw.intake.problems import NOTHING_READ, left_out, locked_files
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.summary.model import Summary
from cwsw.tables.proposal import Question
from cwsw.tables.upload import Problem, Upload
from cwsw.ui import streamlit_internals
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.state import housekeeping
from cwsw.ui.state.download_registry import REGISTRY
from cwsw.ui.streamlit_internals import session_id
from cwsw.ui.upload import wording
from cwsw.ui.wording.escaping import plain

CHOOSE, CHECK, CONFIRM = range(3)
_FORM = "upload"
_CANDIDATE = "upload_candidate"
_STEP = "upload_step"
_SHOWN_ELSEWHERE = frozenset(
    ("read_as", "rows_skipped", "needs_confirmation", "mapping_unused", "as_at_missing")
)
"""Problems that the screens tell in another place, or ask about."""

_FOREIGN_SHOWN_ELSEWHERE = frozenset(("heading_not_read", "never_read", "not_on_roll"))
"""Problems told in another place where the sheet is not our own."""


@dataclass(frozen=True)
class SchoolDetails:
    """What a person answered about the school because the files do not say it."""

    as_at: date
    phase: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class PendingUpload:
    """An upload as read; no workspace while questions, the as-at date or the phase are open.

    `files` are kept until confirm or cancel, to read them again with other answers; those that a
    password protected as opened, never the password. `from_before` holds the answers that were
    there before anybody was asked anything, `without` the protected files that nobody opened.
    """

    files: tuple[SourceFile, ...]
    answers: Mapping[str, Any]
    upload: Upload
    from_before: Mapping[str, Any] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    about: SchoolDetails | None = None
    workspace: Workspace | None = None
    summary: Summary | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is still to be answered."""
        return self.upload.proposal.questions if self.upload.proposal else ()

    @property
    def is_foreign(self) -> bool:
        """Whether a sheet is not our own."""
        return bool(self.upload.proposal and self.upload.proposal.sheets)

    @property
    def needs_about(self) -> bool:
        """Whether the as-at date, or the phase of a school of foreign sheets, is not known."""
        school = self.upload.school
        return school.as_at is None or (self.is_foreign and school.phase is None)

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """Why nothing can be loaded, apart from questions that are open."""
        return tuple(
            p
            for p in self.upload.problems
            if p.effect.startswith(NOTHING_READ) and p.code != "needs_confirmation"
        )

    @property
    def locked(self) -> tuple[str, ...]:
        """The files whose password is asked for."""
        return locked_files(self.upload.problems)

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """The files and sheets that could not be used, while the others were read."""
        return left_out(self.upload.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that are not shown in another place of the screen."""
        proposal = self.upload.proposal
        foreign = {(s.file, s.sheet) for s in proposal.sheets} if proposal else set()
        return tuple(
            p
            for p in self.upload.problems
            if p.code not in _SHOWN_ELSEWHERE
            and not (p.code in _FOREIGN_SHOWN_ELSEWHERE and (p.file, p.sheet) in foreign)
        )


def candidate() -> PendingUpload | None:
    """What this visitor has had read, if anything."""
    current: PendingUpload | None = st.session_state.get(_CANDIDATE)
    return current


def step() -> int:
    """The step this visitor is at."""
    return CHOOSE if candidate() is None else int(st.session_state.get(_STEP, CHECK))


def go_to(place: int) -> None:
    """Go to a step."""
    st.session_state[_STEP] = place


def read(
    files: Sequence[SourceFile], answers: Mapping[str, Any], from_before: Mapping[str, Any]
) -> None:
    """Read files for the first time, and show how far that is."""
    _make(PendingUpload(tuple(files), answers, Upload(), from_before=from_before))


def read_again(
    answers: Mapping[str, Any], more: Sequence[SourceFile] = (), *, afresh: bool = False
) -> None:
    """Read the same files again with other answers, and with further files."""
    current = candidate()
    if current is None:
        return
    # A list pasted again takes the place of the one before: both are files of one name.
    names = {file.name for file in more}
    unchanged_files = [file for file in current.files if file.name not in names]
    before = {} if afresh else current.from_before
    _make(replace(current, files=(*unchanged_files, *more), answers=answers, from_before=before))


def read_opened(files: Sequence[SourceFile], without: Collection[str] = ()) -> None:
    """Read again with files that are open now, and without those that nobody opens."""
    current = candidate()
    if current is not None:
        _make(replace(current, files=tuple(files), without=current.without.union(without)))


def _make(new_candidate: PendingUpload) -> None:
    """Read the candidate's files and work out its figures, showing how far that is."""
    names = tuple(file.name for file in new_candidate.files)
    with st.status(wording.READING, expanded=True) as status:
        st.write(plain(wording.reading(names)))
        as_at = new_candidate.about.as_at if new_candidate.about else None
        upload = read_files(
            new_candidate.files, new_candidate.answers, new_candidate.without, as_at
        )
        st.write(wording.FIGURES)
        _set_candidate(with_figures(replace(new_candidate, upload=upload)))
        status.update(label=wording.READ, state="complete")
    go_to(CHECK)


def set_details(about: SchoolDetails) -> None:
    """Take a person's answers about the school; a new as-at date reads the files again."""
    current = candidate()
    if current is None:
        return
    # A new as-at date decides which rows are of the future: the files are read again by it.
    if current.upload.school.as_at is None:
        _make(replace(current, about=about))
    else:
        _set_candidate(with_figures(replace(current, about=about)))


def with_figures(pending: PendingUpload) -> PendingUpload:
    """The candidate with its figures, where they can be worked out."""
    bare = replace(pending, workspace=None, summary=None)
    about = pending.about
    if pending.upload.refused or (pending.needs_about and about is None):
        return bare
    upload = _with_about(pending.upload, about)
    workspace = Workspace.load(upload, upload.school.as_at or (about.as_at if about else None))
    return replace(bare, workspace=workspace, summary=summarise(workspace))


def _with_about(upload: Upload, about: SchoolDetails | None) -> Upload:
    """The upload with the person's answers where the files themselves do not say it."""
    if about is None:
        return upload
    school = upload.school
    completed = replace(school, name=school.name or about.name, phase=school.phase or about.phase)
    return replace(upload, school=completed)


def _set_candidate(new: PendingUpload) -> None:
    """Make it the visitor's candidate and close the workspace of the one before."""
    former = candidate()
    st.session_state[_CANDIDATE] = new
    if former and former.workspace and former.workspace is not new.workspace:
        former.workspace.close()


def take() -> PendingUpload | None:
    """Take the candidate out of the visit: its files are forgotten, its workspace stays open."""
    former: PendingUpload | None = st.session_state.pop(_CANDIDATE, None)
    st.session_state[_STEP] = CHOOSE
    forget_files()
    REGISTRY.forget_session(session_id())  # what the check offers is made of the files
    # The files are pupils' data: their memory goes back to the system once this run has ended.
    housekeeping.soon()
    return former


def drop() -> None:
    """Forget the candidate; what was loaded before stays as it is."""
    former = take()
    if former is not None and former.workspace is not None:
        former.workspace.close()


def forget_files() -> None:
    """Drop the bytes that the uploaders hold, and give them new keys so that they are empty."""
    streamlit_internals.forget_uploads(session_id())
    reset_form(_FORM)


def key(name: str) -> str:
    """The key of an uploader, or of a box, in this round."""
    return f"{name} {round_of(_FORM)}"
