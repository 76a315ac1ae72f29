"""Uploads in the style of school systems, and the steps through the pages that read them."""

from datetime import date
from functools import cache

from streamlit.testing.v1 import AppTest

from tests.support import exports
from tests.support.app import open_app, press

PAGE = "pages/data/upload.py"
File = tuple[str, bytes]


@cache
def export(name: str) -> exports.Export:
    """A made-up export by the name of the function that makes it."""
    return next(make for make in exports.EXPORTS if make.__name__ == name)()


def check(*files: File, at: AppTest | None = None) -> AppTest:
    """A visitor who has chosen files and asked for the check."""
    at = at or open_app(page=PAGE)
    at.file_uploader[0].set_value([(n, data, "application/octet-stream") for n, data in files])
    return press(at.run(), "Check the files")


def tell_about(at: AppTest, as_at: date = exports.AS_AT, phase: str | None = None) -> AppTest:
    """The as-at date and, where it is given, the phase."""
    at = at.date_input[0].set_value(as_at).run()
    if phase is not None:
        at = at.selectbox[_place(at, "Phase")].set_value(phase).run()
    return press(at, "Use these answers")


def _place(at: AppTest, label: str) -> int:
    return next(i for i, box in enumerate(at.selectbox) if box.label == label)


def accept_all(at: AppTest) -> AppTest:
    """Every child of a list said to be the pupil it may be."""
    for radio in at.radio:
        if "accept all" in radio.label:
            radio.set_value("accept all")
        elif "is this your pupil" in radio.label:
            radio.set_value("accept")
    return press(at, "Answer and read again")


def pasted(rows: int = 4) -> str:
    """A list of the first pupils of the SIMS export, as a safeguarding lead would type it."""
    pupils = exports.source("secondary").pupils[:rows]
    lines = (
        f"{p['forename']} {p['surname']}, {exports.uk(p['date_of_birth'])}, CIN, 08/01/2025"
        for p in pupils
    )
    return "\n".join(lines)
