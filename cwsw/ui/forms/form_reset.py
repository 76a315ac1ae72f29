"""Forms that stand empty again once what they asked was kept, and keep their words until then."""

import streamlit as st


def turn(form: str) -> int:
    """How often a form was done with in this visit: a part of the keys of its fields."""
    return int(st.session_state.get(_key(form), 0))


def done_with(form: str) -> None:
    """Have the form stand empty from the next run on."""
    st.session_state[_key(form)] = turn(form) + 1


def _key(form: str) -> str:
    return f"{form}_turn"
