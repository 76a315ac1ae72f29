"""Your data: what is loaded, loading more, and removing it."""

from cwsw.access import Right
from cwsw.ui.data import archive_page
from cwsw.ui.overview.start import ways_in
from cwsw.ui.state import session

user = session.require_page(__file__)
session.page_header("Your data")
archive_page.offer(user)
# Everybody who may begin sees this page; removing the data is for those who may load them.
if user.may(Right.UPLOAD):
    session.own_school()
ways_in(user)
