"""Whether two words or keys are one slip of typing apart."""

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that was lost on the way; it is like any letter."""


_LONGEST_KEY = 60
"""Characters; what is longer is no UPN and no word of a name, and would make as many copies."""


def one_slip_apart(word: str, other: str) -> bool:
    """Whether one character is wrong, missing or too many, or two neighbours are exchanged.

    Equal words are not a slip apart. Takes as long as the words are.
    """
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    if word[:1] != other[:1] and word[-1:] != other[-1:] and max(len(word), len(other)) > 2:
        return False  # nearly always: one slip leaves the first or the last character
    start = _common(word, other)
    end = _common(word[start:][::-1], other[start:][::-1])
    rest, other_rest = word[start : len(word) - end], other[start : len(other) - end]
    if len(rest) <= 1 and len(other_rest) <= 1:
        return True
    return len(rest) == 2 and rest == other_rest[::-1]


def _common(word: str, other: str) -> int:
    """How many characters two words begin with alike."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(word), len(other)))


def fits_lost_letters(word: str, other: str) -> bool:
    """Whether words are equal but for letters that were lost in one of them."""
    if UNREADABLE not in word + other or len(word) != len(other):
        return False
    pairs = zip(word, other, strict=True)
    return all(a == b or UNREADABLE in (a, b) for a, b in pairs)


def without_one(key: str) -> set[str]:
    """A key and all that is left when one character is missing: slips apart share one of them."""
    if len(key) > _LONGEST_KEY:
        return {key}
    return {key} | {key[:i] + key[i + 1 :] for i in range(len(key))}
