"""In place of cryptography, which no browser can load: whatever is asked of it is not supported.

Files that a password protects are refused with a sentence, and nothing is kept on a disk.
"""

from typing import Any, NoReturn

from cryptography.exceptions import UnsupportedAlgorithm


class Absent:
    """Stands for anything of the package: made or called, it is not supported."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise UnsupportedAlgorithm("not in the browser edition")


def absent(*_: Any, **__: Any) -> NoReturn:
    """Stands for a function of the package."""
    raise UnsupportedAlgorithm("not in the browser edition")
