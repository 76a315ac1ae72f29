"""Tells what a file is from its content: names are often wrong, as systems save HTML as .xls."""

import io
import re
import zipfile
from enum import StrEnum

from cwsw.intake.containers import BROKEN
from cwsw.intake.limits import MAX_MEMBERS
from cwsw.intake.texts import stated_encoding


class Format(StrEnum):
    """The kinds of file that are recognised; those that no reader opens in words for a sentence."""

    EMPTY = "empty"
    WORKBOOK = "workbook"  # xlsx, xlsm, xlsb, ods, xls: what calamine opens
    ARCHIVE = "zip archive"
    TEXT = "text"
    WEB_PAGE = "a web page"
    WEB_ARCHIVE = "a web page saved as one file"
    XML = "an XML file"
    XML_WORKBOOK = "a workbook in XML"
    TRANSFER_FILE = "a Common Transfer File (CTF)"
    CIN_CENSUS = "a children in need census return"
    LOOKED_AFTER_RETURN = "a return on children looked after"
    SCHOOL_CENSUS = "a school census return"
    OTHER_RETURN = "a return to the Department for Education"
    FLAT_SHEET = "a spreadsheet saved as one XML file"
    LOCKED = "locked"
    DAMAGED = "damaged"
    OLD = "old spreadsheet"
    PDF = "a PDF"
    PICTURE = "a picture"
    WORD = "a word-processor document"
    SLIDES = "a set of slides"
    APPLE = "an Apple Numbers or Pages document"
    DATABASE = "a database (Access or another)"
    MESSAGE = "an e-mail"
    LINK = "a link to a sheet on the web"
    COMPRESSED = "a compressed file of another kind"
    BINARY = "a file of another kind"


# The signatures by which each kind of file begins; the last three are workbooks of Excel 2 to 4.
_STARTS = (
    (b"%PDF", Format.PDF),
    (b"\x89PNG", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"BM", Format.PICTURE),
    (b"II*\x00", Format.PICTURE),
    (b"MM\x00*", Format.PICTURE),
    (b"{\\rtf", Format.WORD),
    (b"\x00\x01\x00\x00Standard Jet DB", Format.DATABASE),
    (b"\x00\x01\x00\x00Standard ACE DB", Format.DATABASE),
    (b"SQLite format 3\x00", Format.DATABASE),
    (b"7z\xbc\xaf", Format.COMPRESSED),
    (b"Rar!", Format.COMPRESSED),
    (b"\x1f\x8b", Format.COMPRESSED),
    (b"\x09\x00\x04\x00", Format.OLD),
    (b"\x09\x02\x06\x00", Format.OLD),
    (b"\x09\x04\x06\x00", Format.OLD),
)
# HEIC, AVIF and WebP name themselves a few bytes behind their start.
_PICTURE_INSIDE = ((4, (b"ftyphei", b"ftypmif1", b"ftypavif")), (8, (b"WEBP",)))
# White space, declarations, comments and a DOCTYPE, in any order and number.
_BEFORE_THE_ROOT = re.compile(
    r"(?:\s|\ufeff|<\?[^>]*>|<!--.*?-->|<!(?!--)[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.S
)
_ROOT = re.compile(r"<([a-z][\w.-]*)[\s/>]", re.I)
# fmt: off
_HTML_TAGS = frozenset((
    "html", "head", "body", "meta", "link", "style", "script", "title", "base", "table", "div",
    "span", "p", "br", "hr", "center", "font", "form", "b", "i", "u", "h1", "h2", "h3", "h4",
    "img", "a", "ul", "caption", "thead", "tbody", "tr", "main", "section", "article", "header",
))
# fmt: on
_WEB_ARCHIVE = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related"
)
_LOOK = 16_384
_MANIFEST_LOOK = 2**20
_INSIDE = (
    ("xl/workbook.xml", Format.WORKBOOK),
    ("xl/workbook.bin", Format.WORKBOOK),
    ("word/", Format.WORD),
    ("ppt/", Format.SLIDES),
)
_OPEN_DOCUMENT = (
    ("spreadsheet", Format.WORKBOOK),
    ("text", Format.WORD),
    ("presentation", Format.SLIDES),
)
# The container of Office files before 2007; since then of those with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLAIN = frozenset(range(0x20, 0x100)) | {0x09, 0x0A, 0x0D}


def sniff(data: bytes) -> Format:
    """The kind of a file from its content."""
    if not data.strip(b" \t\r\n\x00"):
        return Format.EMPTY
    # The second is an archive without a file in it.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    return _plain_kind(data)


def _plain_kind(data: bytes) -> Format:
    if any(data[at : at + 8].startswith(marks) for at, marks in _PICTURE_INSIDE):
        return Format.PICTURE
    # "BM" opens a bitmap, but also a CSV whose first heading begins so: bytes decide
    by_start = next((kind for mark, kind in _STARTS if data.startswith(mark)), None)
    if by_start is not None and not (data[:2] == b"BM" and _is_text(data)):
        return by_start
    return _text_kind(data) if _is_text(data) else Format.BINARY


def _text_kind(data: bytes) -> Format:
    """Text with tags, by its first tag; else text with commas, to all appearance."""
    start = data[:_LOOK].decode(stated_encoding(data) or "utf-8", "replace").lower()
    has_table = "<table" in start and "<tr" in start
    if start.lstrip("\ufeff \t\r\n").startswith("<"):
        before = _BEFORE_THE_ROOT.match(start)
        root = _ROOT.match(start, before.end() if before else 0)
        if "<!doctype html" in start or (root and root[1] in _HTML_TAGS):
            return Format.WEB_PAGE
        if start.startswith("<?xml") or not has_table:
            return Format.XML
    if _WEB_ARCHIVE.match(start):
        return Format.WEB_ARCHIVE
    if has_table:
        return Format.WEB_PAGE
    return Format.LINK if start.startswith("{") and '"doc_id"' in start else Format.TEXT


def _is_text(data: bytes) -> bool:
    """At most 2 in 100 bytes are control characters, or its first bytes give an encoding away."""
    # UTF-16 is full of zeros, which otherwise give a binary file away.
    if stated_encoding(data):
        return True
    head = data[:8192]
    return sum(byte not in _PLAIN for byte in head) * 50 <= len(head)


def _ole_kind(data: bytes) -> Format:
    """The older Office container: an .xls, a Word document, or an encrypted workbook."""
    # Names of streams in the container are UTF-16. They are searched for, as reading its directory
    # would need a parser for files that may be damaged.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Format.LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return Format.WORD
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Format.SLIDES
    if "__properties_version1.0".encode("utf-16-le") in data:
        return Format.MESSAGE
    book = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return Format.WORKBOOK if book else Format.BINARY


def _zip_kind(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _container_kind(archive)
    except BROKEN:
        return Format.DAMAGED


def _container_kind(archive: zipfile.ZipFile) -> Format:
    members = archive.infolist()
    names = [member.filename.replace("\\", "/") for member in members[:MAX_MEMBERS]]
    if "encrypted-package" in names:  # LibreOffice's newer way
        return Format.LOCKED
    if "mimetype" in names and "content.xml" in names:
        return _open_document_kind(archive)
    for inside, kind in _INSIDE:
        if any(name.lower().startswith(inside) for name in names):
            return kind
    if any(name.lower().endswith((".iwa", "index.apxl", "index.xml.gz")) for name in names):
        return Format.APPLE
    # An Office file without its main part is damaged, and no archive to be unpacked.
    return Format.DAMAGED if "[Content_Types].xml" in names else Format.ARCHIVE


def _open_document_kind(archive: zipfile.ZipFile) -> Format:
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(_MANIFEST_LOOK):
                return Format.LOCKED
    with archive.open("mimetype") as stream:
        kind = stream.read(200).decode("ascii", "replace")
    return next((f for word, f in _OPEN_DOCUMENT if f"opendocument.{word}" in kind), Format.BINARY)
