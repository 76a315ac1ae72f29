"""Upload in four steps: choose, check, confirm, see. Nothing is kept before the third."""

import streamlit as st

from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.pasted import as_pasted
from cwsw.store import Workspace
from cwsw.store.archive import ArchiveError
from cwsw.summary.model import Summary
from cwsw.ui.state import session
from cwsw.ui.upload import (
    about_school,
    check,
    choose_files,
    differences,
    lay_over,
    not_on_roll,
    parsed_sheets,
    passwords,
    problem_list,
    questions,
    saved_answers,
    spot_check,
    state,
    wording,
)
from cwsw.ui.upload.state import CHECK, CONFIRM, PendingUpload
from cwsw.ui.upload.stepper import show_stepper
from cwsw.ui.widgets import links
from cwsw.ui.wording import text

STEPS = ("Choose files", "Check", "Confirm", "See the figures")


def show_steps() -> None:
    """Show the step of the upload that this visitor is at."""
    candidate, step = state.candidate(), state.step()
    show_stepper(STEPS, step)
    if candidate is None:
        choose_files.show()
    elif candidate.locked:
        passwords.show(candidate)
    elif candidate.questions or candidate.upload.refused:
        _ask_or_refuse(candidate)
    elif candidate.workspace is None or candidate.summary is None:
        about_school.show(candidate)
        _so_far(candidate, problems=True)
    elif step == CONFIRM:
        _confirm(candidate, candidate.workspace)
    else:
        _check(candidate, candidate.summary)


def _ask_or_refuse(pending: PendingUpload) -> None:
    """Show what must be answered or why nothing can be read, and how files were understood."""
    # Where only answers are missing nothing was refused yet, and the questions come first.
    if pending.refusals or not pending.questions:
        st.header("This upload cannot be used" if not pending.questions else "Not yet")
        problem_list.show_refusals(pending.refusals)
        others = tuple(p for p in pending.problems if p not in pending.refusals)
        problem_list.show_wrong_reports(others)
        if others:
            problem_list.show_problems(others, pending.upload)
    if pending.questions:
        st.header(wording.questions_title(len(pending.questions)))
        st.write(wording.QUESTIONS_LEAD)
        questions.show(pending)
    st.button("Choose other files", on_click=state.drop)
    _so_far(pending, problems=not pending.refusals and bool(pending.questions))
    if pending.is_foreign and pending.upload.proposal:
        parsed_sheets.show(pending, pending.upload.proposal)


def _so_far(pending: PendingUpload, *, problems: bool) -> None:
    """Show behind clicks, while something is asked, the rows read and every problem so far."""
    if pending.upload.sources:
        check.show_read(pending.upload, so_far=True)
    if problems and pending.problems:
        counts = ", ".join(problem_list.counts_of(pending.problems))
        with st.expander(f"What was noticed: {counts or 'nothing to mend'}"):
            problem_list.show_problems(pending.problems, pending.upload)


def _show_left_out(pending: PendingUpload) -> bool:
    """Show the files and sheets that cannot be used; whether there are none, or they were seen."""
    if not pending.left_out:
        return True
    lines = [f"- {text.plain(p.message)} {text.plain(p.effect)}" for p in pending.left_out]
    st.error("\n".join([wording.left_out_title(len(lines)), "", *lines]))
    return st.checkbox(wording.LEFT_OUT_SEEN, key=state.key("left out seen"))


def _check(pending: PendingUpload, summary: Summary) -> None:
    """Show the step Check: the verdict first, everything else below it."""
    st.header("Check what was read")
    st.write(f"{text.school_line(summary.school, summary.as_at)}.")
    check.show_verdict(pending, summary)
    is_confirmed = _show_left_out(pending)
    problem_list.show_wrong_reports(pending.problems)
    check.show_recognised(pending.upload, summary)
    _show_roll_beside(pending)
    not_on_roll.show(pending.upload.not_on_roll)
    # At the top too: whoever sees that all is well need not scroll past what can be looked at.
    _buttons("Go on to confirm", CONFIRM, "top", disabled=not is_confirmed)
    _add_list(pending, is_open=check.has_no_plans(summary))
    differences.show(pending)
    problem_list.show_problems(pending.problems, pending.upload)
    check.show_read(pending.upload)
    if pending.is_foreign and pending.upload.proposal:
        parsed_sheets.show(pending, pending.upload.proposal)
        parsed_sheets.show_save(pending.upload.proposal)
    check.show_missing(summary)
    _buttons("Go on to confirm", CONFIRM, "end", disabled=not is_confirmed)


def _show_roll_beside(pending: PendingUpload) -> None:
    former = session.own_workspace()
    if former is not None and pending.summary is not None:
        on_roll = cohort_counts(former).on_roll
        check.show_roll_beside(pending.summary.cohort.on_roll, on_roll)


def _add_list(pending: PendingUpload, *, is_open: bool) -> None:
    """Show the form that adds the safeguarding lead's list, pasted or as files."""
    with st.expander(wording.ADD_TITLE, expanded=is_open):
        pasted = choose_files.paste_area()
        files = st.file_uploader(
            wording.ADD_FILES, accept_multiple_files=True, key=state.key("more")
        )
        ready = bool(pasted.strip() or files)
        if st.button(wording.ADD_BUTTON, disabled=not ready):
            more = [SourceFile(file.name, file.getvalue()) for file in files]
            listed = as_pasted(pasted)
            answers = choose_files.pasted_answers() if listed else {}
            state.forget_files()
            state.read_again(
                saved_answers.merged(pending.answers, answers),
                [*more, *([listed] if listed else [])],
            )
            st.rerun()


def _buttons(label: str, step: int, place: str, *, disabled: bool) -> None:
    """Show the buttons to go on to a step and to cancel; `place` tells two pairs apart."""
    go_on_side, cancel_side = st.columns(2)
    go_on_side.button(
        label,
        type="primary",
        disabled=disabled,
        on_click=state.go_to,
        args=(step,),
        key=f"go {place}",
        width="stretch",
    )
    cancel_side.button("Cancel", on_click=state.drop, key=f"stop {place}", width="stretch")


def _confirm(pending: PendingUpload, workspace: Workspace) -> None:
    """Show the step Confirm: what changes, what is asked, and the button."""
    st.header("Confirm")
    st.write(f"Use these data: {text.school_line(workspace.school, workspace.as_at)}.")
    not_on_roll.show(pending.upload.not_on_roll)
    if pending.is_foreign:
        # Of other systems' exports it was worked out what each column is; our own workbook says it.
        spot_check.show(workspace)
    former = session.own_workspace()
    if former is not None:
        st.warning(f"{text.REPLACES} {text.school_line(former.school, former.as_at)}.")
    _show_roll_beside(pending)
    # Shown before the button, which it may hold back: what is asked must have been on the screen.
    is_ready = lay_over.show(workspace)
    st.write(text.CONFIRM_MEANS)
    confirm_side, back_side, cancel_side = st.columns(3)
    label = wording.SPOT_CONFIRM if pending.is_foreign else "Confirm"
    pressed = confirm_side.button(label, type="primary", disabled=not is_ready, width="stretch")
    if pressed and is_ready:
        _use_upload(pending, workspace)
    back_side.button("Back to the check", on_click=state.go_to, args=(CHECK,), width="stretch")
    cancel_side.button("Cancel", on_click=state.drop, width="stretch")


def _use_upload(pending: PendingUpload, workspace: Workspace) -> None:
    """Make the candidate the school's own data, and remember its answers with them."""
    proposal = pending.upload.proposal
    # From comparing to replacing nobody else may add to what is loaded: it would be lost.
    with lay_over.exclusive_own_data():
        overlaid = lay_over.with_additions(workspace)
        if overlaid is None:
            st.warning(lay_over.MEANWHILE)
            return
        # Before the upload takes the place of what is loaded: the answers of before are looked up
        # by that.
        saved_answers.remember(overlaid, proposal.as_mapping() if proposal else {})
        try:
            session.save_upload(overlaid)
        except ArchiveError as error:
            st.error(str(error))
            return
    if overlaid is not workspace:
        workspace.close()
    state.take()
    st.switch_page(links.OVERVIEW)
