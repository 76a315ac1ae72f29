"""What was drawn once is kept, until the data it was drawn from are forgotten."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")

_EMPTY: list[Callable[[], None]] = []


def drawn_once(most: int) -> Callable[[Callable[Asked, Drawn]], Callable[Asked, Drawn]]:
    """`lru_cache` of so many answers, with its types, which `forget` empties."""

    def keep(draw: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
        keeping = lru_cache(maxsize=most)(draw)
        # Registered where it is made, so that no cache is left out when data are forgotten.
        _EMPTY.append(keeping.cache_clear)
        return cast("Callable[Asked, Drawn]", keeping)

    return keep


def forget() -> None:
    """Forget everything that was drawn, of every school: a spec holds a child's days and counts."""
    for empty in _EMPTY:
        empty()
