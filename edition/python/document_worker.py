"""The program of the second worker: opens workbooks with calamine, typesets with typst."""

import io
import json
import pickle
from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path("/papers/fonts")


def answer(what: str, request: Any) -> bytes:
    """The answer to a request of the dashboard's worker, packed."""
    # A form of pickle that the other worker's older Python reads.
    return pickle.dumps(_ANSWERS[what](request.to_bytes()), protocol=4)


def _opened(data: bytes) -> tuple[str, Any]:
    """The sheets of a workbook, or the name of the error that calamine raises."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return "", [_sheet(book, about) for about in book.sheets_metadata]
    except CalamineError as error:
        return type(error).__name__, None


def _sheet(book: Any, about: Any) -> tuple[Any, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    is_hidden = about.visible != SheetVisibleEnum.Visible
    if about.typ != SheetTypeEnum.WorkSheet:
        return about.name, False, is_hidden, None
    sheet = book.get_sheet_by_name(about.name)
    if sheet.start is None:
        return about.name, True, is_hidden, (None, 0, 0, [], [])
    rows = list(sheet.iter_rows())
    return (
        about.name,
        True,
        is_hidden,
        (*(sheet.start, sheet.width, sheet.height, sheet.merged_cell_ranges, rows),),
    )


def _typesetting() -> Any:
    import typesetting

    return typesetting.Typesetting(FOLDER)


def _pdf(block: bytes) -> bytes:
    request = json.loads(block)
    pdf: bytes = _typesetting().pdf(
        b64decode(request["template"]), request["inputs"], datetime.fromisoformat(request["more"])
    )
    return pdf


def _pages(block: bytes) -> list[bytes]:
    request = json.loads(block)
    template = b64decode(request["template"])
    pictures: list[bytes] = _typesetting().pages(template, request["inputs"], request["more"])
    return pictures


def _has_shape(block: bytes) -> bool:
    return bool(_typesetting().has_shape(block.decode()))


_ANSWERS = {"open": _opened, "pdf": _pdf, "pages": _pages, "shape": _has_shape}
