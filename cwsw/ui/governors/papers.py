"""Downloads made from a publication: the sheet for the meeting, the spreadsheet for the minutes."""

from functools import partial

import streamlit as st

from cwsw.disclosure import PublishedSummary, RoundedSummary
from cwsw.reports.governors import governors_pdf
from cwsw.reports.governors_workbook import governors_workbook
from cwsw.reports.rounded import rounded_pdf
from cwsw.ui.widgets.downloads import download_button

PDF = "Download the sheet (PDF)"
SPREADSHEET = "Download the figures (spreadsheet)"


def governor_downloads(shown: PublishedSummary) -> None:
    """Two buttons; each file is made when its button is pressed, from the publication alone."""
    name = file_name(shown)
    with st.container(horizontal=True):
        make = partial(governors_pdf, shown)
        download_button(PDF, make, f"{name}.pdf", key="governors_pdf")
        make = partial(governors_workbook, shown)
        download_button(SPREADSHEET, make, f"{name}.xlsx", key="governors_workbook")


def rounded_download(shown: RoundedSummary) -> None:
    """The paper of a publication of the first rules."""
    name = f"{file_name(shown)}.pdf"
    download_button(PDF, partial(rounded_pdf, shown), name, key="rounded_pdf")


def file_name(shown: PublishedSummary | RoundedSummary) -> str:
    """'governors-2026-09-21', 'governors-draft-2026-07-17'; the school stands inside the file."""
    if shown.published is None:
        return f"governors-draft-{shown.as_at.isoformat()}"
    return f"governors-{shown.published.isoformat()}"
