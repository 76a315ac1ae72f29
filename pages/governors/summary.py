"""Governors: what has been published, in six answers, and nothing else of the school."""

from cwsw.ui import governors, session

who = session.require_page(__file__)
governors.governor_page(who)
