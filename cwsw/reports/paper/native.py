"""Drawing and typesetting on a computer: vl-convert and typst, with our fonts alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import typst
import vl_convert

from cwsw.reports.paper.fonts import FOLDER

FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER)]
)
"""What typst may print with: never a font that happens to be on the machine."""

_STANDARD: Literal["ua-1"] = "ua-1"
_PROBE = b'#set document(title: "x")\n#set text(font: "Source Sans 3")\n#sys.inputs.letter'


class Native:
    """The engine of `cwsw.reports.paper.engine` on a computer."""

    def __init__(self) -> None:
        vl_convert.register_font_directory(str(FOLDER))

    def svg(self, spec: str) -> str:
        """The chart of a Vega-Lite spec (JSON) as SVG."""
        drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        return drawn

    def pdf(self, template: bytes, inputs: Mapping[str, str], made_at: datetime) -> bytes:
        """A typst template and what it is given as tagged PDF/UA-1."""
        compiler = _compiler(template, inputs)
        done = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=made_at)
        return _files(done)[0]

    def pages(
        self, template: bytes, inputs: Mapping[str, str], dots_per_inch: float
    ) -> list[bytes]:
        """The same as a picture (PNG) of each page."""
        return _files(_compiler(template, inputs).compile(format="png", ppi=dots_per_inch))

    def has_shape(self, letter: str) -> bool:
        """Whether the fonts can print a letter: a PDF/UA file may hold none without a shape."""
        try:
            typst.compile(
                _PROBE,
                font_paths=FONTS,
                pdf_standards=_STANDARD,
                sys_inputs={"letter": letter},
            )
        except typst.TypstError:
            return False
        return True


def _compiler(template: bytes, inputs: Mapping[str, str]) -> typst.Compiler:
    """Typst in a folder where there is nothing to read but our fonts."""
    return typst.Compiler(template, root=str(FOLDER), font_paths=FONTS, sys_inputs=dict(inputs))


def _files(done: bytes | list[bytes] | None) -> list[bytes]:
    return [done] if isinstance(done, bytes) else list(done or ())
