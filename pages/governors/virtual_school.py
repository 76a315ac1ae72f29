"""For the virtual school: published figures to send, and a request for a call about the group."""

from cwsw.ui.governors import virtual_school
from cwsw.ui.state import session

session.require_page(__file__)
session.page_header("For the virtual school")
virtual_school.virtual_school_page()
