"""A document on paper: tagged PDF/UA, made in memory.

Every text is data, never typst: whatever a school or a person typed is printed as typed. A chart is
drawn in `Mode.PAPER`.
"""

from cwsw.reports.paper.make import pages, pdf

__all__ = ["pages", "pdf"]
