"""A part of a guide: sentences, points, a table, and what the reader has still to fill in."""

from cwsw.reports.document import Block, Bullets, Paragraph, Section, Table, ToComplete


def folded_section(
    title: str,
    sentences: tuple[str, ...] = (),
    points: tuple[str, ...] = (),
    table: Table | None = None,
    ask: tuple[str, ...] = (),
) -> Section:
    """A section of a guide, folded under its title on the screen.

    Args:
        title: Its heading.
        sentences: Paragraphs.
        points: A list after them.
        table: A table after that.
        ask: What the reader has to fill in, last.

    """
    blocks: list[Block] = [Paragraph(words) for words in sentences]
    if points:
        blocks.append(Bullets(points))
    if table:
        blocks.append(table)
    if ask:
        blocks.append(ToComplete(ask))
    return Section(title, tuple(blocks), folded=True)
