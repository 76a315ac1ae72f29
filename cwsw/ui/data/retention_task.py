"""Hosted: erase each school's data after its day, though nobody opens a page; looks every hour."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from cwsw.ui.data import terms
from cwsw.ui.state import erasures, session

EVERY = 3600.0
"""Seconds."""
_LOG = logging.getLogger(__name__)


def keep_to_the_day() -> None:
    """Erase what is past its day, and forget every figure made from it."""
    if erasures.keep_to_the_day():
        session.forget_figures()
        terms.forget()


@asynccontextmanager
async def watched(_app: st.App) -> AsyncIterator[None]:
    """Look at each school's day while the server runs (a lifespan of Streamlit's app)."""
    # Alone each run of a page looks (`shell.show`); a server may be visited by nobody for weeks.
    watch = asyncio.create_task(_watch())
    try:
        yield
    finally:
        watch.cancel()


async def _watch() -> None:
    while True:
        try:
            # In a thread: reading and erasing files would hold up every visitor's connection.
            await asyncio.to_thread(keep_to_the_day)
        except Exception as error:  # the next hour must come; its message may hold a path
            _LOG.error("%s while keeping to the day", type(error).__name__)
        await asyncio.sleep(EVERY)
