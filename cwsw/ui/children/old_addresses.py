"""Addresses of pages that have gone: each leads to the view that took its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from cwsw.ui.children.child_parts import PART_PARAMETER, WHY_COUNTED
from cwsw.ui.children.figure_pupils import GROUP, YEAR, YEARS
from cwsw.ui.children.views import view_address
from cwsw.ui.state import session
from cwsw.ui.widgets import links


@dataclass(frozen=True)
class Moved:
    """The address of a page that has gone, and the page and view that it leads to now.

    `renamed`: what the old address called something -> what the new one does.
    """

    url: str
    path: str
    query: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)


MOVED: tuple[Moved, ...] = (
    Moved("work-lists", links.CHILDREN, view_address("week")),
    Moved(
        "pupils",
        links.CHILDREN,
        view_address("figure"),
        {"year": YEAR, "group": GROUP, "years": YEARS},
    ),
    Moved("after-a-plan", links.CHILDREN, view_address("after")),
    Moved("why", links.CHILD, {PART_PARAMETER: WHY_COUNTED}),
    Moved("who", links.OUR_LIST, {}),
)


def follow(moved: Moved) -> None:
    """Go where an old address leads, with what else it asked for."""
    parameters = st.query_params.to_dict().items()
    old = {moved.renamed.get(name, name): value for name, value in parameters}
    # Last, what the view needs: an old address may hold a name that means something else now.
    st.switch_page(moved.path, query_params={**old, **session.in_address(), **moved.query})
