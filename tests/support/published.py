"""Publications by hand, of the three phases that differ in what they measure."""

from dataclasses import replace
from datetime import date

from cwsw.disclosure import PublishedSummary, publish
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


def draft(phase: str = "primary", cwsw=(24, 61), other=(130, 440)) -> PublishedSummary:
    """A draft with a figure for each measure of a phase; permanent exclusions are few."""
    few = {"permanently_excluded": ((1, 61), (2, 440))}
    figures = []
    for key in MEASURES[phase]:
        ours, theirs = few.get(key, (cwsw, other))
        figures.append(proportion(key, ours, theirs, phase=phase))
    return publish(summary(*figures, cwsw=cwsw[1], on_roll=cwsw[1] + other[1]))


def too_small() -> PublishedSummary:
    """A draft of a school so small that every figure is hidden, the size too."""
    return draft(cwsw=(3, 7), other=(2, 8))


def released(phase: str = "primary", **more) -> PublishedSummary:
    """A publication with the head's own words."""
    words = {
        "published": DAY,
        "comment": "We now meet every half-term.",
        "actions": ("A key adult for each child", "A breakfast club"),
    }
    return replace(draft(phase), **(words | more))
