"""The pupils on roll, to be found by UPN, by name and by date of birth."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cwsw.intake.foreign.likeness import PupilName, pupil_name, short_forms
from cwsw.intake.foreign.listed_names import ListedName
from cwsw.intake.foreign.spelling import one_slip_apart, without_one
from cwsw.intake.foreign.upns import squeezed


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

    @cached_property
    def name(self) -> PupilName:
        """The name, folded."""
        return pupil_name(self.surname, self.forename)

    @property
    def full_name(self) -> str:
        """Forename and surname."""
        return " ".join(part for part in (self.forename, self.surname) if part)


class RollIndex:
    """All pupils on roll. What names need is made when the first name is looked up."""

    def __init__(
        self, pupils: Iterable[PupilOnRoll], former: Mapping[str, str] | None = None
    ) -> None:
        self.pupils: dict[str, PupilOnRoll] = {}
        for pupil in pupils:
            self.pupils.setdefault(pupil.upn, pupil)
        self.former = {old: new for old, new in (former or {}).items() if new in self.pupils}

    def badly_typed(self, upn: str) -> str | None:
        """The one UPN on roll that is the same but for marks between its figures."""
        found = self._squeezed.get(squeezed(upn), ())
        return found[0] if len(found) == 1 else None

    def one_slip_from(self, upn: str) -> list[PupilOnRoll]:
        """Pupils whose UPN is one slip of typing from this one."""
        near = {other for part in without_one(upn) for other in self._shortened.get(part, ())}
        return [self.pupils[other] for other in sorted(near) if one_slip_apart(upn, other)]

    def born_on(self, day: date | None) -> list[PupilOnRoll]:
        """Pupils born on a day."""
        return self._by_birth.get(day, []) if day else []

    def sharing_a_word(self, listed: ListedName) -> list[PupilOnRoll]:
        """Pupils with a word of the name, or a short form of it, in their own."""
        pairs = zip(listed.words, listed.words[1:], strict=False)
        words = {w for w in (*listed.words, *listed.also) if len(w) > 1}
        words |= {one + other for one, other in pairs}
        forms: Set[str] = frozenset[str]().union(*map(short_forms, words))
        upns = dict.fromkeys(upn for word in sorted(forms) for upn in self._by_word.get(word, ()))
        return [self.pupils[upn] for upn in upns]

    @cached_property
    def _by_birth(self) -> Mapping[date | None, list[PupilOnRoll]]:
        made: defaultdict[date | None, list[PupilOnRoll]] = defaultdict(list)
        for pupil in self.pupils.values():
            made[pupil.birth].append(pupil)
        return made

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        made: defaultdict[str, list[str]] = defaultdict(list)
        for upn, pupil in self.pupils.items():
            for word in {*pupil.name.words, *pupil.name.also, *pupil.name.as_single_words}:
                made[word].append(upn)
        return made

    @cached_property
    def _squeezed(self) -> Mapping[str, list[str]]:
        made: defaultdict[str, list[str]] = defaultdict(list)
        for upn in self.pupils:
            made[squeezed(upn)].append(upn)
        return made

    @cached_property
    def _shortened(self) -> Mapping[str, list[str]]:
        made: defaultdict[str, list[str]] = defaultdict(list)
        for upn in self.pupils:
            for part in without_one(upn):
                made[part].append(upn)
        return made
