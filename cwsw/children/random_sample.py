"""Six children drawn by lot: repeatable, over the year groups, and by nothing that is known of
them."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from cwsw.cohort import Member

SIX = 6
HOW = (
    "Drawn by lot: year groups, and the children in each, are put into an order made from the "
    "as-at date and nothing else, and one child of each year group is taken in turn until there "
    "are six. The same data give the same six. No figure and no judgement plays a part."
)


def draw_six(cohort: Sequence[Member], as_at: date) -> tuple[Member, ...]:
    """At most six children, in the order in which they were drawn."""
    years: dict[int | None, list[Member]] = {}
    for member in sorted(cohort, key=lambda m: _lot_number(as_at, m.upn)):
        years.setdefault(member.year_group, []).append(member)
    # Drawn by lot as well, so that no year group is favoured where there are more than six.
    turns = sorted(years, key=lambda year: _lot_number(as_at, f"year group {year}"))
    longest = max(map(len, years.values()), default=0)
    in_turn = [years[y][n] for n in range(longest) for y in turns if n < len(years[y])]
    return tuple(in_turn[:SIX])


def _lot_number(as_at: date, subject: str) -> str:
    """A fixed place in the order of a day, the same for everybody who draws."""
    # A digest in place of a random generator: Python's may draw otherwise in a later version.
    return sha256(f"{as_at.isoformat()} {subject}".encode()).hexdigest()
