"""The start page, while no school is loaded: what this is, sample schools, upload, workbook."""

import streamlit as st

from cwsw.access import Right, User
from cwsw.intake.workbook import empty_workbook
from cwsw.ui.data import archive_page
from cwsw.ui.state import session
from cwsw.ui.widgets import links
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.wording import text

SAMPLES = "Two made-up schools with every kind of figure. Nothing of yours is needed."
WORKBOOK = "One sheet for each kind of data, with drop-down lists, an example row and notes."
DOWNLOAD_WORKBOOK = "Download the empty workbook"


def start(user: User) -> None:
    """Show the whole page of a dashboard into which nothing has been loaded."""
    st.title(text.TITLE)
    st.write(text.WHAT_THIS_IS)
    st.write(text.WHO_IS_MEANT)
    st.write(text.NO_DATA)
    archive_page.offer(user)
    ways_in(user)


def ways_in(user: User) -> None:
    """Show the sample schools, the upload and the empty workbook."""
    st.header("Try a sample school")
    st.write(SAMPLES)
    session.sample_buttons(page=links.OVERVIEW)
    if user.may(Right.UPLOAD):
        st.header("Upload your spreadsheet")
        st.write(f"Excel, OpenDocument or CSV. {text.TWO_SHEETS}")
        if st.button("Upload your spreadsheet", type="primary"):
            st.switch_page(links.UPLOAD)
    st.header(DOWNLOAD_WORKBOOK)
    st.write(WORKBOOK)
    download_button(DOWNLOAD_WORKBOOK, empty_workbook, "children-with-a-social-worker.xlsx")
