"""Measuring and printing: medians, tables in plain text, whether a limit is kept."""

import statistics
from collections.abc import Callable, Iterable
from time import perf_counter

ROUNDS = 5

Row = tuple[str, ...]


def seconds(
    work: Callable[[], object],
    rounds: int = ROUNDS,
    before: Callable[[], object] = lambda: None,
) -> float:
    """The median time of some runs, after one that is not counted where there are several.

    `before` is done before each run, and its time not counted.
    """
    if rounds > 1:
        work()
    return statistics.median(_timed(work, before) for _ in range(rounds))


def verdict(is_kept: bool) -> str:
    """A word for a limit."""
    return "kept" if is_kept else "EXCEEDED"


def table(headings: Row, rows: Iterable[Row]) -> None:
    """Print lines of equal columns, and an empty one after them."""
    lines = [headings, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(headings))]
    for line in lines:
        cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        print("  " + "  ".join(cells).rstrip())
    print()


def _timed(work: Callable[[], object], before: Callable[[], object]) -> float:
    before()
    start = perf_counter()
    work()
    return perf_counter() - start
