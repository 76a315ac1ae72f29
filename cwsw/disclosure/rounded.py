"""Publications of the first rules, which rounded counts to 5: they stay readable as they were.

Nothing new is made of this kind (`cwsw.disclosure.model` is what is published now).
"""

from dataclasses import dataclass
from datetime import date

from cwsw.disclosure.model import National

SIZE_QUESTION = "Who are they?"
WHAT_WE_DO = "What are we doing, and is it working?"
"""Two of its six questions: the size stands under the first, what is under way under the other."""
HIDDEN = "too few to say safely"
"""The one symbol: it stands for every reason to hide, so that it gives none of them away."""


@dataclass(frozen=True)
class RoundedFigure:
    """A count rounded to 5 of a group rounded to 5, and the whole percentage made from those two.

    Where `hidden`, all three are None and `why` is `HIDDEN`, whatever the reason. `finding` is the
    figure in a sentence, `definition` what counts, `beside` what may be said of it beside the
    nation by somebody who knows the published numbers only. A figure of a `complete` year that has
    been published before says when it was `first_published`; then it does not follow the data.
    """

    question: str
    key: str
    academic_year: str
    group: str
    count: int | None
    of: int | None
    percent: int | None
    hidden: bool
    why: str
    title: str = ""
    complete: bool = True
    finding: str = ""
    definition: str = ""
    nationals: tuple[National, ...] = ()
    beside: str = ""
    ask: tuple[str, ...] = ()
    first_published: date | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is found, what counts, the national figures, and what may be said beside them."""
        nationals = (f"Nationally: {national.words}" for national in self.nationals)
        beside = (self.beside,) if self.beside else ()
        return (self.finding, self.definition, *nationals, *beside)


@dataclass(frozen=True)
class RoundedAnswer:
    """One of the six questions: its figures, words of its own, what to ask, and sources."""

    question: str
    words: tuple[str, ...] = ()
    figures: tuple[RoundedFigure, ...] = ()
    ask: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of its figures, then its own words."""
        return (*(s for figure in self.figures for s in figure.sentences), *self.words)


@dataclass(frozen=True)
class RoundedSummary:
    """Everything a governor may see. `published` is None for a draft that nobody has released.

    `comment` and `actions` (what is under way) are the head's own words. `size` is the range that
    holds the number of children, None where it is hidden. `rule` says how small numbers are hidden;
    `version` is the program that made it.
    """

    school: str
    as_at: date
    sample: bool
    published: date | None
    answers: tuple[RoundedAnswer, ...]
    small_numbers: tuple[str, str]
    size: tuple[int, int] | None = None
    rule: str = ""
    version: str = ""
    comment: str = ""
    actions: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[RoundedFigure, ...]:
        """Every figure, in the order of the questions."""
        return tuple(figure for answer in self.answers for figure in answer.figures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence with a number in it, in the order of the questions."""
        return tuple(words for answer in self.answers for words in answer.sentences)

    @property
    def hidden(self) -> int:
        """How many figures are hidden."""
        return sum(figure.hidden for figure in self.figures)

    @property
    def benchmark_years(self) -> tuple[str, ...]:
        """The academic years of the national figures, earliest first."""
        return tuple(sorted({n.year for figure in self.figures for n in figure.nationals}))

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the national figures come from, each named once."""
        return tuple(dict.fromkeys(s for answer in self.answers for s in answer.sources))
