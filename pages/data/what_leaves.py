"""What leaves this machine (nothing), and how to check it."""

from cwsw.ui import session
from cwsw.ui.data import protection

session.require_page(__file__)
session.page_header("What leaves this machine")

protection.show_leaving()
