"""A curious reader with a computer, who tries every school that would have published the same.

A *world* is everything secret of a school. The reader knows the rules, knows of each world what
`known` says of it (the whole school's totals, the exact sizes of groups), and reads what `seen`
says.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cwsw.disclosure.rules import VALUES

World = TypeVar("World")


@dataclass(frozen=True)
class Narrowed:
    """A count of which the reader is left with fewer values than it may have."""

    count: str
    knowledge: Hashable
    values: tuple[int, ...]


def attack(
    worlds: Iterable[World],
    knowledge: Callable[[World], Hashable],
    observe: Callable[[World], Hashable],
    counts: Callable[[World], Mapping[str, int]],
) -> tuple[Narrowed, ...]:
    """Every count that reading narrows to fewer than five values; none where it cannot be done.

    A count that had fewer before reading may keep them: the whole school's totals say so already.
    That none or all of a group meet a measure is one value, so it is found as well.
    """
    before: dict[Hashable, set[int]] = defaultdict(set)
    after: dict[tuple[Hashable, Hashable, str], set[int]] = defaultdict(set)
    for world in worlds:
        beforehand, reading = knowledge(world), observe(world)
        for name, count in counts(world).items():
            before[beforehand, name].add(count)
            after[beforehand, reading, name].add(count)
    return tuple(
        Narrowed(name, beforehand, tuple(sorted(values)))
        for (beforehand, _, name), values in after.items()
        if len(values) < min(VALUES, len(before[beforehand, name]))
    )
