"""Upload: a school's own spreadsheet in four steps."""

from cwsw.access import Right
from cwsw.ui import session, text
from cwsw.ui.upload_steps import show_steps

session.require(Right.UPLOAD)
session.page_header("Upload your spreadsheet", text.UPLOAD_LEAD)
show_steps()
