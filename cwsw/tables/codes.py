"""The closed code sets of the workbook (contract section 1) and of attendance registers."""

from enum import StrEnum

PHASES = ("nursery", "primary", "secondary", "all-through", "special", "AP", "post-16")
PLANS = ("CIN", "CP", "CLA")
STAGES = ("EYFS", "PHONICS", "KS2", "KS4")
SUBJECTS = {
    "EYFS": ("GLD",),
    "PHONICS": ("Mark",),
    "KS2": ("Reading", "Writing", "Maths"),
    "KS4": ("English Language", "English Literature", "Maths", "Attainment 8", "Progress 8"),
}
PLACEMENTS = ("AP", "Part-time timetable", "Dual")
DESTINATIONS = (
    "A levels",
    "Other level 3",
    "Level 2 or below",
    "Apprenticeship",
    "Employment",
    "Higher education",
    "NEET",
    "Unknown",
)
INFORMANTS = ("Teacher", "Parent", "Self")
GROUPS = ("cwsw", "looked_after", "undated", "earlier", "other")
DECISIONS = ("accept", "refuse", "ask")
AWARENESS = ("told", "not needed", "to decide")
OUTCOMES = ("continue", "change", "stop")

YEAR_GROUPS = {"N1": -2, "N2": -1, "R": 0} | {str(n): n for n in range(1, 15)}
"""Workbook year group -> number (contract section 3: N1 = -2, N2 = -1, R = 0)."""


def year_group_label(number: int) -> str:
    """-2 -> 'Nursery 1', 0 -> 'Reception', 7 -> 'Year 7'."""
    early = {-2: "Nursery 1", -1: "Nursery 2", 0: "Reception"}
    return early.get(number, f"Year {number}")


class ListEvent(StrEnum):
    """What may be recorded of a child of the list."""

    BEGUN = "plan begun"
    ENDED = "plan ended"
    CORRECTED = "plan dates corrected"
    JOINED = "joined"
    LEFT = "left"


class ListChangeOutcome(StrEnum):
    """How a later upload answered a change of the list: the same, or its word was taken instead."""

    SAME = "the same"
    REPLACED = "replaced"


LIST_EVENTS = tuple(event.value for event in ListEvent)
LIST_CHANGE_OUTCOMES = tuple(answer.value for answer in ListChangeOutcome)


class RegisterMark(StrEnum):
    """What one register mark counts as."""

    ATTENDING = "attending"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    NOT_POSSIBLE = "not possible"


_BY_MARK = {
    RegisterMark.ATTENDING: "/ \\ L K V P W B J",
    RegisterMark.AUTHORISED: "C C1 C2 E I J1 M R S T H F",
    RegisterMark.UNAUTHORISED: "G N O U",
    RegisterMark.NOT_POSSIBLE: "D Q X Y Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #",
}
REGISTER_CODES = {code: mark for mark, codes in _BY_MARK.items() for code in codes.split()}
"""Register code -> what it counts as, at any date.

Source: School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10, with the
older codes H and F (authorised), J (attending) and Y (not possible).
"""

# No mark is neither present nor absent: it enters no sum (contract section 1).
NO_MARK = ("", "-")
