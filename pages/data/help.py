"""Guidance to read, who outside can help, and how strong the evidence is."""

import streamlit as st

from cwsw.ui.data.guidance import show_guide
from cwsw.ui.state import session

session.require_page(__file__)
st.title("Help and guidance")
show_guide(session.workspace())
