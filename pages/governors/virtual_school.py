"""For the virtual school: published figures to send, and a request for a call about the group."""

from cwsw.access import Right
from cwsw.ui import session, virtual_school

session.require(Right.PUBLISH)
session.page_header("For the virtual school")
virtual_school.virtual_school_page()
