"""A part of a guide: sentences, points, a table, and what the reader has still to fill in."""

from cwsw.reports.document import Block, Bullets, Paragraph, Section, Table, ToComplete


def folded_section(
    title: str,
    sentences: tuple[str, ...] = (),
    points: tuple[str, ...] = (),
    table: Table | None = None,
    ask: tuple[str, ...] = (),
) -> Section:
    """The part, folded under its title on the screen."""
    blocks: list[Block] = [Paragraph(words) for words in sentences]
    if points:
        blocks.append(Bullets(points))
    if table:
        blocks.append(table)
    if ask:
        blocks.append(ToComplete(ask))
    return Section(title, tuple(blocks), folded=True)
