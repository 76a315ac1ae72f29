"""What the files do not say of the school: the as-at date, its phase and name, asked once."""

from datetime import date

import streamlit as st

from cwsw.tables.codes import PHASES
from cwsw.tables.upload import Upload
from cwsw.ui.state import session
from cwsw.ui.upload import state, wording
from cwsw.ui.upload.state import PendingUpload, SchoolDetails
from cwsw.ui.wording import text


def show(pending: PendingUpload) -> None:
    """Ask for what is missing; once it is answered the figures are worked out."""
    school = pending.upload.school
    as_at = _as_at(pending.upload) if school.as_at is None else school.as_at
    phase, name = school.phase, school.name
    if phase is None:
        st.header(wording.ABOUT_SCHOOL)
        st.write(wording.ABOUT_SCHOOL_MEANS)
        phase, name = _phase(pending.upload), _name(pending.upload)
    use_side, cancel_side = st.columns(2)
    label = "Use this date" if school.phase else "Use these answers"
    if use_side.button(label, type="primary", disabled=as_at is None, width="stretch") and as_at:
        state.set_details(SchoolDetails(as_at, phase, name))
        st.rerun()
    cancel_side.button("Cancel", on_click=state.drop, width="stretch")


def _as_at(upload: Upload) -> date | None:
    """Ask for the as-at date; suggested from a title, or the latest row of the files."""
    st.header("For which day are the data true?")
    st.write(text.AS_AT_MEANS)
    titled = upload.titled.as_at
    if titled is not None:
        st.write(f"A title in your files says {text.day(titled)}.")
    if upload.latest_date is not None:
        st.write(f"The latest register or exclusion is of {text.day(upload.latest_date)}.")
    likely = titled or upload.latest_date
    # Suggested and never taken without asking: every child's group is taken on this day.
    day = st.date_input("As-at date", value=likely, format="DD/MM/YYYY")
    return day if isinstance(day, date) else None


def _phase(upload: Upload) -> str:
    """Ask for the phase; suggested from what was loaded before, a title, or the year groups."""
    own = session.own_workspace()
    loaded_phase = own.school.phase if own else None
    # What was loaded before is most likely still so; the year groups are the last resort.
    likely = loaded_phase or upload.titled.phase or phase_by_years(upload)
    return st.selectbox("Phase", PHASES, index=PHASES.index(likely))


def _name(upload: Upload) -> str | None:
    """Ask for the school's name; filled in already where it is known or a title says it."""
    own = session.own_workspace()
    likely = (own.school.name if own else None) or upload.titled.name or ""
    return st.text_input("School name (may stay blank)", value=likely, max_chars=100) or None


def phase_by_years(upload: Upload) -> str:
    """'primary' for Years R to 6, 'secondary' for 7 to 13, 'all-through' for both."""
    groups = upload.tables["pupils"].column("year_group").drop_null().to_pylist()
    if not groups or (min(groups) < 7 <= max(groups)):
        return "all-through"
    if min(groups) >= 7:
        return "post-16" if min(groups) >= 12 else "secondary"
    return "nursery" if max(groups) < 0 else "primary"
