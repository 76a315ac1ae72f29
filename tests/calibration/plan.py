"""What the long run draws, and what the slice of it in every test run draws."""

from collections.abc import Mapping

from tests.calibration.schools import YEARS, Design

SEED = 20261124
SIZES = (6, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200)
SCHOOLS = 4000
SCHOOLS_OF_POWER = 500
SCHOOLS_OF_GAPS = 2000

DESIGNS: Mapping[str, Design] = {
    f"{len(YEARS)} years, usual year groups": Design(len(YEARS), all_counted=False),
    f"{len(YEARS)} years, all counted": Design(len(YEARS), all_counted=True),
    "1 year, usual year groups": Design(1, all_counted=False),
    "1 year, all counted": Design(1, all_counted=True),
}

SLICE_SIZES = (6, 20, 75)
SLICE_SCHOOLS = 150
