"""The first step: choose files, paste a list, say whether they replace or add to what is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.intake import SourceFile
from cwsw.intake.pasted import DAY_FIRST, NAME, as_pasted
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.ui import mapping_memory, mapping_text, session, text, upload_state
from cwsw.ui.mapping_memory import Answers
from cwsw.ui.streamlit_internals import UploadedFile

LOADED_NAME = "loaded now.xlsx"
"""What is loaded, as a file among those that add to it."""


@dataclass(frozen=True)
class Chosen:
    """What the visitor has put in so far."""

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
        given = [SourceFile(file.name, file.getvalue()) for file in self.files]
        loaded = [SourceFile(LOADED_NAME, take_away(self.adds_to))] if self.adds_to else []
        pasted = as_pasted(self.pasted)
        return [*loaded, *given, *([pasted] if pasted else [])]


def show() -> None:
    """Everything that can be chosen, and the button that reads it."""
    st.header("Choose your spreadsheets")
    st.write(f"{mapping_text.WHAT_TO_CHOOSE} {text.TWO_SHEETS}")
    files = st.file_uploader(
        "One file, or several about the same pupils",
        accept_multiple_files=True,
        key=upload_state.key("files"),
    )
    pasted = _paste_box()
    saved = _saved_box()
    chosen = Chosen(files, pasted, saved, _adds_to())
    if chosen.pasted.strip() and not chosen.is_enough:
        st.info(mapping_text.PASTED_ALONE)
    if st.button("Check the files", type="primary", disabled=not chosen.is_enough):
        _check(chosen)


def _check(chosen: Chosen) -> None:
    answers = _answers(chosen.saved)
    if answers is None:
        st.error(mapping_text.SAVED_BAD)
        return
    sources = chosen.sources()
    upload_state.forget_files()
    upload_state.read(sources, _with_pasted(answers, sources), answers)
    st.rerun()


def _with_pasted(answers: Answers, sources: Sequence[SourceFile]) -> Answers:
    """Answers with the one that the box for pasting gives: the day comes first."""
    has_pasted = any(source.name == NAME for source in sources)
    return mapping_memory.merged(answers, DAY_FIRST) if has_pasted else answers


def _answers(saved: UploadedFile | None) -> Answers | None:
    """The answers remembered, and those of the file; None where the file holds none."""
    known = mapping_memory.remembered()
    if saved is None:
        return known
    given = mapping_memory.from_file(saved.getvalue())
    return None if given is None else mapping_memory.merged(known, given)


def _paste_box() -> str:
    with st.expander(mapping_text.PASTE_TITLE):
        return paste_area()


def paste_area() -> str:
    """The box for names, dates of birth and plan dates."""
    st.write(mapping_text.PASTE_MEANS)
    return st.text_area(
        mapping_text.PASTE_LABEL,
        key=upload_state.key("pasted"),
        max_chars=200_000,
        placeholder=mapping_text.PASTE_EXAMPLE,
    )


def _saved_box() -> UploadedFile | None:
    with st.expander(mapping_text.SAVED_TITLE):
        st.write(mapping_text.SAVED_MEANS)
        return st.file_uploader(
            mapping_text.SAVED_LABEL, type="json", key=upload_state.key("saved")
        )


def _adds_to() -> Workspace | None:
    """What is loaded, where the upload is to add to it."""
    own = session.own_workspace()
    if own is None:
        return None
    st.write(f"Loaded now: {text.school_line(own.school, own.as_at)}.")
    choice = st.radio(
        mapping_text.WHAT_IT_IS,
        (mapping_text.IN_PLACE, mapping_text.IN_ADDITION),
        key=upload_state.key("what it is"),
    )
    return own if choice == mapping_text.IN_ADDITION else None
