"""Hundreds of uploads on a real server, half confirmed and half cancelled: its memory stays."""

from cwsw.intake.workbook import write_workbook
from cwsw.sample import make_school
from perf.printing import table, verdict
from perf.visitor import Visitor
from perf.visitors import megabytes, running_server

FEW, MANY = 30, 300
FLAT = 1.1
"""Memory after `MANY` uploads may be so many times that after `FEW`."""
PUPILS = 240
_UPLOADER = "One file, or several about the same pupils"


def uploads_are_forgotten() -> bool:
    """Print the memory after a few and after many uploads; whether the limit is kept."""
    book = write_workbook(*make_school("secondary", PUPILS, seed=1))
    with running_server() as (url, process):
        _upload(url, book, FEW)
        few = megabytes(process)
        _upload(url, book, MANY - FEW)
        after_many = megabytes(process)
    is_flat = after_many <= FLAT * few
    word = verdict(is_flat)
    print(f"Uploads of {len(book) / 1e3:.0f} KB, half confirmed and half cancelled")
    table(
        ("what", "measured", "limit", ""),
        [
            (f"memory after {FEW} uploads", f"{few:.0f} MB", "", ""),
            (f"memory after {MANY} uploads", f"{after_many:.0f} MB", f"{FLAT * few:.0f} MB", word),
        ],
    )
    return is_flat


def _upload(url: str, book: bytes, times: int) -> None:
    """One visitor after another: every second one confirms, the others cancel."""
    for number in range(times):
        with Visitor(url) as visitor:
            visitor.go_to("upload")
            visitor.upload(_UPLOADER, [("school.xlsx", book)])
            visitor.press("Check the files")
            if number % 2:
                visitor.press("Go on to confirm")
                visitor.press("Confirm")
            else:
                visitor.press("Cancel")
