"""What may leave the school: a type of its own, so that nothing else can reach a governor."""

from dataclasses import dataclass
from datetime import date

HIDDEN = "too few to say safely"
"""The one symbol: it stands for every reason to hide, so that it gives none of them away."""


@dataclass(frozen=True)
class PublishedFigure:
    """A count rounded to 5 of a group rounded to 5, and the whole percentage made from those two.

    Where `hidden`, all three are None and `why` is `HIDDEN`, whatever the reason.
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


@dataclass(frozen=True)
class Answer:
    """One of the six questions: sentences, the figures they are made from, their sources."""

    question: str
    sentences: tuple[str, ...]
    figures: tuple[PublishedFigure, ...] = ()
    ask: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublishedSummary:
    """Everything a governor may see. `published` is None for a draft that nobody has released."""

    school: str
    as_at: date
    sample: bool
    published: date | None
    answers: tuple[Answer, ...]
    small_numbers: tuple[str, str]

    @property
    def figures(self) -> tuple[PublishedFigure, ...]:
        """Every figure, in the order of the questions."""
        return tuple(figure for answer in self.answers for figure in answer.figures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence with a number in it, in the order of the questions."""
        return tuple(words for answer in self.answers for words in answer.sentences)
