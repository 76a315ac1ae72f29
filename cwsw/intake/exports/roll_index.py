"""Finds pupils on roll by UPN, by name and by date of birth."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cwsw.intake.exports.likeness import Likeness, PupilName, agrees, likeness, pupil_name
from cwsw.intake.exports.listed_names import ListedName
from cwsw.intake.exports.spelling import one_slip_apart, without_one
from cwsw.intake.exports.upns import is_upn, squeezed
from cwsw.intake.exports.vocabulary import Vocabulary


@dataclass(frozen=True)
class PupilOnRoll:
    """A pupil as the roll has them, and where: `row` is the spreadsheet's own."""

    upn: str
    surname: str | None
    forename: str | None
    birth: date | None
    form: str | None = None
    year_group: int | None = None
    sheet: str = ""
    row: int = 0
    preferred_name: tuple[str | None, str | None] = (None, None)

    @cached_property
    def names(self) -> tuple[PupilName, ...]:
        """The name, folded, and the one that the pupil is known by."""
        last, first = self.preferred_name
        own = pupil_name(self.surname, self.forename)
        return tuple(dict.fromkeys((own, pupil_name(last or self.surname, first or self.forename))))

    def likeness(self, listed: ListedName) -> Likeness:
        """How alike a listed name and this pupil's are."""
        return max(likeness(listed, name) for name in self.names)

    def agrees(self, listed: ListedName) -> bool:
        """Whether a listed name beside this pupil's UPN does not speak against the pupil."""
        return any(agrees(listed, name) for name in self.names)

    def is_written(self, surname: str | None, forename: str | None) -> bool:
        """Whether a name is the pupil's to the letter, case aside."""
        own = (self.surname or "").casefold(), (self.forename or "").casefold()
        return own == ((surname or "").casefold(), (forename or "").casefold())

    @property
    def full_name(self) -> str:
        """Forename and surname."""
        return " ".join(part for part in (self.forename, self.surname) if part)


class RollIndex:
    """All pupils on roll. What names need is made when the first name is looked up.

    `former` are former UPNs and those of today; `without_upn` are the places of rows of the roll
    that are set aside for want of a UPN, by the words of the name.
    """

    def __init__(
        self,
        pupils: Iterable[PupilOnRoll],
        former: Mapping[str, str] | None = None,
        without_upn: Mapping[frozenset[str], str] | None = None,
    ) -> None:
        self.without_upn = without_upn or {}
        self.pupils: dict[str, PupilOnRoll] = {}
        for pupil in pupils:
            self.pupils.setdefault(pupil.upn, pupil)
        self._like: dict[str, Set[str]] = {}
        self.former = {old: new for old, new in (former or {}).items() if new in self.pupils}

    def badly_typed(self, upn: str) -> str | None:
        """The one UPN on roll that is the same but for marks between its figures.

        Of a UPN that has lost its first letter the figures are compared.
        """
        alike = {*self._squeezed.get(squeezed(upn), ()), *self._without_letter.get(upn, ())}
        # The roll itself may have lost the letter.
        if is_upn(upn) and upn[1:] in self.pupils:
            alike.add(upn[1:])
        return alike.pop() if len(alike) == 1 else None

    def one_slip_from(self, upn: str) -> list[PupilOnRoll]:
        """Pupils whose UPN is one slip of typing from this one."""
        near = {other for part in without_one(upn) for other in self._shortened.get(part, ())}
        return [self.pupils[other] for other in sorted(near) if one_slip_apart(upn, other)]

    def of_the_name(self, listed: ListedName) -> list[PupilOnRoll]:
        """Pupils whose name is the same, in whatever order its words stand."""
        upns = dict.fromkeys(
            upn
            for key in (frozenset(listed.words), "".join(listed.words))
            for upn in self._by_name.get(key, ())
        )
        return [self.pupils[upn] for upn in upns]

    def born_on(self, day: date | None) -> list[PupilOnRoll]:
        """Pupils born on a day."""
        return self._by_birth.get(day, []) if day else []

    def nearly_of_the_name(self, listed: ListedName) -> list[PupilOnRoll]:
        """Pupils of whose name two words are like two of the listed one: all who may be meant."""
        # 'Mary Ann' on the list may be Maryann on the roll.
        pairs = zip(listed.words, listed.words[1:], strict=False)
        words = {*listed.words, *listed.other_names, *(word + other for word, other in pairs)}
        hits = Counter(upn for word in sorted(words) for upn in self._with_word_like(word))
        # One like word, as a common surname, says too little.
        return [self.pupils[upn] for upn, number in hits.items() if number > 1]

    def with_all(self, words: Iterable[str]) -> list[PupilOnRoll]:
        """Pupils in whose name all of some words stand to the letter."""
        upn_sets = [set(self._by_word.get(word, ())) for word in words]
        both = set.intersection(*upn_sets) if upn_sets else set()
        return [self.pupils[upn] for upn in sorted(both)]

    def _with_word_like(self, word: str) -> Set[str]:
        """The UPNs of pupils in whose name a word is like this one."""
        if word not in self._like:
            forms = self._words.like(word)
            self._like[word] = {upn for form in forms for upn in self._by_word[form]}
        return self._like[word]

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary(self._by_word)

    @cached_property
    def _by_birth(self) -> Mapping[date | None, list[PupilOnRoll]]:
        by_birth: defaultdict[date | None, list[PupilOnRoll]] = defaultdict(list)
        for pupil in self.pupils.values():
            by_birth[pupil.birth].append(pupil)
        return by_birth

    @cached_property
    def _by_name(self) -> Mapping[frozenset[str] | str, list[str]]:
        """Names as their words, and as one word with the surname first and last."""
        by_name: defaultdict[frozenset[str] | str, list[str]] = defaultdict(list)
        for upn, name in self._names():
            by_name[frozenset(name.words)].append(upn)
            for letters in name.letters:
                by_name[letters].append(upn)
        return by_name

    def _names(self) -> Iterator[tuple[str, PupilName]]:
        return ((upn, name) for upn, pupil in self.pupils.items() for name in pupil.names)

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        for upn, name in self._names():
            for word in {*name.words, *name.other_names, *name.as_single_words}:
                by_word[word].append(upn)
        return by_word

    @cached_property
    def _squeezed(self) -> Mapping[str, list[str]]:
        by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for upn in self.pupils:
            by_letters[squeezed(upn)].append(upn)
        return by_letters

    @cached_property
    def _without_letter(self) -> Mapping[str, list[str]]:
        by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for upn in filter(is_upn, self.pupils):
            by_rest[upn[1:]].append(upn)
        return by_rest

    @cached_property
    def _shortened(self) -> Mapping[str, list[str]]:
        by_part: defaultdict[str, list[str]] = defaultdict(list)
        for upn in self.pupils:
            for part in without_one(upn):
                by_part[part].append(upn)
        return by_part
