"""View of the children of a figure: the link at a figure, and the table it leads to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Right, User
from cwsw.children.child_rows import ChildRow, child_rows, upload_facts
from cwsw.children.figure_pupils import FigurePupil, FigurePupils, pupils_behind
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.compare.showing import half_up
from cwsw.measures.filters import Filters
from cwsw.measures.registry import BY_KEY, FigureKind, Measure
from cwsw.tables.codes import YEAR_GROUPS, year_group_label
from cwsw.tables.years import label
from cwsw.ui.children.choice import asks_for
from cwsw.ui.children.listing import Listing, Request, own_column
from cwsw.ui.children.table import Column
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets import links
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.filters import SUB_COHORTS, WHOLE, members_of
from cwsw.ui.wording import text

FIGURE = "figure"
"""The name of the measure in the address."""
VIEW_NAME = "Of a figure"
NOBODY = "Nobody is in this part. Choose another part above."
NO_SUCH_FIGURE = "This school has no such figure. Choose one on Explore."
OTHER = "other"
YEAR, GROUP, YEARS = "figure_year", "figure_group", "figure_years"
"""The rest of what the address says of a figure.

Names of their own: what a widget of another page has put into the address goes with that page.
"""


@dataclass(frozen=True)
class FigureRequest:
    """The figure that the address names."""

    measure: Measure
    year: int
    group: str
    filters: Filters


def link(figure: Figure, view: FigureContext) -> None:
    """Show a link from a figure to its pupils, to those who may see single children."""
    query = {
        "view": VIEW_NAME,
        FIGURE: figure.measure.key,
        YEAR: str(figure.year),
        GROUP: view.chosen.group,
        YEARS: "_".join(map(str, view.chosen.filters.year_groups)),
    }
    words_ = f"Show these pupils: {figure.measure.title}, {label(figure.year)}"
    links.page_link(links.CHILDREN, words_, {k: v for k, v in query.items() if v})


def is_asked() -> bool:
    """Whether the address names a figure."""
    return st.query_params.get(FIGURE) in BY_KEY


def figure_pupils(request: Request) -> Listing:
    """The pupils of the figure that the address names, and the choice of which part of them."""
    figure_query = asked_figure(request.user)
    if figure_query is None:
        return Listing((), "No figure is chosen", nobody=NO_SUCH_FIGURE)
    pupils_of_figure = cached(
        request.workspace,
        pupils_behind,
        figure_query.measure.key,
        figure_query.year,
        figure_query.group,
        figure_query.filters,
    )
    pupils = _choose_part(figure_query, pupils_of_figure)
    rows = _rows(request, pupils)
    return Listing(
        rows=rows,
        finding=sentence(figure_query, pupils_of_figure),
        own=_own(figure_query.measure, pupils),
        rule=f"Asked of: {figure_query.measure.eligible} Meets it: {figure_query.measure.meets}",
        nobody=NOBODY,
        show_links=lambda: _show_leavers(request, pupils, rows),
    )


def asked_figure(user: User) -> FigureRequest | None:
    """The figure that the address names; None where it names none.

    Whoever may not see plans is given the whole list in place of a group that tells of a plan.
    """
    parameters = st.query_params
    key, year, group = (
        parameters.get(FIGURE, ""),
        parameters.get(YEAR, ""),
        parameters.get(GROUP, ""),
    )
    # Anybody can write an address: what is in it is looked up and never passed on.
    if key not in BY_KEY or not year.isdecimal():
        return None
    year_group_by_text = {str(number): number for number in YEAR_GROUPS.values()}
    narrowed = tuple(
        year_group_by_text[n]
        for n in parameters.get(YEARS, "").split("_")
        if n in year_group_by_text
    )
    may_be_asked = group in groups_for(user)
    return FigureRequest(
        BY_KEY[key], int(year), group if may_be_asked else WHOLE, Filters(tuple(sorted(narrowed)))
    )


def groups_for(user: User) -> tuple[str, ...]:
    """The groups that may be asked for: without the right to see plans, the whole list alone.

    Each part tells whose child's plan is of which kind or when; and whoever is neither on the list
    nor among the other pupils has had a plan of another kind, or long ago.
    """
    return (WHOLE, *SUB_COHORTS, OTHER) if user.may(Right.PLAN_DETAIL) else (WHOLE,)


def sentence(figure_query: FigureRequest, pupils: FigurePupils) -> str:
    """'37 of 156 children with a social worker were persistently absent in 2025/26'."""
    counted, group = len(pupils.counted), words.group(figure_query.group)
    narrowed = figure_query.filters.year_groups
    where = f" ({text.listed(map(year_group_label, narrowed))})" if narrowed else ""
    year = label(figure_query.year)
    if figure_query.measure.kind is FigureKind.PROPORTION:
        counts = f"{pupils.meeting:,} of {counted:,} {group}{where}"
        return f"{counts} {figure_query.measure.predicate} in {year}"
    return f"{counted:,} {group}{where} are counted in {figure_query.measure.title}, {year}"


def parts_of(
    figure_query: FigureRequest, pupils: FigurePupils
) -> dict[str, tuple[FigurePupil, ...]]:
    """The parts of the list by name: who meets it, who does not, who is left out."""
    left_out = {"Left out, with the reason": pupils.left_out}
    if figure_query.measure.kind is not FigureKind.PROPORTION:
        return {"Everybody counted": pupils.counted} | left_out
    return {
        f"Those who {figure_query.measure.predicate}": tuple(p for p in pupils.counted if p.met),
        "The others who are counted": tuple(p for p in pupils.counted if not p.met),
        **left_out,
    }


def _choose_part(
    figure_query: FigureRequest, pupils_of_figure: FigurePupils
) -> tuple[FigurePupil, ...]:
    """A select box of the parts, each with its size; the pupils of the one chosen."""
    parts = parts_of(figure_query, pupils_of_figure)
    part = st.selectbox(
        "Show",
        list(parts),
        format_func=lambda name: f"{name} ({len(parts[name]):,})",
        # The parts are worded for a measure: under one key the box would keep the words of another
        # one.
        key=f"figure_part_{figure_query.measure.key}",
        width=420,
    )
    return parts[part]


def _rows(request: Request, pupils: Sequence[FigurePupil]) -> tuple[ChildRow, ...]:
    """The rows of those who are on roll, in the order given, whether on the list now or not."""
    # A figure counts as of its own day: pupils in it may have left today's list and still get a
    # row.
    on_list = {row.member.number: row for row in request.everybody}
    missing_numbers = {pupil.number for pupil in pupils} - on_list.keys()
    members = tuple(m for m in members_of(request.workspace) if m.number in missing_numbers)
    upload = cached(request.workspace, upload_facts)
    more_rows = child_rows(request.workspace, members, request.has_detail, upload)
    by_number = on_list | {row.member.number: row for row in more_rows}
    return tuple(by_number[pupil.number] for pupil in pupils if pupil.number in by_number)


def _own(measure: Measure, pupils: Sequence[FigurePupil]) -> tuple[Column, ...]:
    """The columns with what the figure counts of each pupil."""
    columns: dict[str, Callable[[FigurePupil], object]] = {}
    if any(pupil.reason for pupil in pupils):
        columns = {"Why left out": lambda pupil: text.capital(pupil.reason)}
    elif measure.is_absence:
        columns = {
            "Sessions missed": lambda pupil: None if pupil.of is None else pupil.value,
            "Sessions possible": lambda pupil: pupil.of,
        }
    elif measure.kind is FigureKind.MEAN:
        columns = {"Points": _points}
    return tuple(
        own_column(heading, {pupil.number: value(pupil) for pupil in pupils})
        for heading, value in columns.items()
    )


def _points(pupil: FigurePupil) -> str:
    return "" if pupil.value is None else f"{half_up(float(pupil.value), 2).normalize():f}"


def _show_leavers(
    request: Request, pupils: Sequence[FigurePupil], rows: Sequence[ChildRow]
) -> None:
    """Show the pupils of the figure who have left, each as a link to their page."""
    numbers = {row.member.number for row in rows}
    leavers = [pupil for pupil in pupils if pupil.number not in numbers]
    if not leavers:
        return
    with st.popover(f"{len(leavers):,} not on roll now", type="tertiary"):
        for pupil in leavers:
            query = asks_for(request.workspace, pupil.number)
            links.page_link(links.CHILD, text.plain(request.names.of(pupil)), query)
