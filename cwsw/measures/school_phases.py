"""Which measures concern a school of a phase, and which of them are the cards of its overview."""

from collections.abc import Mapping

from cwsw.measures.registry import Page

_PHASES: Mapping[Page, tuple[str, ...]] = {
    Page.EARLY_YEARS: ("nursery", "primary", "all-through", "special"),
    Page.PRIMARY: ("primary", "all-through", "special"),
    Page.GCSE: ("secondary", "all-through", "special", "AP", "post-16"),
}


def suits(page: Page, phase: str | None) -> bool:
    """Whether a page's measures can concern a school of this phase (None: any may)."""
    # A page that is not named concerns every phase: attendance, suspensions and wellbeing.
    return phase is None or phase in _PHASES.get(page, (phase,))


OVERVIEW: Mapping[str, tuple[str, ...]] = {
    "nursery": ("gld", "suspended", "wellbeing_known"),
    "primary": (
        "persistent_absence",
        "severe_absence",
        "suspended",
        "gld",
        "phonics",
        "ks2_rwm",
    ),
    "secondary": (
        "severe_absence",
        "suspended",
        "persistent_absence",
        "em_strong",
        "em_standard",
        "neet_at_16",
    ),
    "post-16": ("overall_absence", "he_at_18", "neet_at_16", "suspended", "wellbeing_known"),
    "special": (
        "persistent_absence",
        "severe_absence",
        "suspended",
        "part_time_timetable",
        "alternative_provision",
        "wellbeing_known",
    ),
}
"""Overview cards by phase, in order: at most six, so that a strength makes seven (design 4)."""

_OVERVIEW_ALL_PHASES = (
    "persistent_absence",
    "severe_absence",
    "suspended",
    "gld",
    "ks2_rwm",
    "em_standard",
)


def overview_keys(phase: str | None) -> tuple[str, ...]:
    """The measures that stand on the overview of a school of this phase."""
    if phase == "AP":
        return OVERVIEW["special"]
    return OVERVIEW.get(phase or "", _OVERVIEW_ALL_PHASES)
