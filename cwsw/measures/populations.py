"""The population that each measure asks about, and the reasons for leaving pupils out.

Conditions are SQL over the rows of `cwsw.measures.left_out.CANDIDATES`. What a measure counts is in
counting/03_pupil_year.sql, and only there.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOutReason:
    """Why a pupil is left out, in words and as a condition; the first that holds is given."""

    words: str
    condition: str


@dataclass(frozen=True)
class Population:
    """The pupils a measure asks about, as a condition and in words, and who of them is left out."""

    condition: str
    words: str
    reasons: tuple[LeftOutReason, ...]


def _in_year(number: int, words: str, missing: str) -> Population:
    # A result is missed only of pupils on roll; the measure itself may count leavers too.
    condition = f"on_roll and year_group_then = {number}"
    return Population(condition, f"{words} on roll in the year", (LeftOutReason(missing, "true"),))


def on_roll(missing: str, *before: LeftOutReason) -> Population:
    """Everybody on roll in the year; `missing` says what those without a value lack."""
    return Population("on_roll", "on roll in the year", (*before, LeftOutReason(missing, "true")))


_RESULT = "result missing"
_DESTINATION = "no known destination, or two different ones"
RECEPTION = _in_year(0, "in Reception and", _RESULT)
YEAR_1 = _in_year(1, "in Year 1 and", _RESULT)
YEAR_6 = _in_year(6, "in Year 6 and", _RESULT)
YEAR_11 = _in_year(11, "in Year 11 and", _RESULT)
ABSENCE = on_roll(
    "no sessions in the spreadsheet",
    LeftOutReason("under 5 or over 15", "not counted_age"),
    LeftOutReason("no possible sessions", "possible = 0"),
)
COUNTED = on_roll("no count in the spreadsheet")
LEAVING_YEAR_11 = _in_year(11, "in Year 11 and", _DESTINATION)
LEAVING_YEAR_13 = _in_year(13, "in Year 13 and", _DESTINATION)
SDQ = on_roll("no total with a known informant")
ON_ROLL_TODAY = on_roll("left before the as-at date")
