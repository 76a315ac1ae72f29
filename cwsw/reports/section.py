"""A text in sections that is shown on a page and taken away as HTML or as plain text alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cwsw.reports import html

TO_COMPLETE = "To complete:"


@dataclass(frozen=True)
class Grid:
    """A table of words; the first cell of a row names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading, sentences, points, a table, and what the reader has still to fill in."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    grid: Grid | None = None
    ask: tuple[str, ...] = ()


def as_html(title: str, opening: Sequence[str], sections: Iterable[Section]) -> bytes:
    """The whole as a page to print."""
    parts = [html.paragraph(line) for line in opening]
    return html.page(title, [*parts, *(part for s in sections for part in _html(s))])


def _html(section: Section) -> list[str]:
    parts = [html.heading(section.title), *map(html.paragraph, section.sentences)]
    if section.points:
        parts.append(html.bullets(section.points))
    if section.grid:
        grid = section.grid
        parts.append(html.table(grid.caption, grid.headings, grid.rows))
    if section.ask:
        parts += [html.paragraph(TO_COMPLETE), html.bullets(section.ask)]
    return parts


def as_text(title: str, opening: Sequence[str], sections: Iterable[Section]) -> bytes:
    """The whole as plain text (UTF-8) to be worked on in any editor."""
    parts = [title.upper(), *opening, *(part for s in sections for part in _text(s))]
    return ("\n\n".join(parts) + "\n").encode()


def _text(section: Section) -> list[str]:
    parts = [f"{section.title}\n{'-' * len(section.title)}", *section.sentences]
    if section.points:
        parts.append(_lines(section.points))
    if section.grid:
        parts.append(_grid(section.grid))
    if section.ask:
        parts.append(f"{TO_COMPLETE}\n{_lines(f'{line} ____' for line in section.ask)}")
    return parts


def _lines(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def _grid(grid: Grid) -> str:
    """A table as a list: each row by its name, then the other cells with their headings."""
    rows = [
        f"- {row[0]}: "
        + "; ".join(f"{h}: {c}" for h, c in zip(grid.headings[1:], row[1:], strict=True))
        for row in grid.rows
    ]
    return f"{grid.caption}\n" + "\n".join(rows)
