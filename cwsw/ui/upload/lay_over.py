"""The confirm step where data are loaded already: what changes, and what is asked before it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

import streamlit as st

from cwsw.access import Right
from cwsw.records.differences import Differences, differences
from cwsw.records.next_upload import RECORDS, LaidOver, lay_over
from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME, PLANS, PUPILS
from cwsw.tables.upload import FLAT, Upload
from cwsw.ui.data.former_pupils import former_table
from cwsw.ui.state import archives, session
from cwsw.ui.state.version_cache import cached, forget
from cwsw.ui.upload import doubtful, recorded_questions, what_changed
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import archive_wording, text

TITLE = "What changes"
COMPARING = "Comparing with what is loaded now"
ANOTHER_SCHOOL = (
    "This upload is of another school than the one loaded now. What your team wrote there is not "
    "about these children, so it is dropped unless you untick Start anew below."
)
CARRIED = "What your team added is kept with the new upload"
NOTHING_CARRIED = "Everything your team added is in the new upload already."
HELD_APART = (
    "Your team wrote something about these pupils, and they are no longer in Pupils. What was "
    "written is held apart: it counts in no figure. You find it on the page Keep on this "
    "machine and in every workbook you download. It counts again if they return."
)
ANEW = "Start anew: leave behind everything your team added"
ANEW_MEANS = "Everything your team added is then gone. Download the workbook first to keep it."
DECISIONS = (
    "Decisions on the lists are kept word for word. A plan that was refused and is listed again "
    "counts again until it is decided: see Compare lists."
)
MEANWHILE = (
    "Nothing was changed. Somebody recorded something while you looked, so the questions are not "
    "the same any more. Look once more, and confirm."
)
_ANEW = "upload_anew"
"""With the upload's own id behind it: a tick for one school never counts for the next."""
_QUESTIONS_NOW, _QUESTIONS_ON_SCREEN = "laid_asked", "laid_seen"
"""The questions of this run of the page, and those that were on the screen before it."""


def show(new: Workspace) -> bool:
    """Show what changes, what is asked and what is held apart; whether it may be confirmed."""
    user = session.require(Right.UPLOAD)
    # What is kept and not open is not replaced by this upload: both would exist side by side.
    if user.may(Right.KEEP) and archives.not_open(user.school) is not None:
        st.warning(archive_wording.NOT_OPEN)
    former = session.own_workspace()
    if former is None:
        return True
    st.header(TITLE)
    is_another = _is_another(former, new)
    if is_another:
        st.warning(ANOTHER_SCHOOL)
    # Against another school's data every upload looks wrong: the warning above says it already.
    is_sure = is_another or doubtful.show(former, new)
    is_answered = _show_overlay(former, new)
    # Ticked to begin with for another school: nothing written of its children is about these.
    if st.checkbox(ANEW, is_another, key=f"{_ANEW} {new.id}"):
        st.warning(ANEW_MEANS)
    return is_sure and is_answered


def exclusive_own_data() -> AbstractContextManager[None]:
    """Keep others from adding to what is loaded, so that nothing is lost when it is replaced."""
    former = session.own_workspace()
    return nullcontext() if former is None else former.exclusive()


def with_additions(new: Workspace) -> Workspace | None:
    """The new data with what the team added, unless they are to start anew.

    None where what is asked is no longer what was on the screen.
    """
    former = session.own_workspace()
    if former is None or _is_anew(former, new):
        # The comparison names pupils of the former data, which go now.
        forget(new)
        return new
    overlaid = lay_over(former, new.as_upload(), recorded_questions.answers(new), new.as_at)
    if _keys(overlaid) != st.session_state.get(f"{_QUESTIONS_ON_SCREEN} {new.id}"):
        return None
    return Workspace.load(overlaid.upload, new.as_at)


def _show_overlay(former: Workspace, new: Workspace) -> bool:
    """The changes in words, the questions, and the records; whether every question is answered."""
    if _is_anew(former, new):
        with st.spinner(COMPARING):
            what_changed.show(
                cached(new, _differences_anew, former.id, former.version), former, new
            )
        return True
    overlaid = _cached_overlay(former, new)
    _remember(new, overlaid)
    with st.spinner(COMPARING):
        what_changed.show(cached(new, _differences_overlaid, *_state(former, new)), former, new)
    is_answered = recorded_questions.show(new, overlaid)
    _show_records(overlaid)
    return is_answered


_AnswerPairs = tuple[tuple[str, str], ...]


def _state(former: Workspace, new: Workspace) -> tuple[str, int, _AnswerPairs]:
    """What laying over depends on besides the new data: what is loaded, and the answers."""
    answers = tuple(sorted(recorded_questions.answers(new).items()))
    # The revision and not the version: records that show in no figure are laid over too.
    return former.id, former.revision, answers


def _cached_overlay(former: Workspace, new: Workspace) -> LaidOver:
    return cached(new, _overlay, *_state(former, new))


def _overlay(new: Workspace, _id: str, _revision: int, answers: _AnswerPairs) -> LaidOver:
    former = session.own_workspace() or new
    return lay_over(former, _without_figures(new), dict(answers), new.as_at)


def _without_figures(new: Workspace) -> Upload:
    """The new data as far as they are laid over; registers are many rows, and stay as they are."""
    tables = {name: new.rows(name) for name in (PUPILS.name, PLANS.name, FLAT, *RECORDS)}
    present = {n: rows for n, rows in tables.items() if rows.num_rows or n in new.supplied}
    return Upload(new.school, present, former_records=new.former_records)


def _differences_overlaid(new: Workspace, *_: object) -> Differences:
    """What changes; forgotten with the new data, or by `with_additions`, since it names pupils."""
    former = session.own_workspace() or new
    overlaid = _cached_overlay(former, new)
    return differences(former, overlaid.upload, overlaid.moved, new.as_at)


def _differences_anew(new: Workspace, *_: object) -> Differences:
    """The same where nothing is laid over."""
    return differences(session.own_workspace() or new, _without_figures(new), None, new.as_at)


def _remember(new: Workspace, overlaid: LaidOver) -> None:
    """Note what is asked now, and what was on the screen when somebody pressed a button."""
    asked_keys = st.session_state.get(f"{_QUESTIONS_NOW} {new.id}")
    st.session_state[f"{_QUESTIONS_ON_SCREEN} {new.id}"] = asked_keys
    st.session_state[f"{_QUESTIONS_NOW} {new.id}"] = _keys(overlaid)


def _keys(overlaid: LaidOver) -> tuple[str, ...]:
    return tuple(question.key for question in overlaid.questions)


def _is_anew(former: Workspace, new: Workspace) -> bool:
    return bool(st.session_state.get(f"{_ANEW} {new.id}", _is_another(former, new)))


def _show_records(overlaid: LaidOver) -> None:
    """Show what staff added that goes with the new upload, and what is held apart."""
    st.write(_carried(overlaid.carried))
    if overlaid.confirmed:
        words = text.counted(overlaid.confirmed, "recorded change is", "recorded changes are")
        st.write(f"{words} in this file too: settled.")
    if "decisions" in overlaid.carried:
        st.write(DECISIONS)
    if overlaid.former_records:
        st.write(HELD_APART)
        former = former_table(overlaid.upload.former_records)
        with st.expander(f"{archive_wording.FORMER}: {len(former.rows):,}"):
            show_table(former, lists_children=True)


def _carried(counts: Mapping[str, int]) -> str:
    if not counts:
        return NOTHING_CARRIED
    parts = (f"{BY_NAME[name].sheet} {n:,}" for name, n in counts.items())
    return f"{CARRIED}: {text.listed(parts)}."


def _is_another(former: Workspace, new: Workspace) -> bool:
    former_school, other = former.school, new.school
    if former_school.urn and other.urn:
        return former_school.urn != other.urn
    names = [" ".join((school.name or "").split()).casefold() for school in (former_school, other)]
    return all(names) and names[0] != names[1]
