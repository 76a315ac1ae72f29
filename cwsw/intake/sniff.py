"""What a file is, told from its first bytes and never from its name."""

import io
import zipfile
from enum import StrEnum

from cwsw.intake.containers import BROKEN
from cwsw.intake.limits import MAX_MEMBERS


class Format(StrEnum):
    """The kinds of file that are told apart."""

    EMPTY = "empty"
    WORKBOOK = "workbook"  # xlsx, xlsm, xlsb, ods, xls: what calamine opens
    ARCHIVE = "zip archive"
    TEXT = "text"
    LOCKED = "locked"
    DAMAGED = "damaged"
    OLD = "old spreadsheet"
    PDF = "a PDF"
    PICTURE = "a picture"
    WEB_PAGE = "a web page"
    WORD = "a word-processor document"
    SLIDES = "a set of slides"
    XML = "an XML file"
    COMPRESSED = "a compressed file of another kind"
    BINARY = "a file of another kind"


_STARTS = (
    (b"%PDF", Format.PDF),
    (b"\x89PNG", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"BM", Format.PICTURE),
    (b"II*\x00", Format.PICTURE),
    (b"MM\x00*", Format.PICTURE),
    (b"{\\rtf", Format.WORD),
    (b"7z\xbc\xaf", Format.COMPRESSED),
    (b"Rar!", Format.COMPRESSED),
    (b"\x1f\x8b", Format.COMPRESSED),
    (b"\x09\x00\x04\x00", Format.OLD),
    (b"\x09\x02\x06\x00", Format.OLD),
    (b"\x09\x04\x06\x00", Format.OLD),
)
_MARKUP = (
    (b"<!doctype html", Format.WEB_PAGE),
    (b"<html", Format.WEB_PAGE),
    (b"<table", Format.WEB_PAGE),
    (b"<?xml", Format.XML),
)
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
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PLAIN = frozenset(range(0x20, 0x100)) | {0x09, 0x0A, 0x0D}


def sniff(data: bytes) -> Format:
    """The kind of a file from its content."""
    if not data.strip(b" \t\r\n\x00"):
        return Format.EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    return _plain_kind(data)


def _plain_kind(data: bytes) -> Format:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, kind in _MARKUP:
        if start.startswith(mark):
            return kind
    # "BM" opens a bitmap, but also a CSV whose first heading begins so: bytes decide
    found = next((kind for mark, kind in _STARTS if data.startswith(mark)), None)
    if found is not None and not (data[:2] == b"BM" and _is_text(data)):
        return found
    return Format.TEXT if _is_text(data) else Format.BINARY


def _is_text(data: bytes) -> bool:
    """At most 2 in 100 bytes are control characters, or it opens with a Unicode mark."""
    if data.startswith(UNICODE_MARKS):
        return True
    head = data[:8192]
    return sum(byte not in _PLAIN for byte in head) * 50 <= len(head)


def _ole_kind(data: bytes) -> Format:
    """The older Office container: an .xls, a Word document, or an encrypted workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Format.LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return Format.WORD
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Format.SLIDES
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
    if any(member.flag_bits & 1 for member in members):
        return Format.LOCKED
    names = [member.filename.replace("\\", "/") for member in members[:MAX_MEMBERS]]
    if "mimetype" in names and "content.xml" in names:
        return _open_document_kind(archive)
    for inside, kind in _INSIDE:
        if any(name.lower().startswith(inside) for name in names):
            return kind
    return Format.DAMAGED if "[Content_Types].xml" in names else Format.ARCHIVE


def _open_document_kind(archive: zipfile.ZipFile) -> Format:
    with archive.open("mimetype") as stream:
        kind = stream.read(200).decode("ascii", "replace")
    return next((f for word, f in _OPEN_DOCUMENT if f"opendocument.{word}" in kind), Format.BINARY)
