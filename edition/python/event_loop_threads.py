"""Threads for a browser, which has none: the event loop does the work of each, one by one.

Streamlit runs a page's script in a thread of its own and tells the event loop what it shows. Here
the loop itself runs the script as soon as it is free; until the script ends nothing else happens.
"""

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable
from typing import Any

_waiting: set[threading.Thread] = set()
"""Threads whose work has not ended."""


def is_busy() -> bool:
    """Whether some thread's work has not ended."""
    return bool(_waiting)


def install() -> None:
    """Replace the functions that start threads; called once, before Streamlit is imported."""
    loop = asyncio.get_event_loop()
    # Whoever would make a loop of its own shares the browser's, the only one there can be.
    asyncio.new_event_loop = lambda: loop
    asyncio.set_event_loop = lambda _: None
    threading.Thread.start = _start
    # To wait would be to wait for ever: the work begins only when this code has returned.
    threading.Thread.join = lambda self, timeout=None: None
    threading.Timer.start = _start_timer
    concurrent.futures.ThreadPoolExecutor.submit = _submit
    asyncio.to_thread = _at_once
    _install_in_libraries()


def _install_in_libraries() -> None:
    import anyio.to_thread
    import starlette.concurrency

    async def run_sync(work: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
        return work(*arguments)

    anyio.to_thread.run_sync = run_sync
    starlette.concurrency.run_in_threadpool = _at_once


def _start(thread: threading.Thread) -> None:
    # Whoever starts a thread may ask whether it has begun: it counts as begun at once.
    thread._started.set()
    _waiting.add(thread)
    asyncio.get_event_loop().call_soon(_run, thread)


def _run(thread: threading.Thread) -> None:
    """Do a thread's work under its own name, as `threading.current_thread` tells it."""
    # All have the one number of the system: the thread registered under it is the current one.
    here = threading.get_ident()
    before = threading._active[here]
    threading._active[here], thread._ident = thread, here
    try:
        thread.run()
    finally:
        threading._active[here], thread._is_stopped = before, True
        _waiting.discard(thread)


def _start_timer(timer: threading.Timer) -> None:
    def ring() -> None:
        if not timer.finished.is_set():
            timer.function(*timer.args, **timer.kwargs)

    asyncio.get_event_loop().call_later(timer.interval, ring)


def _submit(
    _: Any, work: Callable[..., Any], /, *arguments: Any, **options: Any
) -> concurrent.futures.Future[Any]:
    future: concurrent.futures.Future[Any] = concurrent.futures.Future()
    try:
        future.set_result(work(*arguments, **options))
    except BaseException as error:
        future.set_exception(error)
    return future


async def _at_once(work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
    return work(*arguments, **options)
