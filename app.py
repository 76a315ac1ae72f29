"""The dashboard: page set-up, who is here, navigation. Start it with `python3 run.py`."""

import streamlit as st

from cwsw.ui import shell
from cwsw.ui.wording import text

shell.prepare()
# At every run and for strangers too: until it is called once, Streamlit takes the files of pages/
# for pages by themselves, and the guard of the menu is left out.
page = st.navigation(shell.menu(), position="hidden")
st.set_page_config(page_title=text.page_title(page.title), page_icon=shell.ICON)
shell.show(page)
