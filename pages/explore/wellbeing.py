"""Wellbeing scores: totals only."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header(
    "Wellbeing",
    "Whose wellbeing has been looked at, and how many questionnaire totals are high. "
    "Totals only: no items, no diagnosis.",
)
blocks.figure_page(Page.WELLBEING, who)
