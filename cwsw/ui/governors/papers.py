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


def governor_downloads(summary: PublishedSummary) -> None:
    """Show the buttons of the sheet (PDF) and of the spreadsheet."""
    name = file_name(summary)
    with st.container(horizontal=True):
        # From the publication alone: no paper can say more than the page that governors read.
        make = partial(governors_pdf, summary)
        download_button(PDF, make, f"{name}.pdf", key="governors_pdf")
        make = partial(governors_workbook, summary)
        download_button(SPREADSHEET, make, f"{name}.xlsx", key="governors_workbook")


def rounded_download(summary: RoundedSummary) -> None:
    """Show the button of the paper of a publication of the first rules."""
    name = f"{file_name(summary)}.pdf"
    download_button(PDF, partial(rounded_pdf, summary), name, key="rounded_pdf")


def file_name(summary: PublishedSummary | RoundedSummary) -> str:
    """'governors-2026-09-21', 'governors-draft-2026-07-17'; the school's name is in the file."""
    if summary.published is None:
        return f"governors-draft-{summary.as_at.isoformat()}"
    return f"governors-{summary.published.isoformat()}"
