"""Guidance to read, who outside can help, and what may be said about evidence."""

import streamlit as st

from cwsw.access import Right
from cwsw.advice import library
from cwsw.ui import help_texts, session

session.require(Right.HELP)
session.page_header("Help and guidance", "What to read, whom to ask, and how sure one can be.")

help_texts.show_area(session.workspace())
st.header("Who can help")
help_texts.show_routes()
st.header("Guidance reports of the Education Endowment Foundation")
help_texts.show_guidance()
st.header("What is known about these children")
help_texts.show_findings()
st.header("The law, in one line")
st.write(library.principles().law)
st.header("What we say about evidence")
help_texts.show_evidence()
