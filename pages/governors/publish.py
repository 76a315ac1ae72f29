"""Publish: exactly what governors will see, what is hidden and why, and the head's own words."""

from cwsw.ui.governors import publish
from cwsw.ui.state import session

session.require_page(__file__)
session.page_header("Publish to governors", publish.LEAD)
publish.publish_page()
