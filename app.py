"""The dashboard: page set-up, who is here, navigation. Start it with `python3 run.py`."""

import streamlit as st

from cwsw.ui import shell, text

shell.keep_uploads_in_memory()
st.set_page_config(page_title=text.TITLE, page_icon=shell.ICON, layout="centered")
page = st.navigation(shell.menu())
shell.show(page)
