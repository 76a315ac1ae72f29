"""For the virtual school: published figures to send, and a request for a call about the group."""

from cwsw.ui import session
from cwsw.ui.governors import virtual_school

session.require_page(__file__)
session.page_header("For the virtual school")
virtual_school.virtual_school_page()
