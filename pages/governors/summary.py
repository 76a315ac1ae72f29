"""Governors: six questions in sentences, with nothing by which a child could be recognised."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import governors, session, text

session.require(Right.PUBLICATIONS)
session.page_header("Governors", text.GOVERNORS_LEAD)
shown = session.published()
st.info(text.DRAFT)
governors.show_publication(shown)
