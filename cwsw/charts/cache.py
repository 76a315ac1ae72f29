"""A cache of chart specs that is emptied when a school's data are removed."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

Arguments = ParamSpec("Arguments")
Drawn = TypeVar("Drawn")

_CLEAR_FUNCTIONS: list[Callable[[], None]] = []


def drawn_once(most: int) -> Callable[[Callable[Arguments, Drawn]], Callable[Arguments, Drawn]]:
    """Decorator: an `lru_cache` of `most` specs that keeps the types and that `forget` empties."""

    def decorate(draw: Callable[Arguments, Drawn]) -> Callable[Arguments, Drawn]:
        cached = lru_cache(maxsize=most)(draw)
        # Registered where it is made, so that no cache is left out when data are forgotten.
        _CLEAR_FUNCTIONS.append(cached.cache_clear)
        return cast("Callable[Arguments, Drawn]", cached)

    return decorate


def forget() -> None:
    """Empty every chart cache, of all schools: a spec holds a child's days and counts."""
    for clear in _CLEAR_FUNCTIONS:
        clear()
