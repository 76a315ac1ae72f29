"""The theme of every chart: colours for light, dark and paper; marks also differ by shape.

Colours: the Analysis Function palette. Font: the one Streamlit ships and serves itself, so that a
chart asks nothing of the outside world.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import altair as alt

# The same font by two names: Streamlit's on the screen, and that of the files used for paper.
FONT = "Source Sans, Source Sans 3, sans-serif"
TEXT_SIZE = 14
IS_CHECKED = False
"""Whether a finished chart is held against the schema of Vega-Lite: a test does so for every page.

It takes a quarter of the time of drawing, and the form of each chart is our own.
"""


class Mode(StrEnum):
    """The background a chart is drawn for. Paper is white, whatever the screen is."""

    LIGHT = "light"
    DARK = "dark"
    PAPER = "paper"


class MarkRole(StrEnum):
    """What a mark shows; it decides colour and shape."""

    COHORT = "cohort"
    OTHERS = "others"
    NATIONAL = "national"
    NATIONAL_PAIR = "national_pair"
    PAST = "past"
    PAST_PAIR = "past_pair"


@dataclass(frozen=True)
class Inks:
    """The colours of one mode. Each mark is at least 3:1, each word 4.5:1, on `paper`."""

    paper: str
    text: str
    grid: str
    cohort: str
    others: str
    national: str
    past: str


INKS: Mapping[Mode, Inks] = {
    Mode.LIGHT: Inks("#ffffff", "#1f2328", "#d5d9de", "#12436D", "#28A197", "#801650", "#F46A25"),
    Mode.DARK: Inks("#12161b", "#f2f5f8", "#3b424c", "#6BACE6", "#28A197", "#e28bb8", "#F46A25"),
    # The light inks again, the two paler ones darker: a printer may have black only.
    Mode.PAPER: Inks("#ffffff", "#1f2328", "#d5d9de", "#12436D", "#1d7a72", "#801650", "#c74a10"),
}

SHAPES: Mapping[MarkRole, str] = {
    MarkRole.COHORT: "circle",
    MarkRole.OTHERS: "square",
    MarkRole.NATIONAL: "diamond",
    MarkRole.NATIONAL_PAIR: "diamond",
    MarkRole.PAST: "triangle-up",
    MarkRole.PAST_PAIR: "triangle-up",
}

HOLLOW = frozenset({MarkRole.NATIONAL_PAIR, MarkRole.PAST_PAIR})
"""Comparators are drawn as outlines: the pair of a filled national mark."""


def stroke(role: MarkRole, inks: Inks) -> str:
    """The outline colour of a mark."""
    by_role = {
        MarkRole.COHORT: inks.cohort,
        MarkRole.OTHERS: inks.others,
        MarkRole.NATIONAL: inks.national,
        MarkRole.NATIONAL_PAIR: inks.national,
        MarkRole.PAST: inks.past,
        MarkRole.PAST_PAIR: inks.past,
    }
    return by_role[role]


def fill(role: MarkRole, inks: Inks) -> str:
    """The inside of a mark: the paper for an outline."""
    return inks.paper if role in HOLLOW else stroke(role, inks)


def finished(chart: alt.LayerChart | alt.FacetChart, mode: Mode) -> dict[str, Any]:
    """The Vega-Lite spec of a chart in this theme.

    A chart is as wide as its place, and as high as its rows whatever its axis needs.
    """
    # Not "fit": Vega would take the axis labels' room from the plot's height.
    size = {"type": "fit-x", "contains": "padding"}
    spec = chart.configure(**_config(mode)).properties(autosize=size).to_dict(validate=IS_CHECKED)
    return cast("dict[str, Any]", spec)


def _config(mode: Mode) -> dict[str, Any]:
    """The Vega-Lite configuration every chart carries."""
    inks = INKS[mode]
    words = {"labelFont": FONT, "titleFont": FONT, "labelColor": inks.text, "titleColor": inks.text}
    return {
        "background": inks.paper,
        "font": FONT,
        "view": {"stroke": None},
        # The chart as a whole is named for screen readers; its parts would only repeat it.
        "mark": {"aria": False},
        "axis": words
        | {
            "aria": False,
            "labelFontSize": TEXT_SIZE,
            # On a phone labels are close: one that would touch the next is left out.
            "labelSeparation": 6,
            "titleFontSize": TEXT_SIZE,
            "titleFontWeight": "normal",
            "gridColor": inks.grid,
            "domainColor": inks.grid,
            "tickColor": inks.grid,
        },
        "legend": words
        | {"aria": False, "labelFontSize": TEXT_SIZE, "labelLimit": 260, "symbolSize": 90},
        "text": {"color": inks.text, "font": FONT, "fontSize": TEXT_SIZE},
    }
