"""Absence, persistent absence first."""

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import apart, blocks, session

who = session.require(Right.FIGURES)
session.page_header("Attendance", "Who misses school, and how much of it.")
blocks.figure_page(Page.ATTENDANCE, who, lead_with=("persistent_absence",))
apart.show_apart(session.summary())
