"""A paper that lists children: its button, and the question whether its reader should have it."""

from datetime import date
from functools import partial

from cwsw.reports.document import Document
from cwsw.reports.paper import pdf
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording import text


def paper_button(label: str, document: Document, day: date, name: str) -> None:
    """Show the button of a document as a PDF called `name`, made when it is pressed."""
    download_button(label, partial(pdf, document, day), f"{name}.pdf", kind="primary")


def guard(children: int, roster: Roster) -> str:
    """How many children a paper lists, and the question whether its reader should have it.

    '' where it lists none.
    """
    if not children:
        return ""
    listed = text.counted(children, "child", "children")
    # With names hidden the paper holds none either, so there is nothing to ask about.
    if roster.names.hidden:
        return f"It lists {listed} by number, not by name."
    return f"This page lists {listed}. Should the reader have this?"
