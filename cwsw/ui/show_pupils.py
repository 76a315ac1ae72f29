"""From a figure to its pupils: the link beside a figure, and the list behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Person as Reader
from cwsw.access import Right
from cwsw.children.behind import Behind, PupilBehind, pupils_behind
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.compare.showing import half_up
from cwsw.measures.filters import Filters
from cwsw.measures.registry import BY_KEY, Kind, Measure
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.tables.codes import YEAR_GROUPS, year_group_label
from cwsw.tables.years import label
from cwsw.ui import links, text
from cwsw.ui.child_choice import open_child
from cwsw.ui.filters import SUB_COHORTS, WHOLE
from cwsw.ui.names import CHILD, Names
from cwsw.ui.once import once
from cwsw.ui.tables import Table
from cwsw.ui.view import View
from cwsw.ui.widgets.named_list import ORDER, show_named

LEAD = "The children behind a figure, so that a number becomes names and a talk."
NO_FIGURES = "This school's spreadsheet gives no figure yet, so there are no pupils behind one."
NOBODY = "Nobody is in this part of the list."
OTHER = "other"
_PARTS = ("figure", "year", "group", "years")
_GIVEN = "pupils_given"


@dataclass(frozen=True)
class Asked:
    """Which figure the pupils are asked of."""

    measure: Measure
    year: int
    group: str
    filters: Filters


def link(figure: Figure, view: View) -> None:
    """The link beside a figure as it is shown, for those who may see single children."""
    link_to(figure, view.chosen.group, view.chosen.filters)


def link_to(figure: Figure, group: str = WHOLE, filters: Filters | None = None) -> None:
    """The link to the pupils of one figure, for those who may see single children."""
    asked = {
        "figure": figure.measure.key,
        "year": str(figure.year),
        "group": group,
        "years": "_".join(map(str, filters.year_groups)) if filters else "",
    }
    words_ = f"Show these pupils: {figure.measure.title}, {label(figure.year)}"
    links.page_link(links.PUPILS, words_, {k: v for k, v in asked.items() if v})


def choose(who: Reader, everyone: Summary) -> Asked | None:
    """Which figure, year and children; the address of a link says what to begin with."""
    figures = everyone.figures
    if not figures:
        st.write(NO_FIGURES)
        links.page_link(links.UPLOAD, "Upload a spreadsheet")
        return None
    measures = tuple(dict.fromkeys(figure.measure.key for figure in figures))
    groups = _groups(who)
    _begin_with(measures, figures, groups)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox("Figure", measures, format_func=_title, key="pupils_figure", width=340)
        years = [figure.year for figure in figures if figure.measure.key == key]
        year = st.selectbox(
            "Academic year", years, format_func=label, key=f"pupils_year_{key}", width=200
        )
        group = st.selectbox(
            "Which children", groups, format_func=_group, key="pupils_group", width=340
        )
        years_of = st.multiselect(
            "Year groups",
            list(YEAR_GROUPS.values()),
            format_func=year_group_label,
            placeholder="All year groups",
            key="pupils_years",
            width=340,
        )
    return Asked(BY_KEY[key], year, group, Filters(tuple(sorted(years_of))))


def show_pupils(asked: Asked, workspace: Workspace, names: Names) -> None:
    """A sentence, the way to a child, and one part of the list as a table with its download."""
    behind = once(
        workspace, pupils_behind, asked.measure.key, asked.year, asked.group, asked.filters
    )
    st.markdown(f"**{sentence(asked, behind)}**")
    st.write(f"Asked of: {asked.measure.eligible} Meets it: {asked.measure.meets}")
    parts = parts_of(asked, behind)
    part = st.selectbox(
        "Show",
        list(parts),
        format_func=lambda name: f"{name} ({len(parts[name]):,})",
        key=f"pupils_part_{asked.measure.key}",
        width=420,
    )
    st.html(f'<p role="status">Showing {len(parts[part]):,} pupils. {ORDER}</p>')
    if not parts[part]:
        st.write(NOBODY)
        return
    file_name = f"pupils-{asked.measure.key}-{label(asked.year).replace('/', '-')}.csv"
    open_child(workspace, parts[part], names, "pupils_child")
    show_named(pupils_table(part, asked, parts[part], names), workspace, file_name, "pupils_csv")


def sentence(asked: Asked, behind: Behind) -> str:
    """'37 of 156 children with a social worker were persistently absent in 2025/26.'"""
    counted, who = len(behind.counted), words.group(asked.group)
    narrowed = asked.filters.year_groups
    where = f" ({text.listed(map(year_group_label, narrowed))})" if narrowed else ""
    when = label(asked.year)
    if asked.measure.kind is Kind.PROPORTION:
        did = asked.measure.did
        return f"{behind.meeting:,} of {counted:,} {who}{where} {did} in {when}."
    return f"{counted:,} {who}{where} are counted in {asked.measure.title}, {when}."


def parts_of(asked: Asked, behind: Behind) -> dict[str, tuple[PupilBehind, ...]]:
    """The parts of the list by name: who meets it, who does not, who is left out."""
    left_out = {"Left out, with the reason": behind.left_out}
    if asked.measure.kind is not Kind.PROPORTION:
        return {"Everybody counted": behind.counted} | left_out
    return {
        f"Those who {asked.measure.did}": tuple(p for p in behind.counted if p.met),
        "The others who are counted": tuple(p for p in behind.counted if not p.met),
        **left_out,
    }


def pupils_table(part: str, asked: Asked, pupils: Sequence[PupilBehind], names: Names) -> Table:
    """One part of the list; year groups are those of the figure's year."""
    caption = f"{asked.measure.title}, {label(asked.year)}: {part[:1].lower()}{part[1:]}"
    headings, cells = _columns(asked.measure, any(pupil.reason for pupil in pupils))
    rows = tuple((*names.place(pupil), *cells(pupil)) for pupil in pupils)
    return Table(caption, (*CHILD, *headings), rows)


def _columns(
    measure: Measure, left_out: bool
) -> tuple[tuple[str, ...], Callable[[PupilBehind], tuple[str, ...]]]:
    """The headings after a pupil's place, and what stands under them."""
    if left_out:
        return ("Why left out",), lambda pupil: (text.capital(pupil.reason),)
    if measure.is_absence:
        return ("Sessions missed", "Sessions possible"), _sessions
    if measure.kind is Kind.MEAN:
        return ("Points",), lambda pupil: (_points(pupil),)
    return (), lambda _: ()


def _sessions(pupil: PupilBehind) -> tuple[str, str]:
    if pupil.of is None:
        return "a percentage only", ""
    return f"{pupil.value:,}", f"{pupil.of:,}"


def _points(pupil: PupilBehind) -> str:
    return "" if pupil.value is None else f"{half_up(float(pupil.value), 2).normalize():f}"


def _groups(who: Reader) -> tuple[str, ...]:
    """The groups that may be asked for: without the right to see plans, the whole list alone.

    Each part tells whose child's plan is of which kind or when; and whoever is neither on the list
    nor among the other pupils has had a plan of another kind, or long ago.
    """
    return (WHOLE, *SUB_COHORTS, OTHER) if who.may(Right.PLAN_DETAIL) else (WHOLE,)


def _begin_with(measures: Sequence[str], figures: Sequence[Figure], groups: Sequence[str]) -> None:
    """Set the select boxes as a link asks, once; what cannot be is left as it was."""
    given = tuple(st.query_params.get(part, "") for part in _PARTS)
    if not any(given) or given == st.session_state.get(_GIVEN):
        return
    st.session_state[_GIVEN] = given
    key, year, group, narrowed = given
    if key in measures:
        st.session_state["pupils_figure"] = key
        years = {str(f.year): f.year for f in figures if f.measure.key == key}
        if year in years:
            st.session_state[f"pupils_year_{key}"] = years[year]
    if group in groups:
        st.session_state["pupils_group"] = group
    known = {str(number): number for number in YEAR_GROUPS.values()}
    st.session_state["pupils_years"] = [known[n] for n in narrowed.split("_") if n in known]


def _title(key: str) -> str:
    return BY_KEY[key].title


def _group(name: str) -> str:
    return text.capital(words.group(name))
