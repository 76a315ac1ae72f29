"""Keep on this machine: off unless switched on; what is kept, until when, and how it goes."""

from cwsw.ui.data.archive_page import keep_page
from cwsw.ui.state import session
from cwsw.ui.wording import archive_wording

user = session.require_page(__file__)
session.page_header(archive_wording.TITLE, archive_wording.LEAD)
keep_page(user)
