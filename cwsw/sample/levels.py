"""How often things happen in the made-up schools, by the kind of plan a child has or had.

Near the published figures for England: absence 2024/25 by phase, suspensions 2023/24, attainment
2024/25 (DfE, Outcomes for children in need; DfE, Local Authority Interactive Tool). Where DfE
publishes nothing for a group, a value between its neighbours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CareHistory(StrEnum):
    """The social-care history a made-up child is given."""

    CP = "on a child protection plan"
    CIN = "on a child in need plan"
    ENDED = "a plan that ended within six years"
    LOOKED_AFTER = "looked after, with no other plan"
    UNDATED = "a plan without dates"
    EARLIER = "only plans more than six years ago"
    OTHER = "no plan"


COHORT = (CareHistory.CP, CareHistory.CIN, CareHistory.ENDED)

SHARES: Mapping[CareHistory, float] = {
    CareHistory.CP: 0.018,
    CareHistory.CIN: 0.034,
    CareHistory.ENDED: 0.073,
    CareHistory.LOOKED_AFTER: 0.010,
    CareHistory.UNDATED: 0.006,
    CareHistory.EARLIER: 0.016,
}
"""Share of a school's pupils with each story; all others have none."""

Sector = str
"""primary, secondary, special or AP: what national figures are published for."""


def sector(phase: str, year_group: int) -> Sector:
    """The national figures that fit a year group of a phase."""
    if phase in ("special", "AP"):
        return phase
    return "primary" if year_group <= 6 else "secondary"


@dataclass(frozen=True)
class Absence:
    """Shares of pupils who miss 10% and 50% of their own sessions, and of absence not agreed."""

    persistent: float
    severe: float
    unauthorised: float


_UNAUTHORISED: Mapping[CareHistory, float] = {
    CareHistory.CP: 0.57,
    CareHistory.CIN: 0.46,
    CareHistory.ENDED: 0.42,
    CareHistory.LOOKED_AFTER: 0.37,
    CareHistory.UNDATED: 0.38,
    CareHistory.EARLIER: 0.38,
    CareHistory.OTHER: 0.32,
}

_PERSISTENT_AND_SEVERE: Mapping[Sector, Mapping[CareHistory, tuple[float, float]]] = {
    "primary": {
        CareHistory.CP: (0.43, 0.040),
        CareHistory.CIN: (0.345, 0.033),
        CareHistory.ENDED: (0.255, 0.020),
        CareHistory.LOOKED_AFTER: (0.075, 0.008),
        CareHistory.UNDATED: (0.18, 0.014),
        CareHistory.EARLIER: (0.16, 0.012),
        CareHistory.OTHER: (0.110, 0.006),
    },
    "secondary": {
        CareHistory.CP: (0.70, 0.28),
        CareHistory.CIN: (0.61, 0.20),
        CareHistory.ENDED: (0.44, 0.12),
        CareHistory.LOOKED_AFTER: (0.275, 0.095),
        CareHistory.UNDATED: (0.33, 0.07),
        CareHistory.EARLIER: (0.30, 0.06),
        CareHistory.OTHER: (0.200, 0.022),
    },
    "special": {
        CareHistory.CP: (0.58, 0.14),
        CareHistory.CIN: (0.375, 0.09),
        CareHistory.ENDED: (0.37, 0.085),
        CareHistory.LOOKED_AFTER: (0.26, 0.05),
        CareHistory.UNDATED: (0.36, 0.08),
        CareHistory.EARLIER: (0.36, 0.08),
        CareHistory.OTHER: (0.345, 0.065),
    },
    "AP": {
        CareHistory.CP: (0.94, 0.52),
        CareHistory.CIN: (0.92, 0.48),
        CareHistory.ENDED: (0.87, 0.42),
        CareHistory.LOOKED_AFTER: (0.74, 0.30),
        CareHistory.UNDATED: (0.82, 0.36),
        CareHistory.EARLIER: (0.82, 0.36),
        CareHistory.OTHER: (0.80, 0.34),
    },
}


def absence(place: Sector, story: CareHistory) -> Absence:
    """How much school pupils of a story miss in a year."""
    persistent, severe = _PERSISTENT_AND_SEVERE[place][story]
    return Absence(persistent, severe, _UNAUTHORISED[story])


_SUSPENDED: Mapping[Sector, float] = {
    "primary": 0.16,
    "secondary": 1.0,
    "special": 0.30,
    "AP": 1.6,
}

_SUSPENDED_AT_SECONDARY: Mapping[CareHistory, float] = {
    CareHistory.CP: 0.29,
    CareHistory.CIN: 0.28,
    CareHistory.ENDED: 0.215,
    CareHistory.LOOKED_AFTER: 0.27,
    CareHistory.UNDATED: 0.13,
    CareHistory.EARLIER: 0.12,
    CareHistory.OTHER: 0.064,
}


def suspended(place: Sector, story: CareHistory) -> float:
    """Share of pupils suspended at least once in a year."""
    return _SUSPENDED[place] * _SUSPENDED_AT_SECONDARY[story]


ATTAINMENT: Mapping[CareHistory, float] = {
    CareHistory.CP: -1.72,
    CareHistory.CIN: -1.65,
    CareHistory.ENDED: -1.00,
    CareHistory.LOOKED_AFTER: -1.60,
    CareHistory.UNDATED: -0.40,
    CareHistory.EARLIER: -0.40,
    CareHistory.OTHER: 0.0,
}
"""Mean distance from pupils with no plan at the end of Year 11, in standard deviations."""

NEEDS: Mapping[CareHistory, tuple[float, float, float]] = {
    CareHistory.CP: (0.24, 0.26, 0.60),
    CareHistory.CIN: (0.22, 0.30, 0.60),
    CareHistory.ENDED: (0.25, 0.15, 0.52),
    CareHistory.LOOKED_AFTER: (0.27, 0.33, 0.20),
    CareHistory.UNDATED: (0.18, 0.08, 0.38),
    CareHistory.EARLIER: (0.18, 0.08, 0.38),
    CareHistory.OTHER: (0.13, 0.04, 0.21),
}
"""Share with SEN support, with an education, health and care plan, with free school meals."""

PLACED: Mapping[CareHistory, tuple[float, float]] = {
    CareHistory.CP: (0.060, 0.050),
    CareHistory.CIN: (0.050, 0.045),
    CareHistory.ENDED: (0.035, 0.030),
    CareHistory.LOOKED_AFTER: (0.030, 0.030),
    CareHistory.UNDATED: (0.010, 0.010),
    CareHistory.EARLIER: (0.010, 0.010),
    CareHistory.OTHER: (0.004, 0.004),
}
"""Share of secondary pupils in alternative provision, and on a part-time timetable, in a year."""

SDQ: Mapping[CareHistory, tuple[float, float]] = {
    CareHistory.CP: (14.5, 6.0),
    CareHistory.CIN: (14.0, 6.0),
    CareHistory.ENDED: (12.0, 5.5),
    CareHistory.LOOKED_AFTER: (14.9, 6.0),
    CareHistory.UNDATED: (10.0, 5.5),
    CareHistory.EARLIER: (10.0, 5.5),
    CareHistory.OTHER: (7.5, 5.0),
}
"""Mean and standard deviation of teachers' SDQ totals."""
