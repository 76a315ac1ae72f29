"""The first step: choose files, paste a list, say whether they replace or add to what is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.intake import SourceFile, make_ready
from cwsw.intake.pasted import NAME, answers_of_box, as_pasted
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.ui.state import session
from cwsw.ui.streamlit_internals import UploadedFile
from cwsw.ui.upload import saved_answers, state, wording
from cwsw.ui.upload.saved_answers import Answers
from cwsw.ui.wording import text

LOADED_NAME = "loaded now.xlsx"
"""What is loaded, as a file among those that add to it."""


@dataclass(frozen=True)
class ChosenFiles:
    """What the visitor has chosen and pasted so far."""

    files: Sequence[UploadedFile]
    pasted: str
    saved: UploadedFile | None
    adds_to: Workspace | None

    @property
    def is_enough(self) -> bool:
        """Whether there are pupils to read, or to add to."""
        return bool(self.files) or (bool(self.pasted.strip()) and self.adds_to is not None)

    def sources(self) -> list[SourceFile]:
        """All of it as files; what is loaded comes first, so that its values count first."""
        uploaded = [SourceFile(file.name, file.getvalue()) for file in self.files]
        # As the workbook that the dashboard gives: adding to what is loaded goes the way of every
        # upload.
        loaded = [SourceFile(LOADED_NAME, take_away(self.adds_to))] if self.adds_to else []
        pasted = as_pasted(self.pasted)
        return [*loaded, *uploaded, *([pasted] if pasted else [])]


def show() -> None:
    """Show everything that can be chosen, and the button that reads it."""
    # The process that reads starts while somebody still looks for the file.
    make_ready()
    st.header("Choose your spreadsheets")
    st.write(f"{wording.WHAT_TO_CHOOSE} {text.TWO_SHEETS}")
    files = st.file_uploader(
        "One file, or several about the same pupils",
        accept_multiple_files=True,
        key=state.key("files"),
    )
    pasted = _paste_box()
    saved = _saved_box()
    chosen_files = ChosenFiles(files, pasted, saved, _adds_to())
    if chosen_files.pasted.strip() and not chosen_files.is_enough:
        st.info(wording.PASTED_ALONE)
    if st.button("Check the files", type="primary", disabled=not chosen_files.is_enough):
        _check(chosen_files)


def _check(chosen_files: ChosenFiles) -> None:
    """Read what was chosen, or say that the saved answers cannot be used."""
    answers = _answers(chosen_files.saved)
    if answers is None:
        st.error(wording.SAVED_BAD)
        return
    sources = chosen_files.sources()
    # The sources hold the bytes now: those of the uploaders would lie in memory a second time.
    state.forget_files()
    state.read(sources, _with_pasted(answers, sources), answers)
    st.rerun()


def _with_pasted(answers: Answers, sources: Sequence[SourceFile]) -> Answers:
    """Answers with those that the box for pasting gives."""
    has_pasted = any(source.name == NAME for source in sources)
    return saved_answers.merged(answers, pasted_answers()) if has_pasted else answers


def _answers(saved: UploadedFile | None) -> Answers | None:
    """The answers remembered, and those of the file; None where the file holds none."""
    remembered = saved_answers.remembered()
    if saved is None:
        return remembered
    file_answers = saved_answers.from_file(saved.getvalue())
    return None if file_answers is None else saved_answers.merged(remembered, file_answers)


def _paste_box() -> str:
    with st.expander(wording.PASTE_TITLE):
        return paste_area()


def paste_area() -> str:
    """Show the box for names, dates of birth and plan dates, and ask whose list it is."""
    st.write(wording.PASTE_MEANS)
    pasted = st.text_area(
        wording.PASTE_LABEL,
        key=state.key("pasted"),
        max_chars=200_000,
        placeholder=wording.PASTE_EXAMPLE,
    )
    st.radio(wording.OWNER_LABEL, list(wording.OWNERS), key=state.key("whose"), horizontal=True)
    return pasted


def pasted_answers() -> Answers:
    """The answers that the box gives about the pasted list: whose it is."""
    owner = st.session_state.get(state.key("whose"), "")
    return answers_of_box(wording.OWNERS.get(owner, ""))


def _saved_box() -> UploadedFile | None:
    with st.expander(wording.SAVED_TITLE):
        st.write(wording.SAVED_MEANS)
        return st.file_uploader(wording.SAVED_LABEL, type="json", key=state.key("saved"))


def _adds_to() -> Workspace | None:
    """Ask what the upload is; the loaded data where it is to add to them, else None."""
    own = session.own_workspace()
    if own is None:
        return None
    st.write(f"Loaded now: {text.school_line(own.school, own.as_at)}.")
    choice = st.radio(
        wording.WHAT_IT_IS,
        (wording.IN_PLACE, wording.IN_ADDITION),
        key=state.key("what it is"),
    )
    return own if choice == wording.IN_ADDITION else None
