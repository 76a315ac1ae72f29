"""Finds among the words of all names on roll those that are like a listed word, quickly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from cwsw.intake.exports.likeness import short_forms, word_likeness
from cwsw.intake.exports.spelling import UNREADABLE, without_one

_SHORTEST_START = 3


class Vocabulary:
    """The words of names, indexed by what one can share with another: beginning, slips, forms."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(word for word in words if word)
        self._words = frozenset(self._sorted)
        self._shortened: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            for part in without_one(word):
                self._shortened[part].append(word)

    def like(self, word: str) -> set[str]:
        """The words of names on roll that a word may stand for: short forms, initials, slips.

        They are found by lookups and then compared: comparing every word with every other would
        take too long.
        """
        # A lost letter may be any, at any place: only then is every word compared.
        if UNREADABLE in word:
            alike = {*self._sorted}
        elif len(word) == 1:
            return self._starting_with(word)
        else:
            alike = {other for part in without_one(word) for other in self._shortened.get(part, ())}
            alike |= short_forms(word) & self._words
            alike |= self._starting_with(word) if len(word) >= _SHORTEST_START else set()
            alike |= {word[:end] for end in range(1, len(word))} & self._words
        return {other for other in alike if word_likeness(word, other)}

    def _starting_with(self, start: str) -> set[str]:
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + "\U0010ffff")
        return set(self._sorted[first:last])
