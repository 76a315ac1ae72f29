"""What is said of several children, a card for each, two beside each other where it fits."""

from collections.abc import Iterable

from cwsw.children.meeting_card import Quarter
from cwsw.reports.meeting_pack import place
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording.plain_text import in_html

Lines = Iterable[tuple[str, str]]
_STYLE = """<style>
.cwsw-cards { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.cwsw-cards section { border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
  border-radius: 0.5rem; padding: 0.75rem 1rem; overflow-wrap: anywhere; }
.cwsw-cards h2 { font-size: 1.05rem; padding: 0; margin: 0 0 0.25rem; }
.cwsw-cards ul { margin: 0; padding-left: 1.1rem; font-size: 0.95rem; }
</style>"""


def cards_html(children: Iterable[tuple[Quarter, Lines]], roster: Roster) -> str:
    """A card for each child as HTML, every word escaped: a label and words for each line."""
    cards = "".join(_card(quarter, lines, roster) for quarter, lines in children)
    return f'{_STYLE}<div class="cwsw-cards">{cards}</div>'


def _card(quarter: Quarter, lines: Lines, roster: Roster) -> str:
    where = place(quarter)
    title = ", ".join(part for part in (roster.of(quarter.member.upn), where) if part)
    items = "".join(
        f"<li><strong>{in_html(label)}.</strong> {in_html(words)}</li>" for label, words in lines
    )
    return f"<section><h2>{in_html(title)}</h2><ul>{items}</ul></section>"
