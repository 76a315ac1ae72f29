"""Broken files of many kinds, made here: none of them may stop or fool the reader."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import xlsxwriter

from tests.support.uploads import PUPILS, SCHOOL, book, rows_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEETS = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS)}


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with members changed, or left out where `change` gives None."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return zipped({name: new for name, new in members.items() if new is not None})


def _cell_far_away() -> bytes:
    """Two cells at opposite corners: 17 thousand million cells once laid out."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("Pupils")
        page.write(0, 0, "UPN")
        page.write(1_048_575, 16_383, "x")
    return buffer.getvalue()


def _xml_bomb(name: str, data: bytes) -> bytes:
    if name != "xl/sharedStrings.xml":
        return data
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "ha">{levels}]>'
    return bomb.encode() + b"<sst><si><t>&l9;</t></si></sst>"


def _cut(name: str, data: bytes) -> bytes:
    return data[: len(data) // 2] if name.startswith("xl/worksheets/sheet") else data


def _without_sheets(name: str, data: bytes) -> bytes | None:
    return None if name.startswith("xl/worksheets/") else data


def _spoilt(data: bytes) -> bytes:
    """One byte of the packed content changed."""
    middle = data.index(b"xl/worksheets/sheet2.xml") + 60
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def _locked_zip() -> bytes:
    data = bytearray(zipped({"pupils.csv": PUPILS}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _many_sheets() -> bytes:
    return book({f"S{n}": [["UPN"]] for n in range(101)})


@cache
def broken_files() -> dict[str, bytes]:
    """File name -> content, each a different way of being no usable upload."""
    good = book(_SHEETS)
    noise = random.Random(1).randbytes(50_000)
    bomb = zipped({"pupils.csv": b"0" * (60 * 2**20)})
    return {
        "empty.xlsx": b"",
        "blank.csv": b"\r\n   \r\n",
        "zeros.csv": bytes(5_000),
        "noise.xlsx": noise,
        "noise.csv": noise,
        "letter.pdf.xlsx": b"%PDF-1.7\n" + noise,
        "picture.csv": b"\x89PNG\r\n\x1a\n" + noise,
        "photo.xlsx": b"\xff\xd8\xff\xe0" + noise,
        "page.xls": b"<html><body><table><tr><td>UPN</td></tr></table></body></html>",
        "data.xml": b"<?xml version='1.0'?><Pupils><UPN>A1</UPN></Pupils>",
        "data.json": b'{"pupils": [{"upn": "A1"}]}',
        "letter.rtf": b"{\\rtf1\\ansi A letter}",
        "letter.docx": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}),
        "slides.pptx": zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
        "letter.odt": zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<d/>"}
        ),
        "wrong.ods": zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "<office:document-content",
            }
        ),
        "letter.doc": OLE + "WordDocument".encode("utf-16-le") + noise,
        "other.ole": OLE + noise,
        "damaged.xls": OLE + "Workbook".encode("utf-16-le") + noise,
        "locked.xlsx": OLE + "EncryptedPackage".encode("utf-16-le") + noise,
        "locked.zip": _locked_zip(),
        "ancient.xls": b"\x09\x04\x06\x00\x00\x00\x10\x00" + noise,
        "packed.gz": b"\x1f\x8b\x08\x00" + noise,
        "packed.7z": b"7z\xbc\xaf\x27\x1c" + noise,
        "packed.rar": b"Rar!\x1a\x07\x01\x00" + noise,
        "half.xlsx": good[: len(good) // 2],
        "headless.xlsx": good[100:],
        "tail-only.zip": good[:4] + b"\0" * 200,
        "half-a-sheet.xlsx": changed(good, _cut),
        "no-sheets.xlsx": changed(good, _without_sheets),
        "types-only.xlsx": zipped({"[Content_Types].xml": "<Types/>"}),
        "spoilt.xlsx": _spoilt(good),
        "xml-bomb.xlsx": changed(good, _xml_bomb),
        "corner.xlsx": _cell_far_away(),
        "many-sheets.xlsx": _many_sheets(),
        "no-cells.xlsx": book({"Pupils": []}),
        "bomb.zip": bomb,
        "bomb.xlsx": zipped({"xl/workbook.xml": "<w/>", "xl/media/a.bin": b"0" * (60 * 2**20)}),
        "nested.zip": zipped({"inner.zip": zipped({"pupils.csv": PUPILS})}),
        "bomb-in-zip.zip": zipped({"inner.xlsx": bomb}),
        "empty.zip": zipped({}),
        "folders.zip": zipped({"a/": b"", "__MACOSX/._x": b"x"}),
        "letter-in.zip": zipped({"letter.pdf": b"%PDF-1.7"}),
        "open-quote.csv": PUPILS.replace("Brown", '"Brown').encode(),
        "long-cell.csv": PUPILS.replace("Brown", "B" * 1_500_000).encode(),
        "half-a-letter.csv": PUPILS.encode("utf-16")[:-1],
        "odd-letters.csv": PUPILS.replace("Brown", "B@@@n").encode().replace(b"@", b"\x81"),
        "list.numbers": zipped({"Index/Document.iwa": noise, "Index/Tables/Data.iwa": noise}),
        "school.accdb": b"\x00\x01\x00\x00Standard ACE DB\x00" + noise,
        "school.mdb": b"\x00\x01\x00\x00Standard Jet DB\x00" + noise,
        "photo.heic": b"\x00\x00\x00\x18ftypheic" + noise,
        "letter.msg": OLE + "__properties_version1.0".encode("utf-16-le") + noise,
        "list.gsheet": b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}',
        "census.xml": b"<Message><CINinfo/></Message>",
        "headings-only.csv": PUPILS.splitlines()[0].encode(),
        "one-word.csv": b"UPN",
        "list.txt": b"Dear all,\nplease find the list below.\n",
        "log.csv": b"time;event\n1;start\n2;stop\n",
    }
