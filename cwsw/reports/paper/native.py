"""Drawing and typesetting on a computer: vl-convert and typst, with our fonts alone."""

import vl_convert

from cwsw.reports.paper.fonts import FOLDER
from cwsw.reports.paper.typesetting import Typesetting


class Native(Typesetting):
    """The engine of `cwsw.reports.paper.engine` on a computer."""

    def __init__(self) -> None:
        super().__init__(FOLDER)
        vl_convert.register_font_directory(str(FOLDER))

    def svg(self, spec: str) -> str:
        """The chart of a Vega-Lite spec (JSON) as SVG."""
        # No address is allowed: a spec can name data and pictures to be fetched.
        drawing: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        return drawing
