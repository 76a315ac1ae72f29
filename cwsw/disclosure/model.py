"""The published summary: a type of its own, so that nothing else can reach a governor.

Every word and number of a publication stands in it, so that it reads the same years later.
"""

from dataclasses import dataclass
from datetime import date

from cwsw.disclosure.rules import Range

HIDDEN = "not said: too few in the school"
"""The one reason to hide, for whoever reads it; it follows from public numbers alone."""
NOBODY = "none in the whole school"
EARLIER = "not said: an earlier publication gave a part of this year"


@dataclass(frozen=True)
class National:
    """A national figure beside a published one; percentages have one decimal.

    `set` is "2018" or "like_for_like", `cohort` and `comparator` are in words. Where the national
    definition has changed since, `comparable` is False and `note` says so.
    """

    set: str
    year: str
    phase: str
    cohort: str
    percent: float
    comparator: str
    comparator_percent: float | None
    source: str
    words: str
    comparable: bool = True
    note: str = ""


@dataclass(frozen=True)
class WholeSchoolFigure:
    """The whole school's own figure beside one of the group: `n` of `of` pupils."""

    n: Range
    of: int


@dataclass(frozen=True)
class PublishedFigure:
    """One measure in one closed year: `count` of `of` children, both ranges.

    Where hidden, both and `beside_others` are None and `why` says why; else `why` is "".
    `beside_others` is "more", "less" or "cannot_tell". `school` is None only of a figure taken from
    a publication of the first rules. `first_published` is set where an earlier publication gave it.
    """

    key: str
    academic_year: str
    title: str
    definition: str
    count: Range | None
    of: Range | None
    school: WholeSchoolFigure | None
    beside_others: str | None
    why: str
    better: str = ""
    nationals: tuple[National, ...] = ()
    first_published: date | None = None

    @property
    def hidden(self) -> bool:
        """Whether nothing is said of the group."""
        return self.count is None


@dataclass(frozen=True)
class PublishedSummary:
    """Everything a governor may see. `published` is None for a draft that nobody has released.

    `year` is the latest closed school year; `figures` hold up to three closed years of each
    measure, the latest first. `size` of `on_roll` pupils is the cohort, None where the school is
    too small. `minute`, `practice` (what the school does), `questions` and `method` are sentences;
    `comment` and `actions` the head's own words.
    """

    school: str
    as_at: date
    sample: bool
    published: date | None
    year: str
    size: Range | None
    on_roll: int
    figures: tuple[PublishedFigure, ...]
    minute: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    version: str = ""
    comment: str = ""
    actions: tuple[str, ...] = ()

    @property
    def latest(self) -> tuple[PublishedFigure, ...]:
        """The latest year of each measure."""
        by_key = {figure.key: figure for figure in reversed(self.figures)}
        return tuple(reversed(by_key.values()))

    @property
    def nationals(self) -> tuple[National, ...]:
        """The national figures beside the latest year, each once."""
        return tuple(dict.fromkeys(n for figure in self.latest for n in figure.nationals))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence with a number in it, in the order of the page."""
        nationals = (f"{f.title}, England: {n.words}" for f in self.latest for n in f.nationals)
        return (*self.minute, *nationals, *self.practice, *self.questions, *self.method)
