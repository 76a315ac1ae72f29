"""The data-protection starter pack, filled in as far as the program knows."""

from cwsw.access import Right
from cwsw.ui import data_protection, session

who = session.require(Right.UPLOAD)
session.page_header("Data protection", data_protection.LEAD)

data_protection.show_starter(data_protection.settings(who, session.workspace()))
