"""Upload: a school's own spreadsheet in four steps."""

import streamlit as st

from cwsw.ui.state import session
from cwsw.ui.upload.page import show_steps
from cwsw.ui.wording import text

session.require_page(__file__)
st.title("Upload your spreadsheet")
st.write(text.UPLOAD_LEAD)
show_steps()
