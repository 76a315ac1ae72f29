"""A document as plain text (UTF-8), to be worked on in any editor or pasted into a form."""

from collections.abc import Iterable, Iterator

from cwsw.reports.document.model import (
    TO_COMPLETE,
    Block,
    Bullets,
    Callout,
    Cards,
    Chart,
    Columns,
    Document,
    Facts,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
    cell_words,
)

_TO_FILL_IN = "____"
_RULES = {2: "-", 3: "."}
"""What a heading of a level is underlined with; deeper ones are not."""


def plain_text(document: Document) -> bytes:
    """The whole: parts with an empty line between them."""
    return ("\n\n".join(filter(None, _parts(document))) + "\n").encode()


def _parts(document: Document) -> Iterator[str]:
    yield document.title.upper()
    yield from document.marks
    yield "\n".join(fact.line for fact in document.facts)
    yield from _all(document.blocks, 2)
    yield document.foot


def _all(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section(title, blocks):
            yield _heading(title, level)
            yield from _all(blocks, level + 1)
        case Cards(sections):
            yield from _all(sections, level)
        case Columns(left, right):
            yield from _all((*left, *right), level)
        case Table():
            yield from _table(block)
        case Paragraph(words) | Callout(words) | Chart(alt=words):
            yield words
        case Bullets(items, lead):
            yield "\n".join(filter(None, (lead, _listed(items))))
        case ToComplete(items):
            yield f"{TO_COMPLETE}\n{_listed(f'{line} {_TO_FILL_IN}' for line in items)}"
        case Numbered(items):
            yield "\n".join(f"{number}. {words}" for number, words in enumerate(items, 1))
        case Facts(items):
            yield _listed(fact.line for fact in items)


def _heading(title: str, level: int) -> str:
    return f"{title}\n{_RULES[level] * len(title)}" if level in _RULES else title


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(table: Table) -> Iterator[str]:
    """A table as a list: each row by its name, then the other cells with their headings."""
    # Lines and no columns made of spaces, which fall apart in another font or in a form's field.
    rows = (
        f"{cell_words(name)}: "
        + "; ".join(
            f"{heading}: {cell_words(cell)}"
            for heading, cell in zip(table.headings[1:], cells, strict=True)
        )
        for name, *cells in table.rows
    )
    yield "\n".join(filter(None, (table.caption, _listed(rows))))
    yield from map(cell_words, table.notes)
