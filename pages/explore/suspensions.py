"""Suspensions, exclusions, alternative provision and part-time timetables."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header(
    "Suspensions and exclusions",
    "Suspensions, permanent exclusions, alternative provision and part-time timetables.",
)
blocks.figure_page(Page.SUSPENSIONS, who)
