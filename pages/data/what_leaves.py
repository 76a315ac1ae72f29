"""What leaves this machine (nothing), and how to check it."""

from cwsw.ui.data import protection
from cwsw.ui.state import session

session.require_page(__file__)
session.page_header("What leaves this machine")

protection.show_leaving()
