"""Results: a subject belongs to its stage, and a result to its subject (contract section 6)."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cwsw.intake.cells import Unreadable, read_choice, read_flag, read_number
from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings
from cwsw.tables.codes import SUBJECTS

MOST_PHONICS = 40
_NOT = "result_not_readable"


def settle_results(rows: Rows, findings: Findings) -> None:
    """Write subjects and results in their own spelling; set rows aside that have none."""
    names = ("stage", "subject", "result")
    whole = [*zip(*map(rows.values, names), strict=True)]
    # Each different result once: a list of a year group has a few hundred in thousands of rows.
    settled = {key: _settle(*key) for key in set(whole) if None not in key}
    for index in [*rows.live()]:
        spelling = settled[whole[index]]
        if isinstance(spelling, Unreadable):
            _set_aside(rows, index, spelling, findings)
        else:
            rows.fields["subject"][index], rows.fields["result"][index] = spelling


def read_grade(text: str) -> str | Unreadable:
    """A GCSE grade: a number, or U."""
    if text.upper() == "U":
        return "U"
    return _number_text(text) or Unreadable("is neither a number nor U", _NOT)


def read_ks2(text: str) -> str:
    """A scaled score or a code; anything may stand here."""
    return _number_text(text) or text.upper()


def _settle(stage: str, subject: str, result: str) -> tuple[str, str] | Unreadable:
    subjects = SUBJECTS[stage]
    spelling = read_choice(subjects, subject)
    if not isinstance(spelling, str):
        return Unreadable(f"is no subject of {stage} ({', '.join(subjects)})", "subject_not_known")
    read = _BY_SUBJECT.get((stage, spelling), _BY_STAGE[stage])(result)
    return read if isinstance(read, Unreadable) else (spelling, read)


def _set_aside(rows: Rows, index: int, why: Unreadable, findings: Findings) -> None:
    column = "Subject" if why.code == "subject_not_known" else "Result"
    place = rows.place(index, column)
    value = rows.fields[column.lower()][index]
    text = f'{column} "{value[:40]}" in row {place.row} of {place.sheet} {why.mend}.'
    rows.reject(index, findings, why.code, place, text, value)


def _number_text(text: str) -> str | None:
    """'7.0' -> '7'; None where it is no number."""
    number = read_number(text)
    return f"{number.normalize():f}" if isinstance(number, Decimal) else None


def _gld(text: str) -> str | Unreadable:
    flag = read_flag(text)
    if not isinstance(flag, bool):
        return Unreadable("is not Y or N", _NOT)
    return "Y" if flag else "N"


def _phonics(text: str) -> str | Unreadable:
    mark = _number_text(text)
    marks = {str(number) for number in range(MOST_PHONICS + 1)}
    return mark if mark in marks else Unreadable(f"is not a mark from 0 to {MOST_PHONICS}", _NOT)


def _score(text: str) -> str | Unreadable:
    return _number_text(text) or Unreadable("is not a number", _NOT)


_BY_STAGE: Mapping[str, Callable[[str], str | Unreadable]] = {
    "EYFS": _gld,
    "PHONICS": _phonics,
    "KS2": read_ks2,
    "KS4": read_grade,
}
_BY_SUBJECT: Mapping[tuple[str, str], Callable[[str], str | Unreadable]] = {
    ("KS4", "Attainment 8"): _score,
    ("KS4", "Progress 8"): _score,
}
