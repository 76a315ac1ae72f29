"""Upload in four steps: choose, check, confirm, see. Nothing is kept before the third."""

import streamlit as st

from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.pasted import DAY_FIRST, as_pasted
from cwsw.store import Workspace
from cwsw.store.archive import ArchiveError
from cwsw.summary.model import Summary
from cwsw.ui import (
    mapping_differences,
    mapping_memory,
    mapping_not_on_roll,
    mapping_questions,
    mapping_spot,
    mapping_text,
    mapping_understood,
    session,
    text,
    upload_about,
    upload_check,
    upload_choose,
    upload_lay_over,
    upload_left_out,
    upload_passwords,
    upload_problems,
    upload_state,
)
from cwsw.ui.stepper import show_stepper
from cwsw.ui.upload_state import CHECK, CONFIRM, Candidate

STEPS = ("Choose files", "Check", "Confirm", "See the figures")


def show_steps() -> None:
    """The step this visitor is at."""
    candidate, step = upload_state.candidate(), upload_state.step()
    show_stepper(STEPS, step)
    if candidate is None:
        upload_choose.show()
    elif candidate.locked:
        upload_passwords.show(candidate)
    elif candidate.questions or candidate.upload.refused:
        _ask_or_refuse(candidate)
    elif candidate.workspace is None or candidate.summary is None:
        upload_about.show(candidate)
        _so_far(candidate, problems=True)
    elif step == CONFIRM:
        _confirm(candidate, candidate.workspace)
    else:
        _check(candidate, candidate.summary)


def _ask_or_refuse(of: Candidate) -> None:
    """What must be answered, or why nothing can be read, and how the files were understood."""
    if of.refusals or not of.questions:
        st.header("This upload cannot be used" if not of.questions else "Not yet")
        st.error(text.REFUSED)
        upload_problems.show_wrong_reports(of.problems)
        upload_problems.show_problems(of.problems, of.upload)
    if of.questions:
        st.header(mapping_text.questions_title(len(of.questions)))
        st.write(mapping_text.QUESTIONS_LEAD)
        mapping_questions.show(of)
    st.button("Choose other files", on_click=upload_state.drop)
    _so_far(of, problems=not of.refusals and bool(of.questions))
    if of.is_foreign and of.upload.proposal:
        mapping_understood.show(of, of.upload.proposal)


def _so_far(of: Candidate, *, problems: bool) -> None:
    """What is known before everything is answered: rows read of each sheet, and every problem."""
    if of.upload.sources:
        st.header("What was read so far")
        upload_check.show_read(of.upload)
    if problems and of.problems:
        st.header("What was noticed so far")
        upload_problems.show_problems(of.problems, of.upload)


def _check(of: Candidate, summary: Summary) -> None:
    st.header("Check what was read")
    st.write(f"{text.school_line(summary.school, summary.as_at)}. {text.NOT_KEPT_YET}")
    seen = upload_left_out.show(of)
    upload_problems.show_wrong_reports(of.problems)
    upload_check.show_found(of.upload, summary)
    _show_roll_beside(of)
    mapping_not_on_roll.show(of.upload.not_on_roll)
    upload_check.show_read(of.upload)
    _buttons("Go on to confirm", CONFIRM, "top", disabled=not seen)
    _add_list(of, is_open="plans" not in summary.supplied and summary.cohort.cwsw == 0)
    mapping_differences.show(of)
    if of.is_foreign and of.upload.proposal:
        mapping_understood.show(of, of.upload.proposal)
        mapping_understood.show_save(of.upload.proposal)
    st.header("What is missing, and what that costs")
    upload_check.show_missing(summary)
    st.header("What was noticed")
    upload_problems.show_problems(of.problems, of.upload)
    _buttons("Go on to confirm", CONFIRM, "end", disabled=not seen)


def _show_roll_beside(of: Candidate) -> None:
    former = session.own_workspace()
    if former is not None and of.summary is not None:
        on_roll = cohort_counts(former).on_roll
        upload_check.show_roll_beside(of.summary.cohort.on_roll, on_roll)


def _add_list(of: Candidate, *, is_open: bool) -> None:
    """The safeguarding lead's list, pasted or as files, beside what was read."""
    with st.expander(mapping_text.ADD_TITLE, expanded=is_open):
        pasted = upload_choose.paste_area()
        files = st.file_uploader(
            mapping_text.ADD_FILES, accept_multiple_files=True, key=upload_state.key("more")
        )
        ready = bool(pasted.strip() or files)
        if st.button(mapping_text.ADD_BUTTON, disabled=not ready):
            more = [SourceFile(file.name, file.getvalue()) for file in files]
            listed = as_pasted(pasted)
            upload_state.forget_files()
            upload_state.read_again(
                mapping_memory.merged(of.answers, DAY_FIRST if listed else {}),
                [*more, *([listed] if listed else [])],
            )
            st.rerun()


def _buttons(label: str, step: int, place: str, *, disabled: bool) -> None:
    go, stop = st.columns(2)
    go.button(
        label,
        type="primary",
        disabled=disabled,
        on_click=upload_state.go_to,
        args=(step,),
        key=f"go {place}",
        width="stretch",
    )
    stop.button("Cancel", on_click=upload_state.drop, key=f"stop {place}", width="stretch")


def _confirm(of: Candidate, workspace: Workspace) -> None:
    st.header("Confirm")
    st.write(f"Use these data: {text.school_line(workspace.school, workspace.as_at)}.")
    mapping_not_on_roll.show(of.upload.not_on_roll)
    if of.is_foreign:
        mapping_spot.show(workspace)
    former = session.own_workspace()
    if former is not None:
        st.warning(f"{text.REPLACES} {text.school_line(former.school, former.as_at)}.")
    _show_roll_beside(of)
    upload_lay_over.show(workspace)
    st.write(text.CONFIRM_MEANS)
    go, back, stop = st.columns(3)
    label = mapping_text.SPOT_CONFIRM if of.is_foreign else "Confirm"
    if go.button(label, type="primary", width="stretch"):
        _keep(of, workspace)
    back.button("Back to the check", on_click=upload_state.go_to, args=(CHECK,), width="stretch")
    stop.button("Cancel", on_click=upload_state.drop, width="stretch")


def _keep(of: Candidate, workspace: Workspace) -> None:
    """Make the candidate the school's own data, its answers remembered beside them."""
    proposal = of.upload.proposal
    with upload_lay_over.undisturbed():
        laid = upload_lay_over.laid(workspace)
        mapping_memory.remember(laid, proposal.as_mapping() if proposal else {})
        try:
            session.keep(laid)
        except ArchiveError as error:
            st.error(str(error))
            return
    if laid is not workspace:
        workspace.close()
    upload_state.take()
    st.switch_page("pages/overview/overview.py")
