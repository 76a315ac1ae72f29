"""Which edition this is: a program on a computer or a server, or a page inside a browser."""

import sys


def in_browser() -> bool:
    """Whether the whole program runs inside the reader's own browser, without any server."""
    return sys.platform == "emscripten"
