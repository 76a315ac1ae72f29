"""Tells how alike a name on a list and a pupil's name are; never decides that they are one."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path

from cwsw.intake.exports.listed_names import ListedName, folded_words, readings
from cwsw.intake.exports.spelling import fits_lost_letters, one_slip_apart

_NICKNAMES = Path(__file__).parents[1] / "data" / "nicknames.toml"
# In shorter words one wrong letter is another name: Mia and Mya, Ben and Ken.
_LONG_ENOUGH_FOR_SLIPS = 4
_LONG_ENOUGH_FOR_A_NAME = 3
_MOST_INITIALS = 4


class Likeness(IntEnum):
    """`NEARLY`: first name and surname fit, a short form, an initial or a slip aside.

    `PART`: a word fits, or nothing but initials is given and they do.
    """

    NONE = 0
    PART = 1
    NEARLY = 2
    SAME = 3


class _WordLikeness(IntEnum):
    NONE = 0
    INITIAL = 1
    CLOSE = 2
    SAME = 3


@dataclass(frozen=True)
class PupilName:
    """A pupil's name as folded words; `other_names` are further first names of the pupil."""

    surname: tuple[str, ...]
    forename: tuple[str, ...]
    other_names: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name."""
        return self.surname + self.forename

    @property
    def as_single_words(self) -> tuple[str, str]:
        """Surname and first name, each written as one word: O Hare is OHare."""
        return "".join(self.surname), "".join(self.forename)

    @property
    def letters(self) -> frozenset[str]:
        """The name as one word, with the surname last and first."""
        last, first = self.as_single_words
        return frozenset((last + first, first + last))


def pupil_name(surname: str | None, forename: str | None) -> PupilName:
    """A pupil's name on the roll; a name in brackets there is another first name."""
    first = _only(forename)
    return PupilName(folded_words(surname or ""), first.words, first.other_names)


def _only(text: str | None) -> ListedName:
    """A first name that may have another one in brackets."""
    name_readings = readings(None, None, text or "")
    is_one_child = len(name_readings) == 1 and len(name_readings[0]) == 1
    return name_readings[0][0] if is_one_child else ListedName(text or "", folded_words(text or ""))


def likeness(listed: ListedName, pupil: PupilName) -> Likeness:
    """How alike a listed child's name and a pupil's are, in whatever order their words stand."""
    if not listed.words or not pupil.words:
        return Likeness.NONE
    if set(listed.words) == set(pupil.words) or "".join(listed.words) in pupil.letters:
        return Likeness.SAME
    first, last, has_rest = _fitting(listed, pupil)
    if max(first, last) <= _WordLikeness.INITIAL:
        return Likeness.PART if _are_initials(listed, pupil) else Likeness.NONE
    return Likeness.NEARLY if first and last and not has_rest else Likeness.PART


def _are_initials(listed: ListedName, pupil: PupilName) -> bool:
    """Whether a list gives a child's initials and no more: I M, M.I. or IM."""
    letters = "".join(listed.words)
    own = [word[0] for word in pupil.words]
    return 1 < len(letters) <= _MOST_INITIALS and sorted(letters) == sorted(own)


def agrees(listed: ListedName, pupil: PupilName) -> bool:
    """Whether a listed name does not speak against a pupil whose UPN stands beside it.

    A first name fits, in whatever form, or nothing of the listed name is left over: a surname
    changes, and a list may give a part of the name only.
    """
    # Initials speak against nobody.
    if not pupil.words or max(map(len, listed.words), default=0) < _LONG_ENOUGH_FOR_A_NAME:
        return True
    if likeness(listed, pupil) is Likeness.SAME:
        return True
    first, _last, _has_rest = _fitting(listed, pupil)
    words, other_names = _joined(listed.words, pupil.words), pupil.other_names
    return bool(first) or all(_best(word, (*pupil.words, *other_names)) for word in words)


def _fitting(listed: ListedName, pupil: PupilName) -> tuple[_WordLikeness, _WordLikeness, bool]:
    """How well a first name and a surname fit, and whether both names have words left over."""
    words = list(_joined(listed.words, pupil.words))
    firsts = _joined((*pupil.forename, *pupil.other_names), listed.words)
    lasts = _joined(pupil.surname, listed.words)
    last, words, other_lasts = _take(words, lasts)
    first, words, other_firsts = _take([*words, *listed.other_names], firsts)
    other_words = [word for word in words if word not in listed.other_names]
    missing = set(other_lasts) | (
        set(other_firsts) - set(pupil.other_names) if not pupil.other_names else set()
    )
    return first, last, bool(other_words and missing)


def _take(
    words: Sequence[str], other_words: Sequence[str]
) -> tuple[_WordLikeness, list[str], list[str]]:
    """The best likeness to any wanted word, and the words of both sides that fit no other."""
    best = _WordLikeness.NONE
    rest, other_rest = list(words), list(other_words)
    # The surest fits first, so that no word is taken by a lesser one: Ann and Anna Anning.
    for level in (_WordLikeness.SAME, _WordLikeness.CLOSE, _WordLikeness.INITIAL):
        for word in list(rest):
            fit = next((w for w in other_rest if word_likeness(word, w) is level), None)
            if fit is not None:
                rest.remove(word)
                other_rest.remove(fit)
                best = max(best, level)
    return best, rest, other_rest


def _joined(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Words of which two neighbours are one word of the other name, as one: O Hare as OHare."""
    other_words, joined = set(other), list[str]()
    for word in words:
        if joined and joined[-1] + word in other_words:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def _best(word: str, others: Sequence[str]) -> _WordLikeness:
    return max((word_likeness(word, other) for other in others), default=_WordLikeness.NONE)


# The words of a roll are compared again for each child of each list.
@lru_cache(maxsize=2**17)
def word_likeness(word: str, other: str) -> _WordLikeness:
    """How alike two folded words of names are."""
    if word == other:
        return _WordLikeness.SAME
    if 1 in (len(word), len(other)):
        return _WordLikeness.INITIAL if word[0] == other[0] else _WordLikeness.NONE
    long_enough = min(len(word), len(other)) >= _LONG_ENOUGH_FOR_SLIPS
    # A short form (Tom, Thomas), a beginning (Alex, Alexander), a slip of typing, or letters lost
    # in storing.
    close = (
        not _families(word).isdisjoint(_families(other))
        or (min(len(word), len(other)) > 2 and (word.startswith(other) or other.startswith(word)))
        or (long_enough and one_slip_apart(word, other))
        or fits_lost_letters(word, other)
    )
    return _WordLikeness.CLOSE if close else _WordLikeness.NONE


@cache
def _by_word() -> Mapping[str, frozenset[int]]:
    """First name -> the numbers of the families of short forms to which it belongs."""
    families: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(tomllib.loads(_NICKNAMES.read_text("utf-8"))["alike"]):
        for word in line.split():
            families[word].add(number)
    return {word: frozenset(numbers) for word, numbers in families.items()}


@cache
def _members() -> Mapping[int, tuple[str, ...]]:
    members: defaultdict[int, list[str]] = defaultdict(list)
    for word, numbers in _by_word().items():
        for number in numbers:
            members[number].append(word)
    return {number: tuple(words) for number, words in members.items()}


def _families(word: str) -> frozenset[int]:
    return _by_word().get(word, frozenset())


def short_forms(word: str) -> frozenset[str]:
    """A word, with every first name that is a short or long form of it."""
    return frozenset((word,)).union(*(_members()[number] for number in _families(word)))
