"""What a paper is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Meta:
    """One line beneath the title: 'As at: 17 July 2026'."""

    label: str
    words: str


@dataclass(frozen=True)
class PaperHeading:
    """A heading: level 2 beneath the title, 3 beneath that. It stays with what follows it."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text. `quiet`: smaller, for sources and definitions; `keep`: never parted from what
    follows it by the end of a page."""

    words: str
    quiet: bool = False
    keep: bool = False


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
class PaperTable:
    """A table with its caption and one row of headings; columns of `numbers` stand to the right.

    Every row has as many cells as there are headings. `widths` are the columns' shares of the
    line; without them each column is as wide as its words.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite spec of `cwsw.charts` in `Mode.PAPER`, and in words what it shows."""

    spec: Mapping[str, Any]
    alt: str


@dataclass(frozen=True)
class Note:
    """Words set apart in a box."""

    words: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Simple: TypeAlias = (
    PaperHeading | Paragraph | Bullets | Numbered | PaperTable | Chart | Note | PageBreak
)
"""A block that holds no other."""


@dataclass(frozen=True)
class Columns:
    """Blocks side by side; they are read from the left to the right."""

    left: tuple[Simple, ...]
    right: tuple[Simple, ...]


Block: TypeAlias = Simple | Columns


@dataclass(frozen=True)
class Paper:
    """A document in reading order. `marks` stand at the head of every page, `foot` at its end.

    `dense`: smaller and closer, for what is to fit one page.
    """

    title: str
    blocks: tuple[Block, ...]
    meta: tuple[Meta, ...] = ()
    marks: tuple[str, ...] = ()
    foot: str = ""
    dense: bool = False
