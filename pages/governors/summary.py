"""Governors: what has been published, on one page, and nothing else of the school."""

from cwsw.ui.governors import page
from cwsw.ui.state import session

user = session.require_page(__file__)
page.governor_page(user)
