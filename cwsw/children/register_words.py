"""Register codes in words.

Source: School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10; the words follow
the published code lists of school systems.
"""

from collections.abc import Iterable, Mapping

WORDS: Mapping[str, str] = {
    "/": "present in the morning",
    "\\": "present in the afternoon",
    "L": "late, before the register closed",
    "K": "education arranged by the local authority",
    "V": "educational visit",
    "P": "sporting activity",
    "W": "work experience",
    "B": "other approved education off site",
    "D": "at the other school where also registered",
    "C": "leave in exceptional circumstances",
    "C1": "leave for a performance or work abroad",
    "C2": "leave on an agreed part-time timetable",
    "E": "suspended or excluded",
    "I": "illness",
    "J1": "interview",
    "M": "medical or dental appointment",
    "R": "religious observance",
    "S": "study leave",
    "T": "parent travelling for work",
    "G": "holiday not agreed",
    "N": "reason not yet known",
    "O": "other or unknown reason, not authorised",
    "U": "arrived after the register closed",
    "Q": "no way to get to school arranged",
    "X": "not required to attend",
    "Y": "unable to attend",
    "Y1": "transport not available",
    "Y2": "travel widely disrupted",
    "Y3": "part of the school out of use",
    "Y4": "school closed unexpectedly",
    "Y5": "in custody",
    "Y6": "public health rules",
    "Y7": "another unavoidable cause",
    "Z": "not yet on roll",
    "#": "school closed as planned",
    "J": "interview (old code, attending)",
    "H": "family holiday agreed (old code)",
    "F": "long family holiday agreed (old code)",
}


def in_words(codes: Iterable[tuple[str, int]]) -> str:
    """'4 × illness; 1 × reason not yet known'; the most frequent first."""
    ordered = sorted(codes, key=lambda pair: (-pair[1], pair[0]))
    return "; ".join(f"{number} × {WORDS[code]}" for code, number in ordered)
