"""What a report is made of, whether it is read on the screen, on paper, in a browser or a sheet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, TypeAlias

from cwsw.charts import Mode

Spec: TypeAlias = Mapping[str, Any]
"""A Vega-Lite spec of `cwsw.charts`."""
Draw: TypeAlias = Callable[[Mode], Spec | None]
"""Makes the spec of a chart for the background that it is drawn on; None: nothing to draw."""


@dataclass(frozen=True)
class Fact:
    """A label and its text: 'As at: 17 July 2026'; the label may be empty."""

    label: str
    words: str

    @property
    def line(self) -> str:
        """Both in one line of text."""
        return f"{self.label}: {self.words}" if self.label else self.words


@dataclass(frozen=True)
class Link:
    """A cell that leads to a publication; with no address it is shown as words."""

    words: str
    url: str


TO_COMPLETE = "To complete:"
"""The words before what the reader has to fill in."""
Cell: TypeAlias = str | int | float | Link


@dataclass(frozen=True)
class Paragraph:
    """Running text.

    `quiet`: smaller, for sources and definitions. `keep`: on one page of paper with what follows.
    """

    words: str
    quiet: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Callout:
    """Words set apart in a box."""

    words: str


@dataclass(frozen=True)
class Bullets:
    """A list, with the words that lead into it."""

    items: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True)
class Numbered:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """A list whose items have a label."""

    items: tuple[Fact, ...]


@dataclass(frozen=True)
class ToComplete:
    """What the reader has still to fill in."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of headings; the first cell of a row names it.

    Every row has as many cells as there are headings. `numbers` are the columns aligned right.
    `notes` follow it, one line each. `widths` are the columns' shares of the line on paper, and
    their width in letters in a spreadsheet; without them each column is as wide as its words.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    _: KW_ONLY
    notes: tuple[str | Link, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart, and in words what it shows. ValueError without words."""

    draw: Draw
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a chart needs words for those who cannot see it")

    def spec(self, mode: Mode) -> Spec:
        """The spec for a background. ValueError where there is nothing to draw."""
        if (spec := self.draw(mode)) is None:
            raise ValueError("a document holds only charts that show something")
        return spec


@dataclass(frozen=True)
class Section:
    """Blocks under a heading, one level below the heading of the section that holds it.

    `new_page`: begins on a new page of paper. `folded`: one click away on the screen.
    """

    title: str
    blocks: tuple["Block", ...]
    new_page: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Columns:
    """Blocks side by side; they are read from the left to the right."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]


@dataclass(frozen=True)
class Cards:
    """Short sections of one kind: side by side on the screen, `per_page` on a page of paper."""

    sections: tuple[Section, ...]
    per_page: int


Block: TypeAlias = (
    Paragraph
    | Callout
    | Bullets
    | Numbered
    | Facts
    | ToComplete
    | Table
    | Chart
    | Section
    | Columns
    | Cards
)


@dataclass(frozen=True)
class Document:
    """A report in reading order, free of how it is shown.

    `facts` follow the title. `marks` are what must not be missed (a draft, made-up pupils): at the
    head of every page of paper. `foot` is at the end of every page. `dense`: on paper smaller and
    closer, for what is to fit one side.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...] = ()
    marks: tuple[str, ...] = ()
    foot: str = ""
    dense: bool = False

    def section(self, title: str) -> Section:
        """The section with a title, at any level. KeyError where there is none."""
        for section in _sections(self.blocks):
            if section.title == title:
                return section
        raise KeyError(title)


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    for block in blocks:
        match block:
            case Section(blocks=inner):
                yield block
                yield from _sections(inner)
            case Columns(left, right):
                yield from _sections((*left, *right))
            case Cards(sections):
                yield from _sections(sections)
            case _:
                pass


def cell_words(cell: Cell) -> str:
    """A cell as it is read: '1,204', '34.0' (one decimal), the words of a link."""
    match cell:
        case str():
            return cell
        case Link(words):
            return words
        case float():
            return f"{cell:,.1f}"
        case int():
            return f"{cell:,}"
