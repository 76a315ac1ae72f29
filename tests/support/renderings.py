"""The words of a document in each of its renderings, as its reader gets them and in their order."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import unescape
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell import Cell
from streamlit.testing.v1 import AppTest

from cwsw.reports.document import Document
from cwsw.reports.document.html import html
from cwsw.reports.document.plain_text import plain_text
from cwsw.reports.document.workbook import workbook
from cwsw.reports.paper import pdf
from tests.support import pdfs
from tests.support.app import TIME, messages

DAY = date(2026, 7, 17)
Words = list[str]


def _words(lines: Iterable[str]) -> Words:
    """Words and numbers, without signs and without the numbers of a list."""
    unnumbered = (re.sub(r"^\s*\d+\\?\.( |$)", "", line, flags=re.MULTILINE) for line in lines)
    return re.findall(r"[^\W_]+", " ".join(unnumbered).replace(",", "").replace("\u200b", ""))


def _of_html(body: str) -> str:
    """What a page says: pictures as their words, no tags, no style."""
    visible = re.sub(r"<style>.*?</style>", " ", body, flags=re.DOTALL)
    visible = re.sub(r'<img alt="([^"]*)"[^>]*>', r" \1 ", visible)
    return unescape(re.sub(r"<[^>]*>", "\n", visible))


def html_words(document: Document) -> Words:
    """Of the web page."""
    return _words([_of_html(html(document).decode().partition("</h1>")[2])])


def pdf_words(document: Document) -> Words:
    """Of the paper, as a screen reader says it: heads and feet of pages are left out."""
    title, *lines = pdfs.words(pdfs.opened(pdf(document, DAY)))
    assert "".join(title.split()) == "".join(document.title.split())
    return _words(lines)


def text_words(document: Document) -> Words:
    """Of the plain text."""
    return _words([plain_text(document).decode().partition("\n\n")[2]])


def sheet_words(document: Document) -> Words:
    """Of the spreadsheet."""
    page = load_workbook(BytesIO(workbook({"Sheet": document}, DAY)))["Sheet"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    above = 1 if document.title else 0
    return _words(map(_of_cell, cells[above:]))


def _of_cell(cell: Cell) -> str:
    """As a spreadsheet program shows it."""
    return f"{cell.value:.1f}" if cell.number_format == "#,##0.0" else str(cell.value)


def screen_words(document: Document) -> Words:
    """Of the page on the screen."""
    at = AppTest.from_function(_show, default_timeout=TIME, kwargs={"document": document}).run()
    assert not at.exception
    return _words(_of_message(message) for message in messages(at))


def _show(document) -> None:  # type: ignore[no-untyped-def]  # its source alone is run: it knows no name of this module
    from cwsw.ui.widgets.document import show_document

    show_document(document)


def _of_message(message: object) -> str:
    """The words of one of Streamlit's messages: a text, a chart's alternative, a label."""
    for field in ("body", "alt", "label"):
        words = getattr(message, field, "")
        if words:
            return _of_html(words) if type(message).__name__ == "Html" else words
    return _of_message(message.expandable) if hasattr(message, "expandable") else ""


IN_ORDER: Mapping[str, Callable[[Document], Words]] = {
    "PDF": pdf_words,
    "screen": screen_words,
    "spreadsheet": sheet_words,
}
"""Renderings whose words come in the order of the web page."""
