"""Reads from an .xlsx file which rows and columns are hidden, struck through or not worked out."""

import io
import posixpath
import zipfile

from lxml import etree

from cwsw.intake.containers import opened
from cwsw.intake.formats.traces import FORMULA, HIDDEN, STRUCK, Traces
from cwsw.intake.formats.xlsx_sheet import SheetXml, Struck
from cwsw.intake.grids import Marks

_MOST_PARSED = 30 * 2**20
"""Bytes of a part that is parsed whole: the list of sheets, the styles."""


def xlsx_marks(data: bytes, traces: Traces) -> dict[str, Marks]:
    """Sheet -> its marks. Raises what zipfile and lxml raise on damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        struck = Struck(frozenset(), frozenset())
        if traces.of(STRUCK) - _sheet_parts(traces):
            struck = Struck(_struck_styles(archive), _struck_texts(archive, traces))
        book = _read(archive, "xl/workbook.xml")
        # Written by programs that do not calculate: the results in the file are placeholders.
        is_stale = b'fullCalcOnLoad="1"' in book or b'fullCalcOnLoad="true"' in book
        return {
            sheet: _sheet_marks(archive, part, traces, struck, is_stale=is_stale)
            for sheet, part in _parts(archive, book).items()
            if struck or traces.parts.get(part)
        }


def _sheet_parts(traces: Traces) -> set[str]:
    return {part for part in traces.parts if "/worksheets/" in part}


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with opened(archive, archive.getinfo(part)) as stream:
        return stream.read()


def _parsed(data: bytes) -> etree._Element:
    if len(data) > _MOST_PARSED:
        raise ValueError("a part that is small in every workbook is not")
    # No entities and no network: the file comes from a stranger.
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, safe)


def _parts(archive: zipfile.ZipFile, book: bytes) -> dict[str, str]:
    """Sheet -> the part that holds it."""
    links = _parsed(_read(archive, "xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for sheet in _parsed(book).iter("{*}sheet"):
        link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        target = targets.get(link, "")
        parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def _struck_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles whose font has a line through it."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = _parsed(_read(archive, "xl/styles.xml"))
    fonts = styles.find("{*}fonts")
    formats = styles.find("{*}cellXfs")
    if fonts is None or formats is None:
        return frozenset()
    struck = {str(n) for n, font in enumerate(fonts) if _is_struck(font)}
    struck_styles = (
        str(n).encode() for n, xf in enumerate(formats) if xf.get("fontId", "0") in struck
    )
    return frozenset(struck_styles)


def _is_struck(element: etree._Element) -> bool:
    return any(strike.get("val", "1") not in ("0", "false") for strike in element.iter("{*}strike"))


def _struck_texts(archive: zipfile.ZipFile, traces: Traces) -> frozenset[bytes]:
    """The numbers of the shared texts of which a part has a line through it."""
    part = next((p for p in traces.of(STRUCK) if p.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return frozenset()
    struck = []
    with opened(archive, archive.getinfo(part)) as stream:
        texts = etree.iterparse(
            stream, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False
        )
        for number, (_, text) in enumerate(texts):
            if _is_struck(text):
                struck.append(str(number).encode())
            # A million texts would fill the memory: each is dropped once it was looked at.
            text.clear()
            parent = text.getparent()
            if parent is not None:
                del parent[: parent.index(text)]
    return frozenset(struck)


def _sheet_marks(
    archive: zipfile.ZipFile, part: str, traces: Traces, struck: Struck, *, is_stale: bool
) -> Marks:
    sheet = SheetXml(_read(archive, part))
    part_traces = traces.parts.get(part, set())
    return Marks(
        frozenset(sheet.hidden_rows()) if HIDDEN in part_traces else frozenset(),
        frozenset(sheet.struck_rows(struck, within=STRUCK in part_traces)),
        frozenset(sheet.hidden_columns()) if HIDDEN in part_traces else frozenset(),
        sheet.unsaved(is_stale=is_stale) if FORMULA in part_traces else {},
    )
