"""Two people with the same form: what each has seen, and the conflict where one was first."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from cwsw.records import ChangedMeanwhile
from cwsw.reports.document import Table
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

CHANGED = (
    "Somebody else was here first: what this is about has changed since you opened the page, so "
    "yours was not kept. Both are below. Press the button again to keep yours as well."
)
TAKEN_AWAY = "taken away"
_MOST = 5
_BY_FORM = "as_seen"

T = TypeVar("T")


def as_seen(form: str, current: tuple[T, ...]) -> tuple[T, ...]:
    """The facts that this visitor saw when the form was last drawn.

    `current` is what they see from this run on, and what is returned where they see it first.
    """
    # In the visit: two people who have the same form open have seen different things.
    by_form: dict[str, tuple[T, ...]] = st.session_state.setdefault(_BY_FORM, {})
    before = by_form.get(form, current)
    by_form[form] = current
    # Once the conflict was shown, `current` has been seen: pressing again saves.
    return before


def show_conflict(conflict: ChangedMeanwhile) -> None:
    """Show that somebody was first: what is there now, and what was not saved."""
    st.error(CHANGED)
    current_lines = _lines("Now", conflict.theirs) or (("Now", TAKEN_AWAY),)
    rows = (*current_lines, *_lines("Yours, not kept", conflict.mine))
    show_table(Table("What is there now, and yours", ("Whose", "What it says"), rows))


def _lines(owner: str, facts: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    lines = [(owner, _words(fact)) for fact in facts[:_MOST]]
    more = len(facts) - _MOST
    return (*lines, *([(owner, f"and {more:,} more")] if more > 0 else []))


def _words(fact: Any) -> str:  # noqa: ANN401 - a fact of any kind
    """'State: told; By: A. Lead; On: 1 July 2026', without the pupil."""
    # Without the UPN: the form says which child it is about.
    named_values = ((f.name, getattr(fact, f.name)) for f in fields(fact) if f.name != "upn")
    return "; ".join(f"{_heading(name)}: {_value(value)}" for name, value in named_values if value)


def _heading(name: str) -> str:
    return text.capital(name.replace("_", " "))


def _value(value: object) -> str:
    return text.day(value) if isinstance(value, date) else str(value)
