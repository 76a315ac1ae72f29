"""A chart of the screen, drawn for paper."""

import json
from collections.abc import Mapping
from typing import Any

from cwsw.charts.cache import drawn_once
from cwsw.reports.paper import engine

WIDTH = 680
"""Pixels across. Drawn as wide as the text of a page, its words are as large as a table's."""


def svg(spec: Mapping[str, Any]) -> str:
    """The chart of a Vega-Lite spec as SVG, as wide as the page's text. Nothing is fetched."""
    # As text, which can be the key of a cache where a mapping cannot.
    return _svg(json.dumps(dict(spec) | {"width": WIDTH}))


# The first drawing of a process takes half a second and each further one a tenth; paper and HTML
# page show the same (decision 13).
@drawn_once(128)
def _svg(spec: str) -> str:
    return engine.current().svg(spec)
