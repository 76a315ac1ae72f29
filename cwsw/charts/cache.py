"""What was drawn once is kept, until the data it was drawn from are forgotten."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

Arguments = ParamSpec("Arguments")
Drawn = TypeVar("Drawn")

_CLEAR_FUNCTIONS: list[Callable[[], None]] = []


def drawn_once(most: int) -> Callable[[Callable[Arguments, Drawn]], Callable[Arguments, Drawn]]:
    """`lru_cache` of so many answers, with its types, which `forget` empties."""

    def decorate(draw: Callable[Arguments, Drawn]) -> Callable[Arguments, Drawn]:
        cached = lru_cache(maxsize=most)(draw)
        # Registered where it is made, so that no cache is left out when data are forgotten.
        _CLEAR_FUNCTIONS.append(cached.cache_clear)
        return cast("Callable[Arguments, Drawn]", cached)

    return decorate


def forget() -> None:
    """Forget everything that was drawn, of every school: a spec holds a child's days and counts."""
    for clear in _CLEAR_FUNCTIONS:
        clear()
