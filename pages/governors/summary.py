"""Governors: what has been published, in six answers, and nothing else of the school."""

from cwsw.access import Right
from cwsw.ui import governors, session

who = session.require(Right.PUBLICATIONS)
governors.governor_page(who)
