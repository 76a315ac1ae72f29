"""Upload in four steps: choose, check, confirm, see. Nothing is kept before the third."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.summary.model import Summary
from cwsw.tables.upload import Upload
from cwsw.ui import session, text, upload_check
from cwsw.ui.stepper import show_stepper

STEPS = ("Choose files", "Check", "Confirm", "See the figures")
CHOOSE, CHECK, CONFIRM = range(3)
_CANDIDATE = "upload_candidate"
_STEP = "upload_step"
_ROUND = "upload_round"


@dataclass(frozen=True)
class Candidate:
    """What has been read and not yet confirmed; no workspace while the as-at date is unknown."""

    upload: Upload
    workspace: Workspace | None = None
    summary: Summary | None = None


def show_steps() -> None:
    """The step this visitor is at."""
    candidate: Candidate | None = st.session_state.get(_CANDIDATE)
    step = st.session_state.get(_STEP, CHOOSE) if candidate is not None else CHOOSE
    show_stepper(STEPS, step)
    if candidate is None:
        _choose()
    elif candidate.upload.refused:
        _refused(candidate.upload)
    elif candidate.workspace is None or candidate.summary is None:
        _ask_as_at(candidate.upload)
    elif step == CONFIRM:
        _confirm(candidate.workspace)
    else:
        _check(candidate.upload, candidate.summary)


def _choose() -> None:
    st.header("Choose your spreadsheet")
    st.write(f"{text.WHAT_TO_CHOOSE} {text.TWO_SHEETS}")
    files = st.file_uploader(
        "One workbook, or several files that belong together",
        accept_multiple_files=True,
        key=f"files {st.session_state.get(_ROUND, 0)}",
    )
    if st.button("Check the files", type="primary", disabled=not files):
        with st.status("Reading the files", expanded=True) as status:
            st.write("Opening the files and finding the sheets")
            upload = _read(files)
            st.write("Working out the figures")
            _offer(upload)
            status.update(label="Read", state="complete")
        st.rerun()


def _read(files: Sequence[UploadedFile]) -> Upload:
    """Read the files, and give the uploader a new key so that the server drops their bytes."""
    upload = read_files([SourceFile(file.name, file.getvalue()) for file in files])
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    return upload


def _offer(upload: Upload, as_at: date | None = None) -> None:
    """Make an upload the candidate, with its figures where they can be worked out."""
    candidate = Candidate(upload)
    if not upload.refused and (as_at or upload.school.as_at):
        workspace = Workspace.load(upload, as_at)
        candidate = Candidate(upload, workspace, summarise(workspace))
    st.session_state[_CANDIDATE] = candidate
    st.session_state[_STEP] = CHECK


def _drop() -> None:
    """Forget the candidate; what was loaded before stays as it is."""
    candidate: Candidate | None = st.session_state.pop(_CANDIDATE, None)
    st.session_state[_STEP] = CHOOSE
    if candidate is not None and candidate.workspace is not None:
        candidate.workspace.close()


def _refused(upload: Upload) -> None:
    st.header("This upload cannot be used")
    st.error(text.REFUSED)
    upload_check.show_problems(upload.problems)
    st.button("Choose other files", type="primary", on_click=_drop)


def _ask_as_at(upload: Upload) -> None:
    st.header("For which day are the data true?")
    st.write(text.AS_AT_MEANS)
    if upload.latest_date is not None:
        st.write(f"The latest register or exclusion is of {text.day(upload.latest_date)}.")
    chosen = st.date_input("As-at date", value=upload.latest_date, format="DD/MM/YYYY")
    go, stop = st.columns(2)
    if go.button("Use this date", type="primary", disabled=chosen is None, width="stretch"):
        _offer(upload, chosen)
        st.rerun()
    stop.button("Cancel", on_click=_drop, width="stretch")


def _check(upload: Upload, summary: Summary) -> None:
    st.header("Check what was read")
    st.write(f"{text.school_line(summary.school, summary.as_at)}. {text.NOT_KEPT_YET}")
    upload_check.show_found(upload, summary)
    upload_check.show_read(upload)
    _buttons("Go on to confirm", CONFIRM, "top")
    st.header("What is missing, and what that costs")
    upload_check.show_missing(summary)
    st.header("What was noticed")
    upload_check.show_problems(upload.problems)
    _buttons("Go on to confirm", CONFIRM, "end")


def _buttons(label: str, step: int, place: str) -> None:
    go, stop = st.columns(2)
    go.button(
        label, type="primary", on_click=_go_to, args=(step,), key=f"go {place}", width="stretch"
    )
    stop.button("Cancel", on_click=_drop, key=f"stop {place}", width="stretch")


def _go_to(step: int) -> None:
    st.session_state[_STEP] = step


def _confirm(workspace: Workspace) -> None:
    st.header("Confirm")
    st.write(f"Use these data: {text.school_line(workspace.school, workspace.as_at)}.")
    former = session.own_workspace()
    if former is not None:
        st.warning(f"{text.REPLACES} {text.school_line(former.school, former.as_at)}.")
    st.write(text.CONFIRM_MEANS)
    go, back, stop = st.columns(3)
    if go.button("Confirm", type="primary", width="stretch"):
        st.session_state.pop(_CANDIDATE)
        session.keep(workspace)
        st.switch_page("pages/start/overview.py")
    back.button("Back to the check", on_click=_go_to, args=(CHECK,), width="stretch")
    stop.button("Cancel", on_click=_drop, width="stretch")
