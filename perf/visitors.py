"""Fifty visitors at once on a real server: how long a page change takes, and the memory."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import httpx

from perf.printing import table, verdict
from perf.visitor import Visitor

VISITORS = 50
EACH_SECONDS = 10
CHANGES = 6
P95_LIMIT = 2.0
MEMORY_LIMIT = 600
"""Megabytes of the whole server with the sample secondary school and its registers."""

FLAT = 1.1
"""Memory counts as flat where the second half of the visits adds less than a tenth."""

_ROOT = Path(__file__).parents[1]
_ADDRESSES = ("overview", "explore", "children", "our-list", "what-to-do", "national", "help")
_SAMPLE = "Try the sample secondary school"


def fifty_visitors() -> bool:
    """Print how long page changes take and what memory they cost; whether limits are kept."""
    with running_server() as (url, process):
        _one_visit(url)
        first = megabytes(process)
        half = _visit_all(url)
        middle = megabytes(process)
        whole = half + _visit_all(url)
        last = megabytes(process)
    p95 = quantiles(whole, n=20)[-1]
    limits = (p95 <= P95_LIMIT, last <= FLAT * middle, first <= MEMORY_LIMIT)
    words = tuple(map(verdict, limits))
    print(f"{VISITORS} visitors, a page change each {EACH_SECONDS} s, {os.cpu_count()} cores")
    table(
        ("what", "measured", "limit", ""),
        [
            ("page change, median", f"{median(whole):.2f} s", "", ""),
            ("page change, 95 of 100 within", f"{p95:.2f} s", f"{P95_LIMIT:g} s", words[0]),
            ("memory, one visitor", f"{first:.0f} MB", f"{MEMORY_LIMIT} MB", words[2]),
            ("memory after 300 changes", f"{middle:.0f} MB", "", ""),
            ("memory after 600 changes", f"{last:.0f} MB", f"{FLAT * middle:.0f} MB", words[1]),
        ],
    )
    return all(limits)


def _visit_all(url: str) -> list[float]:
    with ThreadPoolExecutor(VISITORS) as pool:
        visits = pool.map(partial(_visits, url), range(VISITORS))
        return [took for one in visits for took in one]


def _visits(url: str, place: int) -> list[float]:
    """One visitor's page changes, in seconds: they begin at another moment than the others'."""
    # Seeded: every measurement goes the same ways through the pages.
    order = random.Random(place)
    time.sleep(EACH_SECONDS * place / VISITORS)
    with Visitor(url) as visitor:
        visitor.go_to("")
        visitor.press(_SAMPLE)
        return [_change(visitor, order.choice(_ADDRESSES)) for _ in range(CHANGES)]


def _change(visitor: Visitor, address: str) -> float:
    start = time.perf_counter()
    visitor.go_to(address)
    took = time.perf_counter() - start
    time.sleep(max(0.0, EACH_SECONDS - took))
    return took


def _one_visit(url: str) -> None:
    """Every page once, so that each figure is worked out before the crowd comes."""
    with Visitor(url) as visitor:
        visitor.go_to("")
        visitor.press(_SAMPLE)
        for address in _ADDRESSES:
            visitor.go_to(address)


@contextmanager
def running_server(
    app: Path = _ROOT / "app.py", module: str = "cwsw.ui.server"
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The dashboard on a free port, as run.py starts it; or another app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", module, "run", str(app), f"--server.port={port}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=_ROOT, stdout=quiet, stderr=quiet)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            httpx.get(f"{url}/_stcore/health", trust_env=False).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """The memory a process holds now (its resident set), as Linux gives it."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    line = next(text for text in status.splitlines() if text.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
