"""The confirm step where data are loaded already: what differs, and what the team wrote."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date

import streamlit as st

from cwsw.access import Right
from cwsw.records.differences import Differences, PlanChange, PupilChange, differences
from cwsw.records.lay_over import LaidOver, lay_over
from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME
from cwsw.ui import archives, session, text
from cwsw.ui.data import archive_wording
from cwsw.ui.data.former_pupils import former_table
from cwsw.ui.once import once
from cwsw.ui.tables import Table, show_table

TITLE = "What changes"
COMPARING = "Comparing with what is loaded now"
ANOTHER_SCHOOL = (
    "This upload is of another school than the one loaded now. What your team wrote there says "
    "nothing of these children, so it is left behind unless you untick Start anew below."
)
CARRIED = "What your team added is laid over the new upload"
NOTHING_CARRIED = "Your team added nothing that the new upload does not bring itself."
HELD = (
    "Pupils of whom your team wrote something and who are no longer in Pupils. What was written is "
    "held apart: it counts in no figure, stands on the page Keep on this machine, goes with every "
    "workbook you download, and comes back to its place if they do."
)
ANEW = "Start anew: leave behind everything your team added"
ANEW_MEANS = "Everything your team added is then gone. Download the workbook first to keep it."
DECISIONS = (
    "Decisions on the lists are kept word for word. A plan that was refused and is listed again "
    "counts again until it is decided: see Compare lists."
)
_ANEW = "upload_anew"
"""With the upload's own id behind it: a tick for one school never counts for the next."""


def show(new: Workspace) -> None:
    """Differences, what is carried over and what is held apart; nothing on a first upload."""
    who = session.require(Right.UPLOAD)
    if who.may(Right.KEEP) and archives.not_open(who.school) is not None:
        st.warning(archive_wording.NOT_OPEN)
    former = session.own_workspace()
    if former is None:
        return
    st.header(TITLE)
    is_another = _is_another(former, new)
    if is_another:
        st.warning(ANOTHER_SCHOOL)
    with st.spinner(COMPARING):
        found = once(new, _against_former, former.id, former.version)
    show_differences(found)
    _show_laid(lay_over(former, new.as_upload()))
    if st.checkbox(ANEW, is_another, key=f"{_ANEW} {new.id}"):
        st.warning(ANEW_MEANS)


def _against_former(new: Workspace, *_: object) -> Differences:
    """What differs; it names pupils, so it is forgotten with the new data."""
    return differences(session.own_workspace() or new, new)


def undisturbed() -> AbstractContextManager[None]:
    """While this lasts nobody adds anything to what is loaded, so that nothing falls between."""
    former = session.own_workspace()
    return nullcontext() if former is None else former.alone()


def laid(new: Workspace) -> Workspace:
    """The new data with what the team added, unless they are to start anew."""
    former = session.own_workspace()
    if former is None or st.session_state.get(f"{_ANEW} {new.id}", _is_another(former, new)):
        return new
    return Workspace.load(lay_over(former, new.as_upload()).upload, new.as_at)


def show_differences(found: Differences) -> None:
    """Counts for every sheet, and the pupils by name."""
    rows = tuple((t.sheet, f"{t.new:,}", f"{t.changed:,}", f"{t.gone:,}") for t in found.tables)
    headings = ("Sheet", "New", "Changed", "No longer there")
    show_table(Table("Against what is loaded now", headings, rows, frozenset({1, 2, 3})))
    for words, pupils in (
        ("new", found.new),
        ("changed", found.changed),
        ("no longer in Pupils", found.gone),
    ):
        if pupils:
            with st.expander(f"{text.count(len(pupils), 'pupil')} {words}"):
                show_table(_pupils(f"Pupils {words}", pupils))
    if found.plans:
        with st.expander(f"{text.count(len(found.plans), 'plan')} new, changed or gone"):
            show_table(_plans(found.plans))


def _plans(found: Sequence[PlanChange]) -> Table:
    rows = tuple((p.name, p.change, p.plan, _day(p.start), _day(p.end) or "open") for p in found)
    return Table("Plans that differ", ("Pupil", "Plan is", "Plan", "Start", "End"), rows)


def _day(day: date | None) -> str:
    return text.day(day) if day else ""


def _pupils(caption: str, pupils: Sequence[PupilChange]) -> Table:
    if not any(pupil.fields for pupil in pupils):
        return Table(caption, ("Pupil",), tuple((pupil.name,) for pupil in pupils))
    rows = tuple((pupil.name, ", ".join(pupil.fields)) for pupil in pupils)
    return Table(caption, ("Pupil", "What changed"), rows)


def _show_laid(laid: LaidOver) -> None:
    st.write(_carried(laid.carried))
    if "decisions" in laid.carried:
        st.write(DECISIONS)
    if laid.held:
        st.write(HELD)
        show_table(former_table(laid.upload.held))


def _carried(counts: Mapping[str, int]) -> str:
    if not counts:
        return NOTHING_CARRIED
    parts = (f"{BY_NAME[name].sheet} {n:,}" for name, n in counts.items())
    return f"{CARRIED}: {text.listed(parts)}."


def _is_another(former: Workspace, new: Workspace) -> bool:
    one, other = former.school, new.school
    if one.urn and other.urn:
        return one.urn != other.urn
    names = [" ".join((school.name or "").split()).casefold() for school in (one, other)]
    return all(names) and names[0] != names[1]
