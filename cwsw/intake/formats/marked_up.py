"""Reads files of tags: web pages, web pages saved as one file, and XML."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from cwsw.intake.formats.web_tables import is_cut_short, web_grids
from cwsw.intake.formats.xml_kinds import xml_kind
from cwsw.intake.formats.xml_workbook import xml_workbook_grids
from cwsw.intake.grids import Grid, SourceFile
from cwsw.intake.problems import Findings, Place
from cwsw.intake.sniff import Format
from cwsw.intake.texts import decode


def read(
    file: SourceFile, sheet: str, kind: Format, findings: Findings
) -> tuple[list[Grid], Format]:
    """The sheets of a file, none where it has no table; and what it is, for a sentence.

    Raises FileRefusedError.
    """
    if kind is Format.WEB_ARCHIVE:
        pages = _pages(file.data)
        return [g for page in pages for g in web_grids(file.name, sheet, decode(page))], kind
    # An XML file may be a workbook, a page, or one of the department's returns.
    actual = kind if kind is Format.WEB_PAGE else xml_kind(file.data)
    if actual is Format.XML_WORKBOOK:
        return xml_workbook_grids(file.name, file.data, findings), Format.XML
    if actual is Format.WEB_PAGE:
        text = decode(file.data)
        grids = web_grids(file.name, sheet, text)
        if grids and is_cut_short(text):
            _warn_of_cut(file.name, findings)
        return grids, actual
    return [], actual


def _pages(data: bytes) -> Iterator[bytes]:
    """The web pages in a file that holds them and their pictures as parts of one message."""
    message: Message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                yield page


def _warn_of_cut(name: str, findings: Findings) -> None:
    text = f"{name} ends within its table, as if it were cut short: save it again, or look whether "
    effect = "The rows that are there were read."
    findings.warning("page_cut_short", Place(name), f"{text}rows are missing.", effect)
