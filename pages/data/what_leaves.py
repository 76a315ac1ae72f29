"""What leaves this machine (nothing), and how to check it."""

from cwsw.access import Right
from cwsw.ui import data_protection, session

session.require(Right.HELP)
session.page_header("What leaves this machine")

data_protection.show_leaving()
