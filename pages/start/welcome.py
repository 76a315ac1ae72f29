"""Start: what this is, where the data go, and three ways in."""

import streamlit as st

from cwsw.access import Right
from cwsw.intake.workbook import empty_workbook
from cwsw.ui import archive_page, session, text
from cwsw.ui.shell import data_statement

who = session.require(Right.START)
session.page_header(text.TITLE)
st.write(text.WHAT_THIS_IS)
st.write(text.WHO_IS_MEANT)
archive_page.offer(who)

st.header("Try a sample school")
st.write("Two made-up schools with every kind of figure. Nothing of yours is needed.")
session.sample_buttons(then="pages/start/overview.py")

if who.may(Right.UPLOAD):
    st.header("Upload your spreadsheet")
    st.write(f"Excel, OpenDocument or CSV. {text.TWO_SHEETS}")
    if st.button("Upload your spreadsheet", type="primary"):
        st.switch_page("pages/start/upload.py")
    session.own_school()

st.header("Download the empty workbook")
st.write("One sheet for each kind of data, with drop-down lists, an example row and notes.")
st.download_button(
    "Download the empty workbook",
    data=empty_workbook,
    file_name="children-with-a-social-worker.xlsx",
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)

st.header(text.WHERE_TITLE)
st.write(data_statement())
