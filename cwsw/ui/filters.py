"""What a reader may narrow the figures to, and the line that says what is left."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

import streamlit as st

from cwsw.cohort import Member, members
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.measures.filters import Filters
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.tables.years import label
from cwsw.ui import text
from cwsw.ui.figure_tables import BY_PLAN

WHOLE = "cwsw"
SUB_COHORTS = (
    "current_cp",
    "current_cin",
    "ended",
    "while_on_roll",
    "looked_after_now",
    "without_looked_after_now",
)
LATEST = "The latest of each figure"
BANDS = {
    "Nursery and Reception": range(-2, 1),
    "Primary (Years 1 to 6)": range(1, 7),
    "Secondary (Years 7 to 11)": range(7, 12),
    "Sixth form (Years 12 to 14)": range(12, 15),
}
ALL_PHASES = "All phases"
EVERYONE = Filters()


class Place(NamedTuple):
    """Where a child of the cohort stands, without a name: enough to count what filters leave."""

    year_group: int | None
    sub_cohorts: frozenset[str]


@dataclass(frozen=True)
class Chosen:
    """What the reader chose. `year` None: the latest of each figure; `group`: set beside others."""

    year: int | None = None
    filters: Filters = EVERYONE
    group: str = WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether the whole cohort is shown, so that verdicts may be given."""
        return self.filters.is_empty and self.group == WHOLE


_MEMBERS: WeakKeyDictionary[Workspace, tuple[int, tuple[Member, ...]]] = WeakKeyDictionary()


def members_of(workspace: Workspace) -> tuple[Member, ...]:
    """Who is on roll, asked once for each version of a workspace and forgotten with it."""
    version, found = _MEMBERS.get(workspace, (-1, ()))
    if version != workspace.version:
        version, found = workspace.version, members(workspace)
        _MEMBERS[workspace] = version, found
    return found


def sub_cohorts(has_plan_detail: bool) -> tuple[str, ...]:
    """The parts of the cohort that a reader may see, in order."""
    return tuple(name for name in SUB_COHORTS if has_plan_detail or name not in BY_PLAN)


def choose(
    page: str, figures: Iterable[Figure], workspace: Workspace, has_plan_detail: bool
) -> Chosen:
    """Show the filters of a page and the line that says what they leave."""
    everybody = members_of(workspace)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = _year(page, figures)
        group = _group(page, has_plan_detail)
        bands = _bands(page, everybody)
        groups = _year_groups(page, everybody, bands)
    chosen = Chosen(year, Filters(groups or bands), group)
    places = [_place(m) for m in everybody if m.group == WHOLE]
    st.html(f'<p role="status">{showing(places, chosen)}</p>')
    return chosen


def showing(cohort: Iterable[Place], chosen: Chosen) -> str:
    """'Showing 41 of 150 children with a social worker on roll: Year 7 and Year 8.'"""
    places = Counter(cohort)
    left = sum(n for place, n in places.items() if _is_left(place, chosen))
    every = places.total()
    parts = [words.group(chosen.group)] if chosen.group != WHOLE else []
    if not chosen.filters.is_empty:
        parts.append(text.listed(year_group_label(n) for n in chosen.filters.year_groups))
    detail = f": {'; '.join(parts)}" if parts else ""
    return f"Showing {left:,} of {every:,} {words.group(WHOLE, every)} on roll{detail}."


def _is_left(place: Place, chosen: Chosen) -> bool:
    in_years = chosen.filters.is_empty or place.year_group in chosen.filters.year_groups
    return in_years and (chosen.group == WHOLE or chosen.group in place.sub_cohorts)


def _place(member: Member) -> Place:
    flags = {
        member.current or "": member.current is not None,
        "while_on_roll": member.while_on_roll,
        "looked_after_now": member.looked_after_now,
        "without_looked_after_now": not member.looked_after_now,
    }
    return Place(member.year_group, frozenset(name for name, is_so in flags.items() if is_so))


def _year(page: str, figures: Iterable[Figure]) -> int | None:
    years = sorted({figure.year for figure in figures}, reverse=True)
    by_label = {LATEST: None} | {label(year): year for year in years}
    chosen = st.selectbox("Academic year", list(by_label), key=f"{page}_year", width=240)
    return by_label[chosen]


def _group(page: str, has_plan_detail: bool) -> str:
    """The cohort or one of its sub-cohorts; nothing is asked where none may be seen."""
    offered = sub_cohorts(has_plan_detail)
    if not offered:
        return WHOLE
    return st.selectbox(
        "Which children",
        (WHOLE, *offered),
        format_func=lambda name: words.capital(words.group(name)),
        key=f"{page}_group",
        width=340,
    )


def _bands(page: str, everybody: Iterable[Member]) -> tuple[int, ...]:
    """The year groups of the chosen phase; empty for all. Asked only where there are several."""
    present = {m.year_group for m in everybody if m.year_group is not None}
    offered = [name for name, span in BANDS.items() if present & set(span)]
    if not present & set(BANDS["Primary (Years 1 to 6)"]) or not present & set(range(7, 15)):
        return ()
    chosen = st.selectbox("Phase", (ALL_PHASES, *offered), key=f"{page}_phase", width=240)
    return () if chosen == ALL_PHASES else tuple(BANDS[chosen])


def _year_groups(page: str, everybody: Iterable[Member], bands: tuple[int, ...]) -> tuple[int, ...]:
    present = {m.year_group for m in everybody if m.year_group is not None}
    offered = sorted(present & set(bands) if bands else present)
    chosen = st.multiselect(
        "Year groups",
        offered,
        format_func=year_group_label,
        placeholder="All year groups",
        key=f"{page}_year_groups_{'_'.join(map(str, bands))}",
        width=340,
    )
    return tuple(sorted(chosen))
