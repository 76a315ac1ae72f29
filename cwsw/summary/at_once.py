"""Run two database queries at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def at_once(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Both answers; one after the other where no thread can be started, as in the browser edition.

    DuckDB plans a statement on one core, whatever it then does with the others.
    """
    with ThreadPoolExecutor(1) as pool:
        try:
            answer = pool.submit(first)
        except RuntimeError:
            return first(), second()
        other = second()
        return answer.result(), other
