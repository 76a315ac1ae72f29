"""Keep on this machine: off unless switched on; what is kept, until when, and how it goes."""

from cwsw.ui import keep_text, session
from cwsw.ui.archive_page import keep_page

who = session.require_page(__file__)
session.page_header(keep_text.TITLE, keep_text.LEAD)
keep_page(who)
