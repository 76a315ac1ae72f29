"""Hidden rows and columns, struck-through cells and formulas without results of an .xlsx file.

Sheets may be large, so their rows and cells are found by their tags. That is safe: in XML a `<`
begins a tag wherever it stands outside of comments, and a comment could at most cause a warning.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from cwsw.intake.containers import opened
from cwsw.intake.formats.traces import FORMULA, HIDDEN, STRUCK, Traces
from cwsw.intake.grids import Marks

_MOST_PARSED = 30 * 2**20
"""Bytes of a part that is parsed whole: the list of sheets, the styles."""

# fmt: off
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(row|c)\b([^<>]*)>(?!\s*</(?:\w+:)?c>)(?:\s*<(?:\w+:)?v>(\d+)<)?"
)
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^<>]*val\s*=\s*["'](?:0|false))""")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)|<(?:\w+:)?v>([^<]*)<)?"
)
# fmt: on
_TRUE = (b"1", b"true")

Attributes = Mapping[bytes, bytes]


def xlsx_marks(data: bytes, traces: Traces) -> dict[str, Marks]:
    """Sheet -> its marks. Raises what zipfile and lxml raise on damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        struck = _Struck(frozenset(), frozenset())
        if traces.of(STRUCK) - _sheet_parts(traces):
            struck = _Struck(_struck_styles(archive), _struck_texts(archive, traces))
        book = _read(archive, "xl/workbook.xml")
        is_stale = b'fullCalcOnLoad="1"' in book or b'fullCalcOnLoad="true"' in book
        return {
            sheet: _sheet_marks(archive, part, traces, struck, is_stale=is_stale)
            for sheet, part in _parts(archive, book).items()
            if struck or traces.found.get(part)
        }


def _sheet_parts(traces: Traces) -> set[str]:
    return {part for part in traces.found if "/worksheets/" in part}


@dataclass(frozen=True)
class _Struck:
    """Numbers of the cell styles, and of the shared texts, that have a line through them."""

    styles: frozenset[bytes]
    texts: frozenset[bytes]

    def __bool__(self) -> bool:
        return bool(self.styles or self.texts)


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with opened(archive, archive.getinfo(part)) as stream:
        return stream.read()


def _parsed(data: bytes) -> etree._Element:
    if len(data) > _MOST_PARSED:
        raise ValueError("a part that is small in every workbook is not")
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, safe)


def _parts(archive: zipfile.ZipFile, book: bytes) -> dict[str, str]:
    """Sheet -> the part that holds it."""
    links = _parsed(_read(archive, "xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    made = {}
    for sheet in _parsed(book).iter("{*}sheet"):
        link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        target = targets.get(link, "")
        made[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return made


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
    made = (str(n).encode() for n, xf in enumerate(formats) if xf.get("fontId", "0") in struck)
    return frozenset(made)


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
            text.clear()
            parent = text.getparent()
            if parent is not None:
                del parent[: parent.index(text)]
    return frozenset(struck)


def _sheet_marks(
    archive: zipfile.ZipFile, part: str, traces: Traces, struck: _Struck, *, is_stale: bool
) -> Marks:
    xml = _read(archive, part)
    told = traces.found.get(part, set())
    struck_rows = set(_rows_struck_within(xml)) if STRUCK in told else set()
    if struck:
        struck_rows |= set(_rows_of_struck_cells(xml, struck))
    return Marks(
        frozenset(_hidden_rows(xml)) if HIDDEN in told else frozenset(),
        frozenset(struck_rows),
        frozenset(_hidden_columns(xml)) if HIDDEN in told else frozenset(),
        _unsaved(xml, is_stale=is_stale) if FORMULA in told else {},
    )


def _attributes(tag: bytes) -> Attributes:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _row_number(about: Attributes, before: int) -> int:
    return int(about[b"r"]) if about.get(b"r", b"").isdigit() else before + 1


def _hidden_rows(xml: bytes) -> Iterator[int]:
    number = 0
    for tag in _ROW.findall(xml):
        about = _attributes(tag)
        number = _row_number(about, number)
        if about.get(b"hidden") in _TRUE or about.get(b"ht") == b"0":
            yield number


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for tag in _COLUMN.findall(xml):
        about = _attributes(tag)
        if about.get(b"hidden") in _TRUE:
            first, last = int(about[b"min"]), min(int(about[b"max"]), 16_384)
            yield from range(first - 1, last)


def _rows_of_struck_cells(xml: bytes, struck: _Struck) -> Iterator[int]:
    number = 0
    for kind, tag, text in _ROW_OR_CELL.findall(xml):
        if kind == b"row":
            number = _row_number(_attributes(tag), number)
        elif not tag.endswith(b"/"):  # a cell with something in it
            about = _attributes(tag)
            if about.get(b"s") in struck.styles or (
                text in struck.texts and about.get(b"t") == b"s"
            ):
                yield number


def _rows_struck_within(xml: bytes) -> Iterator[int]:
    """The rows with a line through a part of a text that stands in the sheet itself."""
    end = xml.find(b"sheetData>", xml.find(b"sheetData") + 10)
    marks = (match.start() for match in _STRIKE.finditer(xml, 0, end))
    rows = [(match.start(), match[1]) for match in _ROW.finditer(xml, 0, end)]
    at = number = 0
    for mark in marks:
        while at < len(rows) and rows[at][0] < mark:
            number = _row_number(_attributes(rows[at][1]), number)
            at += 1
        yield number


def _unsaved(xml: bytes, *, is_stale: bool) -> dict[int, list[int]]:
    """Column -> rows of the formulas without results.

    A program that cannot work formulas out leaves the result away, or writes 0 for each and asks
    the next program to do it (`is_stale`). A text result may be an empty one.
    """
    made: dict[int, list[int]] = {}
    worked_out = set()
    for tag, empty, value in _FORMULA.findall(xml):
        about = _attributes(tag)
        column, row = _place(about.get(b"r", b""))
        if (value or (empty and about.get(b"t") == b"str")) and not (is_stale and value == b"0"):
            worked_out.add(column)
        elif row:
            made.setdefault(column, []).append(row)
    if is_stale:
        made = {column: rows for column, rows in made.items() if column not in worked_out}
    return made


def _place(reference: bytes) -> tuple[int, int]:
    """b'AB12' -> (27, 12): the column from 0, the row from 1; row 0 where it is none."""
    letters = reference.rstrip(b"0123456789")
    digits = reference[len(letters) :]
    column = 0
    for letter in letters[:3].upper():
        column = column * 26 + letter - 64
    return column - 1, int(digits) if digits.isdigit() and len(digits) < 8 else 0
