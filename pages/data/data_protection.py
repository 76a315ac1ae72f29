"""The data-protection starter pack, filled in as far as the program knows."""

from cwsw.ui.data import protection
from cwsw.ui.state import session

user = session.require_page(__file__)
session.page_header("Data protection", protection.LEAD)

protection.show_starter(protection.settings(user, session.workspace()))
