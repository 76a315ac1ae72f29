"""Phonics and the results at age 11."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header(
    "Primary results", "Phonics in Year 1, and reading, writing and maths at age 11."
)
blocks.figure_page(Page.PRIMARY, who)
