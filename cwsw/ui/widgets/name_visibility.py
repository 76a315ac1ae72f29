"""The switch that hides names on a shared screen: a pupil is then a number on every list.

What is hidden is never given to Streamlit, so that it is not in the page and never reaches the
browser. Free text of staff may hold a name, and goes with the names.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from cwsw.tables.codes import year_group_label
from cwsw.tables.controls import one_line, without_controls

HIDE_NAMES = "Hide names"
CHILD = ("Child", "Year group", "Form")
"""The headings of `Names.place`."""
HIDDEN_TEXT = "(hidden with the names)"
_HIDDEN = "names_hidden"
_SWITCH = "names_hidden_switch"


class Named(Protocol):
    """Anybody with a name, and with a number that is shown in its place."""

    @property
    def number(self) -> int: ...
    @property
    def surname(self) -> str | None: ...
    @property
    def forename(self) -> str | None: ...
    @property
    def year_group(self) -> int | None: ...
    @property
    def form(self) -> str | None: ...


@dataclass(frozen=True)
class Names:
    """How pupils are named on a page."""

    hidden: bool

    def of(self, pupil: Named) -> str:
        """'Surname, Forename', or 'Pupil 12'."""
        return f"Pupil {pupil.number}" if self.hidden else full_name(pupil)

    def place(self, pupil: Named) -> tuple[str, str, str]:
        """Name, year group and form: how a row of every list begins."""
        year = "" if pupil.year_group is None else year_group_label(pupil.year_group)
        return self.of(pupil), year, one_line(pupil.form or "")

    def text(self, words: str | None) -> str:
        """What staff wrote, unless names are hidden."""
        # What nobody wrote stays blank: "hidden" would say that there is something.
        return HIDDEN_TEXT if self.hidden and words else without_controls(words or "")

    def options(self, pupils: Sequence[Named]) -> Mapping[str, int]:
        """Words for a select box -> place in the list; alike names are told apart by number."""
        places: dict[str, int] = {}
        for place, pupil in enumerate(pupils):
            words = ", ".join(part for part in self.place(pupil) if part)
            # Streamlit tells options apart by their words alone.
            places[f"{words} (no. {pupil.number})" if words in places else words] = place
        return places


def by_place(pupil: Named) -> tuple[int, str, str, str, int]:
    """The sort key of every list of children: year group, form, surname; no year group last."""
    # None cannot be compared with a number.
    year = sys.maxsize if pupil.year_group is None else pupil.year_group
    return year, pupil.form or "", pupil.surname or "", pupil.forename or "", pupil.number


def full_name(pupil: Named) -> str:
    """'Surname, Forename', or what there is of it."""
    parts = (one_line(part) for part in (pupil.surname, pupil.forename) if part)
    return ", ".join(filter(None, parts)) or "(no name)"


def name_switch() -> None:
    """Show the switch; it is in the menu, the same for every page."""
    st.toggle(
        HIDE_NAMES,
        value=st.session_state.get(_HIDDEN, False),
        key=_SWITCH,
        on_change=_remember,
    )


def name_visibility() -> Names:
    """How pupils are named while the switch is as it is now."""
    return Names(bool(st.session_state.get(_HIDDEN, False)))


def _remember() -> None:
    # Under a key of our own: Streamlit drops a widget's value on a run that does not draw it, and
    # somebody without the switch would show the names again.
    st.session_state[_HIDDEN] = st.session_state[_SWITCH]
