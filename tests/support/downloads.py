"""Downloads as words: what a PDF, a spreadsheet or a text says, wherever in it."""

from io import BytesIO

from openpyxl import load_workbook

from tests.support import pdfs


def words_of(content: bytes) -> str | None:
    """Everything that a PDF or spreadsheet says; None for anything else."""
    if content.startswith(b"%PDF-"):
        return pdfs.all_text(pdfs.opened(content))
    if content.startswith(b"PK\x03\x04"):
        book = load_workbook(BytesIO(content))
        cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
        return "\n".join(str(value) for value in cells if value is not None)
    return None
