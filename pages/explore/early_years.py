"""How the cohort does in the Early Years Foundation Stage."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header("Early years", "How children do by the end of Reception.")
blocks.figure_page(Page.EARLY_YEARS, who)
