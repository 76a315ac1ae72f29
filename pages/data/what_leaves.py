"""What leaves this machine (nothing), and how to check it."""

from cwsw.access import Right
from cwsw.ui import session
from cwsw.ui.data import protection

session.require(Right.HELP)
session.page_header("What leaves this machine")

protection.show_leaving()
