"""Year groups as schools write them: 'Year N2', 'Yr 7', 'FS2', '7.0'."""

import re

from cwsw.intake.foreign.aliases import word
from cwsw.tables import codes

_NUMBERED = re.compile(
    r"(?:national curriculum |curriculum |nc )?(?:year|yr|y)?\s*0*(\d{1,2})(?:\.0+)?", re.I
)


def read_group(text: str) -> int | None:
    """-2 to 14; None where it is not certain ('0', 'EYFS', 'Nursery')."""
    meaning = word("year_group", text)
    if meaning is not None:
        return codes.YEAR_GROUPS[meaning]
    match = _NUMBERED.fullmatch(text.strip())
    return codes.YEAR_GROUPS.get(match[1]) if match else None
