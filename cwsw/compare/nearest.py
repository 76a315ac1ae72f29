"""The nearest group that is published nationally, for the cohort and each of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

_NO_MATCH = "No group published nationally matches this one exactly."
_CINO = (
    "The nearest is children in need: on 31 March, leaving out children then on a child protection "
    "plan or looked after."
)


@dataclass(frozen=True)
class Nearest:
    """DfE's short name of the nearest group, and in words how near it is."""

    cohort: str
    words: str


NEAREST: Mapping[str, Nearest] = {
    "cwsw": Nearest(
        "CINO",
        "No group published nationally matches these six years (Ever6) exactly. " + _CINO,
    ),
    "current_cp": Nearest(
        "CPPO",
        "The nearest group published nationally is children on a child protection plan on 31 "
        "March; where that has no figure, children in need.",
    ),
    "current_cin": Nearest(
        "CINO",
        "The nearest group published nationally is children in need on 31 March. It counts every "
        "open case, ours a plan.",
    ),
    "ended": Nearest(
        "CINO",
        f"{_NO_MATCH} {_CINO} Their cases are open still, so an average group like ours looks "
        "better than they do.",
    ),
    "while_on_roll": Nearest("CINO", f"{_NO_MATCH} {_CINO}"),
    "looked_after_now": Nearest(
        "CLA12",
        "The nearest group published nationally is children looked after for 12 months or more on "
        "31 March; ours may have been looked after for less. Where that has no figure, children "
        "in need.",
    ),
    "without_looked_after_now": Nearest("CINO", f"{_NO_MATCH} {_CINO}"),
}
"""The cohort and its parts -> the nearest published group (benchmarks.md, part A)."""
