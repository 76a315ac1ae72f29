"""The pupils of a page by UPN, leavers too, with how they are named there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cwsw.cohort.all_pupils import Pupil, pupils_by_upn
from cwsw.store import Workspace
from cwsw.tables.controls import without_controls
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT, Names, by_place

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Roster:
    """The pupils of a page; `name_words` are all parts of their names, case folded."""

    pupils: Mapping[str, Pupil]
    name_words: frozenset[str]
    names: Names

    def of(self, upn: str) -> str:
        """The pupil's name or number."""
        return self.names.of(self.pupils[upn])

    def in_order(self, upns: Iterable[str]) -> list[str]:
        """UPNs by year group, form and surname."""
        return sorted(upns, key=lambda upn: by_place(self.pupils[upn]))

    def text(self, words: str | None) -> str:
        """What staff wrote, unless names are hidden."""
        return self.names.text(words)

    def title(self, words: str) -> str:
        """A title that staff typed; with names hidden, only where no part of a name is in it."""
        # A lead or the name of support is mostly no child's, and a table without them would say
        # nothing; but somebody may have typed a name.
        if self.names.hidden and not self.name_words.isdisjoint(_folded(words)):
            return HIDDEN_TEXT
        return without_controls(words)


def roster(workspace: Workspace, names: Names) -> Roster:
    """The pupils of a workspace, asked once for each of its versions."""
    by_upn = cached(workspace, pupils_by_upn)
    return Roster(by_upn, cached(workspace, _name_words), names)


def _name_words(workspace: Workspace) -> frozenset[str]:
    pupils = cached(workspace, pupils_by_upn).values()
    parts = (part for pupil in pupils for part in (pupil.surname, pupil.forename) if part)
    return frozenset(word for part in parts for word in _folded(part))


def _folded(words: str) -> list[str]:
    return _WORD.findall(words.casefold())
