"""The one place where a chart becomes SVG and a paper becomes PDF: typst and vl-convert.

The browser has other means for both; it puts an engine of its own in their place by `choose`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Engine(Protocol):
    """Draws and typesets, with our fonts alone; nothing is fetched."""

    def svg(self, spec: str) -> str:
        """The chart of a Vega-Lite spec (JSON) as SVG."""

    def pdf(self, template: bytes, inputs: Mapping[str, str], made_at: datetime) -> bytes:
        """A typst template and what it is given as tagged PDF/UA-1."""

    def pages(
        self, template: bytes, inputs: Mapping[str, str], dots_per_inch: float
    ) -> list[bytes]:
        """The same as a picture (PNG) of each page."""

    def has_shape(self, letter: str) -> bool:
        """Whether the fonts can print a letter."""


_current: list[Engine] = []
"""The engine in use, none before the first paper; a list, so that functions can replace it."""


def choose(engine: Engine) -> None:
    """From now on draw and typeset with this engine."""
    _current[:] = [engine]


def current() -> Engine:
    """The engine that draws and typesets; typst is loaded with the first paper."""
    if not _current:
        # Here and not above: typst and vl-convert are large, and most visits make no paper.
        from cwsw.reports.paper.native import Native

        choose(Native())
    return _current[0]
