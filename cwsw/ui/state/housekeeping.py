"""Clearing up in the background: sessions that left, files that were fetched, memory freed.

One thread for each server; in a browser, which has no threads, a task of the event loop. It is
asked to look at once when an upload was cancelled or confirmed.
"""

import asyncio
from collections.abc import Callable, Collection
from threading import Event, Lock, Thread

from cwsw.ui import streamlit_internals as internals
from cwsw.ui.asgi import guard, safe_logging
from cwsw.ui.state import edition, memory
from cwsw.ui.state.download_registry import REGISTRY
from cwsw.ui.state.open_pages import PAGES

EVERY = 5.0
"""Seconds between two looks."""

_SETTLE = 1.0
"""Seconds that the run which let something go may take to end."""

_LONGEST_WAIT = 60.0
"""Seconds for the event loop to do what it is asked; it is busy for less, or has ended."""

_LOCK = Lock()
_WAKE = Event()
_STARTED: list[Thread | asyncio.Task[None]] = []

Reach = Callable[[Callable[[], Collection[str]]], Collection[str]]
"""Does work in the thread of the event loop and gives what it says."""


def start() -> None:
    """Begin to clear up, and to keep downloads and errors, in a running server; once."""
    # Every run of every page comes by here; one thread is enough.
    with _LOCK:
        if _STARTED or not internals.is_serving():
            return
        _STARTED.append(_in_the_loop() if edition.in_browser() else _in_a_thread())
    safe_logging.install()
    internals.report_script_errors_to(guard.show_script_error)


def soon() -> None:
    """Clear memory as soon as the run that let something go has ended."""
    _WAKE.set()


def data_gone(school: str) -> None:
    """Run the open pages of a school again, and drop their files: its data are others or gone."""
    other_sessions = PAGES.data_gone(school)
    REGISTRY.forget_data_of(school)
    if internals.is_serving():
        internals.release_fetched(is_all=True)
        internals.on_event_loop(lambda: internals.run_again(other_sessions))
    soon()


def _in_a_thread() -> Thread:
    # A daemon: it sleeps most of the time, and stopping the server must not wait for it.
    thread = Thread(target=_run_in_thread, name="housekeeping", daemon=True)
    thread.start()
    return thread


def _run_in_thread() -> None:
    while True:
        is_asked = _WAKE.wait(EVERY)
        if is_asked:
            # The run that asked still holds what it let go; clearing at once would free nothing.
            Event().wait(_SETTLE)
        _clear_up_safely(is_asked, _on_loop)


def _in_the_loop() -> "asyncio.Task[None]":
    return internals.loop().create_task(_run_in_loop())


async def _run_in_loop() -> None:
    """The same without a thread: a look between two runs, since nothing runs at the same time."""
    while True:
        await asyncio.sleep(EVERY)
        _clear_up_safely(_WAKE.is_set(), lambda work: work())


def _clear_up_safely(is_asked: bool, reach: Reach) -> None:
    try:
        if is_asked:
            _WAKE.clear()
        _clear_up(is_asked, reach)
    except Exception as error:  # the next look must come
        safe_logging.log_error(error, "while clearing up")


def _clear_up(is_asked: bool, reach: Reach) -> None:
    ended = reach(internals.end_sessions_that_left)
    PAGES.forget(ended)
    for session in ended:
        REGISTRY.forget_session(session)
    is_fetched = internals.release_fetched()
    if ended or is_asked or is_fetched:
        memory.clear()


def _on_loop(work: Callable[[], Collection[str]]) -> Collection[str]:
    """What work in the event loop's thread says."""
    results: list[Collection[str]] = []
    is_finished = Event()

    def do() -> None:
        try:
            results.append(work())
        finally:
            is_finished.set()

    internals.on_event_loop(do)
    is_finished.wait(_LONGEST_WAIT)
    return results[0] if results else ()
