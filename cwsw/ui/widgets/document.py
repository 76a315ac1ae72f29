"""Showing a report's document on the screen, beneath the page's own title."""

from collections.abc import Iterable

import streamlit as st

from cwsw.reports.document import (
    TO_COMPLETE,
    Block,
    Bullets,
    Callout,
    Cards,
    Chart,
    Columns,
    Document,
    Fact,
    Facts,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
)
from cwsw.reports.document.html import fragment
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.headings import header, subheader
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording.escaping import plain

_TOP = 2
"""The level of the first headings beneath the page's title."""
_CARD_STYLE = """<style>
.cwsw-cards { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.cwsw-cards section { border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
  border-radius: 0.5rem; padding: 0.75rem 1rem; overflow-wrap: anywhere; }
.cwsw-cards h2 { font-size: 1.05rem; padding: 0; margin: 0 0 0.25rem; }
.cwsw-cards ul { margin: 0; padding-left: 1.1rem; font-size: 0.95rem; }
</style>"""


def show_document(document: Document) -> None:
    """Show everything of a document but its title."""
    if document.marks:
        st.markdown(" · ".join(f"**{plain(mark)}**" for mark in document.marks))
    if document.facts:
        _show_facts(document.facts)
    show_blocks(document.blocks)
    if document.foot:
        st.caption(plain(document.foot))


def show_blocks(blocks: Iterable[Block], level: int = _TOP) -> None:
    """Show blocks one beneath the other; `level` is that of a heading among them."""
    for block in blocks:
        _show_block(block, level)


def _show_block(block: Block, level: int) -> None:
    """Show a block that has parts or is drawn; any other is text."""
    match block:
        case Section():
            _show_section(block, level)
        case Columns(left, right):
            for column, side in zip(st.columns(2, gap="large"), (left, right), strict=True):
                with column:
                    show_blocks(side, level)
        case Cards(sections):
            # HTML of our own: as many cards in a row as there is room for, where `st.columns` has a
            # fixed number (decision 17).
            cards = fragment(sections, _TOP)
            st.html(f'{_CARD_STYLE}<div class="cwsw-cards">{cards}</div>')
        case Table():
            show_table(block)
        case Chart():
            show_chart(block.spec(mode()), block.alt)
        case _:
            _show_text(block)


def _show_section(section: Section, level: int) -> None:
    # No heading inside: the title of the expander is one already.
    if section.folded:
        with st.expander(plain(section.title)):
            show_blocks(section.blocks, level + 1)
        return
    heading = header if level == _TOP else subheader
    heading(section.title)
    show_blocks(section.blocks, level + 1)


def _show_text(
    block: Paragraph | Callout | Bullets | Numbered | Facts | ToComplete,
) -> None:
    """Show a block of text."""
    match block:
        case Paragraph(words, quiet):
            (st.caption if quiet else st.markdown)(plain(words))
        case Callout(words):
            st.info(plain(words))
        case Bullets(items, lead):
            _show_list(items, lead)
        case ToComplete(items):
            _show_list(items, TO_COMPLETE)
        case Numbered(items):
            lines = (f"{number}. {plain(words)}" for number, words in enumerate(items, 1))
            st.markdown("\n".join(lines))
        case Facts(items):
            _show_facts(items)


def _show_list(items: Iterable[str], lead: str) -> None:
    lines = "\n".join(f"- {plain(item)}" for item in items)
    st.markdown(f"**{plain(lead)}**\n\n{lines}" if lead else lines)


def _show_facts(facts: Iterable[Fact]) -> None:
    st.markdown("\n".join(f"- {_fact(fact)}" for fact in facts))


def _fact(fact: Fact) -> str:
    return f"**{plain(fact.label)}:** {plain(fact.words)}" if fact.label else plain(fact.words)
