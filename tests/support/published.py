"""Publications by hand, of the three phases that differ in what they measure."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cwsw.disclosure import Publication, PublishedSummary, from_json, publish
from cwsw.reports.published import (
    FROM_THE_HEAD,
    IN_ONE_MINUTE,
    METHOD,
    QUESTIONS,
    THIS_YEAR,
    THREE_YEARS,
    WHAT_WE_DO,
)
from tests.support.figures import proportion
from tests.support.made_up_summary import summary

DAY = date(2026, 9, 21)
COMMON = ("persistent_absence", "suspended", "permanently_excluded", "wellbeing_known")
MEASURES = {
    "nursery": ("gld",),
    "primary": ("gld", "phonics", "ks2_rwm", *COMMON),
    "secondary": ("em_standard", *COMMON),
}
PHASES = tuple(MEASURES)
HEADINGS = [
    IN_ONE_MINUTE,
    THIS_YEAR,
    THREE_YEARS,
    WHAT_WE_DO,
    QUESTIONS,
    FROM_THE_HEAD,
    METHOD,
]
"""What the governors' page and their sheet have, in this order."""
PRACTICE = (
    "List compared with the council's: 12 June 2026",
    "Staff told, decided for every child: yes",
    "A named adult for every child: yes",
    "Meetings this school year: 5, the last on 20 May 2026",
    "Support under way: 5 kinds",
)


def draft(
    phase: str = "primary",
    cwsw: tuple[int, int] = (24, 61),
    other: tuple[int, int] = (130, 440),
) -> PublishedSummary:
    """A draft with two years of each measure of a phase; permanent exclusions are few."""
    few = {"permanently_excluded": ((1, 61), (2, 440))}
    figures = []
    for key in MEASURES[phase]:
        ours, theirs = few.get(key, (cwsw, other))
        figures += [proportion(key, ours, theirs, year, phase=phase) for year in (2025, 2024, 2023)]
    return publish(summary(*figures, cwsw=cwsw[1], on_roll=cwsw[1] + other[1]), PRACTICE)


def too_small() -> PublishedSummary:
    """A draft of a school so small that nothing of the group is said, its size neither."""
    return draft(cwsw=(1, 2), other=(2, 4))


def released(phase: str = "primary", **more: Any) -> PublishedSummary:
    """A publication with the head's own words."""
    words: dict[str, Any] = {
        "published": DAY,
        "comment": "We now meet every half-term.",
        "actions": ("A key adult for each child", "A breakfast club"),
    }
    return replace(draft(phase), **(words | more))


def rounded() -> Publication:
    """A publication by the first rules, as it was stored: of 2024/25, in September 2026."""
    path = Path(__file__).parent / "files" / "rounded_publication.json"
    return from_json(path.read_bytes())
