"""A document as one HTML page to print: every text escaped, nothing fetched from outside."""

from base64 import b64encode
from collections.abc import Iterable
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from cwsw.charts import Mode
from cwsw.reports.document.model import TO_COMPLETE, Block, Chart, Document, cell_words
from cwsw.reports.paper.drawing import svg
from cwsw.tables.controls import without_controls

_BLOCKS, _PAGE = "blocks.html.jinja", "page.html.jinja"


def html(document: Document) -> bytes:
    """The page (UTF-8)."""
    return (_TEMPLATES.get_template(_PAGE).render(document=document).strip() + "\n").encode()


def fragment(blocks: Iterable[Block], level: int) -> str:
    """Blocks as a piece of HTML to put into a page; `level`: of the first headings in it."""
    macros = _TEMPLATES.get_template(_BLOCKS).module
    return str(macros.blocks(blocks, level))  # type: ignore[attr-defined]


def _kind(block: Block) -> str:
    return type(block).__name__


def _svg(chart: Chart) -> str:
    """The chart as base64, so that the page holds it."""
    # For paper, whatever the screen's colours are: this page is made to be printed.
    return b64encode(svg(chart.spec(Mode.PAPER)).encode()).decode()


def _escaped(value: object) -> object:
    """A text without characters that are not seen; HTML that is made already stays as it is."""
    # `type` and not isinstance: Markup is a str too, and escaped already.
    return without_controls(value) if type(value) is str else value


def _environment() -> Environment:
    folder = files("cwsw.reports.document")
    # A mapping of our two templates: no text of a document can include another file.
    environment = Environment(
        loader=DictLoader({n: folder.joinpath(n).read_text("utf-8") for n in (_BLOCKS, _PAGE)}),
        autoescape=True,
        finalize=_escaped,
        # A misspelt name in a template raises, where else the page would have a gap.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["to_complete"] = TO_COMPLETE
    environment.filters |= {"cell_words": cell_words, "drawn": _svg, "kind": _kind}
    return environment


_TEMPLATES = _environment()
