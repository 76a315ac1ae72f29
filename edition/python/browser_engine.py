"""Drawing and typesetting in the browser: Vega in this worker, typst in the papers' worker."""

import json
import pickle
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import js
from pyodide.ffi import to_js


class PapersError(Exception):
    """The papers' worker gave no answer."""


def ask(what: str, block: bytes) -> Any:
    """What the papers' worker answers: a value that our own module there has packed."""
    try:
        answer = js.cwsw.askPapers(what, to_js(block))
    except Exception as error:
        raise PapersError(what) from error
    return pickle.loads(answer.to_bytes())  # noqa: S301 - packed by our own module, never a file


class BrowserEngine:
    """The engine of `cwsw.reports.paper.engine` in a browser."""

    def svg(self, spec: str) -> str:
        """The chart of a Vega-Lite spec (JSON) as SVG."""
        return str(js.cwsw.drawSvg(spec))

    def pdf(self, template: bytes, inputs: Mapping[str, str], made_at: datetime) -> bytes:
        """A typst template and what it is given as tagged PDF/UA-1."""
        paper: bytes = ask("pdf", _packed(template, inputs, made_at.isoformat()))
        return paper

    def pages(
        self, template: bytes, inputs: Mapping[str, str], dots_per_inch: float
    ) -> list[bytes]:
        """The same as a picture (PNG) of each page."""
        pictures: list[bytes] = ask("pages", _packed(template, inputs, dots_per_inch))
        return pictures

    def has_shape(self, letter: str) -> bool:
        """Whether the fonts can print a letter."""
        return bool(ask("shape", letter.encode()))


def _packed(template: bytes, inputs: Mapping[str, str], more: object) -> bytes:
    # JSON on the way there, since it is read by another Python than wrote it.
    question = {"template": b64encode(template).decode(), "inputs": dict(inputs), "more": more}
    return json.dumps(question).encode()
