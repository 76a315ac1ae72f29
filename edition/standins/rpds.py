"""In place of rpds, which `referencing` uses for what never changes once it is made."""

from collections.abc import Iterable, Mapping
from typing import Any


class HashTrieMap(dict[Any, Any]):
    """A mapping of which changed copies are made."""

    @classmethod
    def convert(cls, given: Mapping[Any, Any]) -> "HashTrieMap":
        """A mapping as one of these."""
        return given if isinstance(given, cls) else cls(given)

    def insert(self, key: Any, value: Any) -> "HashTrieMap":
        """A copy with one more key."""
        return HashTrieMap({**self, key: value})

    def remove(self, key: Any) -> "HashTrieMap":
        """A copy without a key that is there."""
        copy = HashTrieMap(self)
        del copy[key]
        return copy

    def discard(self, key: Any) -> "HashTrieMap":
        """A copy without a key."""
        return HashTrieMap({name: value for name, value in self.items() if name != key})

    def update(self, *given: Any, **named: Any) -> "HashTrieMap":  # type: ignore[override]
        """A copy with more keys."""
        copy = HashTrieMap(self)
        dict.update(copy, *given, **named)
        return copy

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


class HashTrieSet(frozenset[Any]):
    """A set of which larger copies are made."""

    def insert(self, value: Any) -> "HashTrieSet":
        """A copy with one more value."""
        return HashTrieSet(self | {value})

    def update(self, *more: Iterable[Any]) -> "HashTrieSet":
        """A copy with more values."""
        return HashTrieSet(self.union(*more))


class List(tuple[Any, ...]):
    """A list that grows at its front, in copies."""

    __slots__ = ()

    def push_front(self, value: Any) -> "List":
        """A copy with a value before all others."""
        return List((value, *self))

    def drop_first(self) -> "List":
        """A copy without its first value."""
        return List(self[1:])
