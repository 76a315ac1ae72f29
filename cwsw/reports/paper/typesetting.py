"""Typst with the fonts of one folder alone.

The browser edition runs this module apart from the program: it imports nothing else of ours.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

_STANDARD: Literal["ua-1"] = "ua-1"
_PROBE = b'#set document(title: "x")\n#set text(font: "Source Sans 3")\n#sys.inputs.letter'


class Typesetting:
    """What typst does of an engine (`cwsw.reports.paper.engine`)."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the fonts: no other of the machine is used, and no file is read."""
        self._folder = str(folder)
        # typst's own fonts have the letters that ours lacks, such as Arabic and Hebrew (decision
        # 13).
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[self._folder]
        )

    def pdf(self, template: bytes, inputs: Mapping[str, str], made_at: datetime) -> bytes:
        """A typst template and what it is given as tagged PDF/UA-1."""
        compiler = self._compiler(template, inputs)
        output = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=made_at)
        return _files(output)[0]

    def pages(
        self, template: bytes, inputs: Mapping[str, str], dots_per_inch: float
    ) -> list[bytes]:
        """The same as a picture (PNG) of each page."""
        return _files(self._compiler(template, inputs).compile(format="png", ppi=dots_per_inch))

    def has_shape(self, letter: str) -> bool:
        """Whether the fonts can print a letter: a PDF/UA file may hold none without a shape."""
        try:
            typst.compile(
                _PROBE,
                font_paths=self.fonts,
                # Without the standard typst prints a missing letter as a box of its own and raises
                # nothing.
                pdf_standards=_STANDARD,
                sys_inputs={"letter": letter},
            )
        except typst.TypstError:
            return False
        return True

    def _compiler(self, template: bytes, inputs: Mapping[str, str]) -> typst.Compiler:
        """Typst in a folder where there is nothing to read but the fonts."""
        return typst.Compiler(
            template, root=self._folder, font_paths=self.fonts, sys_inputs=dict(inputs)
        )


def _files(output: bytes | list[bytes] | None) -> list[bytes]:
    return [output] if isinstance(output, bytes) else list(output or ())
