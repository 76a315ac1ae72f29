"""How long a page's script runs when its figures are known, beside an empty Streamlit page."""

import logging
from functools import partial
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from cwsw.ui.auth.page_registry import PAGES
from perf.printing import Row, seconds, table, verdict

PAGE_LIMIT = 0.050
_EMPTY = "import streamlit as st\n\nst.title('Nothing')\n"
_APP = Path(__file__).parents[1] / "app.py"
_PATIENCE = 120
_SAMPLES = ("sample primary", "sample secondary")


def page_runs() -> bool:
    """Print each page's warm run with each sample school; whether all keep the limit."""
    _be_quiet()
    empty = AppTest.from_string(_EMPTY, default_timeout=_PATIENCE)
    alone = seconds(partial(empty.run))
    print(f"A page's script run, warm (an empty Streamlit page: {1000 * alone:.1f} ms)")
    runs = {sample: _runs(sample) for sample in _SAMPLES}
    rows = [_row(name, [runs[s][name] for s in _SAMPLES], alone) for name in runs[_SAMPLES[0]]]
    table(("page", *(f"{s} ms" for s in _SAMPLES), "times an empty page", "limit 50 ms"), rows)
    every = [took for by_page in runs.values() for took in by_page.values()]
    print(f"median {1000 * median(every):.0f} ms, slowest {1000 * max(every):.0f} ms\n")
    return max(every) <= PAGE_LIMIT


def _be_quiet() -> None:
    """Streamlit warns of running without a server, which is what is wanted here."""
    logging.disable(logging.WARNING)


def _runs(sample: str) -> dict[str, float]:
    """The warm run of each page by its title, in seconds, for the headteacher."""
    app = AppTest.from_file(_APP, default_timeout=_PATIENCE).run()
    app.button(key=f"look at {sample}").click().run()
    return {entry.title: _warm(app, entry.path) for entry in PAGES}


def _warm(app: AppTest, path: str) -> float:
    app.switch_page(path)
    return seconds(partial(app.run))


def _row(name: str, times: list[float], alone: float) -> Row:
    slowest = max(times)
    cells = (f"{1000 * took:.0f}" for took in times)
    return (name, *cells, f"{slowest / alone:.1f}", verdict(slowest <= PAGE_LIMIT))
