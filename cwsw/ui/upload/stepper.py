"""A row of numbered steps that says, in words too, which are done and which is now."""

from collections.abc import Sequence
from html import escape

import streamlit as st

_STYLE = """
<style>
.cwsw-steps { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none;
  margin: 0 0 0.5rem !important; padding: 0 !important; }
.cwsw-steps li { margin: 0; padding: 0.25rem 0; border-bottom: 3px solid transparent; }
.cwsw-steps li[aria-current] { font-weight: 700; border-bottom-color: currentColor; }
[data-testid="stBaseButton-primaryFormSubmit"]:not(:disabled) {
  background-color: #0b5394 !important;
  border-color: currentColor !important;
  color: #ffffff !important;
}
</style>
"""
"""The steps; and the main button of a form, dark blue in both schemes as that of a page is."""


def show_stepper(steps: Sequence[str], current_place: int) -> None:
    """Show the steps as an ordered list; `current_place` is the place of the current one."""
    items = "".join(_item(place, name, current_place) for place, name in enumerate(steps))
    label = f"Step {current_place + 1} of {len(steps)}: {steps[current_place]}"
    st.html(f'{_STYLE}<ol class="cwsw-steps" role="list" aria-label="{escape(label)}">{items}</ol>')


def _item(place: int, name: str, current_place: int) -> str:
    # In words too: colour and weight alone say nothing to a screen reader.
    state = "done" if place < current_place else "now" if place == current_place else "to come"
    current = ' aria-current="step"' if place == current_place else ""
    return f"<li{current}>{place + 1}. {escape(name)} ({state})</li>"
