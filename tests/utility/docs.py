"""docs/governors-utility.md: `python -m tests.utility.docs` draws the schools and writes it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from cwsw.disclosure.rules import size_range
from tests.utility.schools import (
    PHASES,
    PRIMARY,
    SECONDARY,
    SPECIAL,
    School,
    of_now,
    said_before,
    said_now,
    schools,
    size_before,
)

PATH = Path(__file__).parents[2] / "docs" / "governors-utility.md"
SCHOOLS, SEED = 2000, 15
BANDS = {
    PRIMARY: ((0, 149), (150, 299), (300, 9999)),
    SECONDARY: ((0, 749), (750, 1199), (1200, 9999)),
    SPECIAL: ((0, 99), (100, 9999)),
}
PROMISED = {PRIMARY: 75, SECONDARY: 97}
"""Of a hundred schools of a phase, so many at least have an outcome said."""


def share_now(drawn: Iterable[School]) -> int:
    """Of a hundred schools: those with an outcome said by the rules."""
    every = [any(said_now(parts) for parts in s.outcomes.values()) for s in drawn]
    return 100 * sum(every) // len(every)


def share_before(drawn: Iterable[School]) -> int:
    """The same by the first rules, which said each year group apart."""
    every = [any(said_before(p) for parts in s.outcomes.values() for p in parts) for s in drawn]
    return 100 * sum(every) // len(every)


def page(day: str) -> str:
    """The page, as the simulation has it."""
    rows = [row for phase in PHASES for row in _rows(phase)]
    return "\n".join(
        (
            "# How much governors read",
            "",
            f"Written by `python -m tests.utility.docs` on {day}, from {SCHOOLS:,} simulated",
            "schools of each phase (`tests/utility/schools.py` says how they are drawn). *Before*",
            "are the first rules (counts rounded to 5), *now* those of",
            "[decision 18](decisions/0018-ranges.md). An outcome is persistent absence, results or",
            "suspensions of one year. `tests/property/test_attack.py` attacks the same rules;",
            "[the promises](security.md) say what they hold back.",
            "",
            "| schools | pupils | outcome said before | outcome said now | median width of a count "
            "| …of its group | …of the group's size before | …now |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "Shares are of a hundred schools. A width is how many values a reader is left with; a "
            "count had five before as well.",
            "",
        )
    )


def _rows(phase: str) -> Iterable[str]:
    drawn = list(schools(phase, SCHOOLS, SEED))
    yield _row(phase, "all", drawn)
    for low, high in BANDS[phase]:
        of_band = [s for s in drawn if low <= s.pupils <= high]
        name = f"{low} and more" if high == 9999 else f"{low} to {high}"
        yield _row(phase, f"up to {high}" if low == 0 else name, of_band)


def _row(phase: str, band: str, drawn: list[School]) -> str:
    parts = [p for s in drawn for p in s.outcomes.values() if said_now(p)]
    counts = [_width(said_now(p)) for p in parts]
    groups = [_width(of_now(p)) for p in parts]
    before = median(_width(size_before(s.group)) for s in drawn)
    now = median(_size_now(s) for s in drawn)
    cells = (
        phase,
        band,
        share_before(drawn),
        share_now(drawn),
        f"{median(counts):g}",
        f"{median(groups):g}",
        f"{before:g}",
        f"{now:g}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _size_now(school: School) -> int:
    return _width(size_range(school.group, school.pupils)) or school.pupils + 1


def _width(found) -> int:
    return found.high - found.low + 1 if found else 0


if __name__ == "__main__":
    today = datetime.now(UTC).date()
    PATH.write_text(page(f"{today.day} {today:%B %Y}"), encoding="utf-8")
