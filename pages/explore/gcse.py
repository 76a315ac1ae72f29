"""GCSE results and where pupils go afterwards."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header("GCSE and after", "Results at 16, and where young people go at 16 and 18.")
blocks.figure_page(Page.GCSE, who)
