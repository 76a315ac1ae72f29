"""Emptying forms: the fields keep what was typed until it is saved, and are empty after that.

Streamlit has no way to empty a field: a widget keeps its value for as long as its key is the same.
So each time a form is done with, its fields get other keys, and the old values are dropped.
"""

import streamlit as st


def round_of(form: str) -> int:
    """How often a form was reset in this visit: a part of the keys of its fields."""
    return int(st.session_state.get(_key(form), 0))


def reset_form(form: str) -> None:
    """Give the form's fields new keys, so that it is empty from the next run on."""
    st.session_state[_key(form)] = round_of(form) + 1


def _key(form: str) -> str:
    return f"{form}_turn"
