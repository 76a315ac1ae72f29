"""Prints how long the dashboard's work takes, and the same work done otherwise, in one run.

    python -m perf.run                 everything, about ten minutes
    python -m perf.run --without-registers

Ratios are what to compare between machines; the limits are those of design section 8.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from itertools import pairwise
from platform import machine, python_version

from python_calamine import CalamineWorkbook

from cwsw.intake import SourceFile, make_ready, read_files
from cwsw.intake.waiting import end_waiting
from cwsw.intake.workbook import write_workbook
from cwsw.measures.count import count
from cwsw.sample import make_school
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.upload import Upload
from perf.pages import page_runs
from perf.pandas_openpyxl import answer
from perf.printing import ROUNDS, Row, seconds, table, verdict
from perf.schools import upload_of
from perf.screen import on_screen
from perf.uploads import uploads_are_forgotten
from perf.visitors import fifty_visitors

SIZES = (250, 2_500, 25_000, 250_000)
QUERY_LIMIT = 0.5
_NOISE = 1.1
"""A cost up to so many times another is no growth: two measurements of one thing differ too."""
_CHOOSING = 1.0
"""Seconds that somebody needs to choose files, at least."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code is 1 where a limit of the design is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-registers", action="store_true")
    options = parser.parse_args(arguments)
    print(f"Python {python_version()} on {machine()}, median of {ROUNDS} runs\n")
    limits = [_whole_job("1,200 pupils, no registers", False, times=2.0, plus=0.3)]
    if not options.without_registers:
        limits.append(_whole_job("1,200 pupils, a year of registers", True, times=2.5, plus=0.5))
    limits += [_growth(), page_runs(), on_screen(), fifty_visitors(), uploads_are_forgotten()]
    return 0 if all(limits) else 1


def _whole_job(title: str, registers: bool, *, times: float, plus: float) -> bool:
    """File in, every figure ready: against calamine alone and against pandas with openpyxl."""
    book = write_workbook(*make_school("secondary", 1200, seed=1, registers=registers))
    ours = seconds(lambda: _figures(book), before=_as_on_the_upload_page)
    cold = seconds(lambda: _figures(book), before=end_waiting)
    alone = seconds(lambda: _cells(book))
    script = seconds(lambda: answer(book), rounds=1 if registers else 3)
    limit = times * alone + plus
    print(f"{title}: file in, every figure ready ({len(book) / 1e6:.1f} MB)")
    table(
        ("what", "seconds", "ours is"),
        [
            ("the dashboard, child process included", f"{ours:.3f}", ""),
            ("- where the child process is started only then", f"{cold:.3f}", ""),
            *_stages(book),
            ("python-calamine alone: cells only", f"{alone:.3f}", f"{ours / alone:.1f} times this"),
            ("pandas + openpyxl, 3 measures", f"{script:.3f}", f"{ours / script:.2f} times this"),
            (
                f"limit: {times:g} x calamine + {plus:g} s",
                f"{limit:.3f}",
                verdict(ours <= limit),
            ),
        ],
    )
    return ours <= limit


def _as_on_the_upload_page() -> None:
    """A child process has started by the time that somebody has chosen a file."""
    make_ready()
    time.sleep(_CHOOSING)


def _figures(book: bytes) -> None:
    upload = read_files([SourceFile("school.xlsx", book)])
    if upload.refused:
        raise RuntimeError(str(upload.problems[:3]))
    workspace = Workspace.load(upload)
    summarise(workspace)
    workspace.close()


def _load(upload: Upload) -> None:
    Workspace.load(upload).close()


def _stages(book: bytes) -> list[Row]:
    """Where the dashboard's time goes."""
    file = SourceFile("school.xlsx", book)
    upload = read_files([file])
    workspace = Workspace.load(upload)
    read = seconds(partial(read_files, [file]), before=_as_on_the_upload_page)
    stages = (
        ("load into the store", partial(_load, upload)),
        ("the one query", partial(count, workspace)),
        ("everything after loading", partial(summarise, workspace)),
    )
    rows: list[Row] = [("- read in the child process", f"{read:.3f}", "")]
    rows += [(f"- {name}", f"{seconds(work):.3f}", "") for name, work in stages]
    workspace.close()
    return rows


def _cells(book: bytes) -> None:
    read = CalamineWorkbook.from_filelike(BytesIO(book))
    for name in read.sheet_names:
        read.get_sheet_by_name(name).to_python()


def _growth() -> bool:
    """The one query and the load for schools a thousandfold apart, and the cost per pupil."""
    print("The one query over all measures, groups and years; tables straight into the store")
    rows, per_pupil, query = [], [], 0.0
    for size in SIZES:
        upload = upload_of(size)
        pupils = upload.tables["pupils"].num_rows
        load = seconds(partial(_load, upload), rounds=3)
        workspace = Workspace.load(upload)
        query = seconds(partial(count, workspace))
        workspace.close()
        per_pupil.append((load + query) / pupils)
        cost = (f"{1e6 * query / pupils:.2f}", f"{1e6 * per_pupil[-1]:.2f}")
        rows.append((f"{pupils:,}", f"{load:.3f}", f"{query:.3f}", *cost))
    table(("pupils", "load s", "query s", "query us/pupil", "load+query us/pupil"), rows)
    grows = any(later > _NOISE * before for before, later in pairwise(per_pupil))
    print(f"limit: query of {SIZES[-1]:,} in {QUERY_LIMIT} s: {verdict(query <= QUERY_LIMIT)}")
    print(f"limit: cost per pupil does not grow from {SIZES[0]:,} on: {verdict(not grows)}\n")
    return query <= QUERY_LIMIT and not grows


if __name__ == "__main__":
    sys.exit(main())
