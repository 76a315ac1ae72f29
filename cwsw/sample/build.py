"""Writes the two workbooks of data/sample: `python -m cwsw.sample.build`."""

from collections.abc import Mapping
from pathlib import Path

from cwsw.paths import SAMPLE_FOLDER
from cwsw.sample.school import sample_workbook

SHIPPED: Mapping[str, tuple[str, int, int]] = {
    "primary.xlsx": ("primary", 420, 2),
    "secondary.xlsx": ("secondary", 1200, 1198),
}
"""File name -> phase, pupils on roll and seed of the sample schools that are shipped.

The seeds were chosen for what they show: 150 of 1,200 pupils with a social worker, and figures on
both sides of the national ones.
"""


def build(folder: Path = SAMPLE_FOLDER) -> None:
    """Write the sample workbooks into a folder, which is made where it is missing.

    They hold registers, so that a child's weeks can be looked at.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, (phase, pupils, seed) in SHIPPED.items():
        (folder / name).write_bytes(sample_workbook(phase, pupils, seed, registers=True))


if __name__ == "__main__":
    build()
