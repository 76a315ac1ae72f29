"""Reads the marks of registers: attendance codes, or words and ticks for present and absent."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_mark
from cwsw.intake.columns import fold
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import missing_fact, whether_read
from cwsw.intake.grids import Cell
from cwsw.intake.problems import Place, shorten
from cwsw.tables.codes import REGISTER_CODES
from cwsw.tables.proposal import Choice, Question

NO_MARK = frozenset(("", "-", "*", "N/A"))
SAMPLE = 5_000
"""Cells that are looked at to find out what the marks of a sheet are."""

BOTH, AM, PM = "both", "AM", "PM"
PRESENT_ABSENT, CODES, LEAVE_OUT = "present and absent", "attendance codes", "not read"
_CODE_SHARE = 0.5
_P_SHARE = 0.3
_WORD_SHARE = 0.9
_FEW_MARKS = 5
# fmt: off
_WORDS: Mapping[str, tuple[str, ...]] = {
    "/": (
        "p", "present", "pres", "1", "y", "yes", "true", "✓", "✔", "here", "in", "attended", "/",
        "\\",
    ),
    "L": ("l", "late", "present late"),
    "N": (
        "a", "absent", "abs", "0", "n", "no", "false", "x", "✗", "✘", "missing", "out", "absence",
    ),
    "I": ("i", "ill", "sick", "illness", "unwell"),
    "M": ("m", "medical", "dentist", "doctor", "appointment", "medical appointment"),
    "C": ("authorised", "auth", "authorised absence"),
    "O": ("u", "unauthorised", "unauth", "unauthorised absence", "truant"),
}
# fmt: on
_MEANS = {word: code for code, words in _WORDS.items() for word in words}
Marks = tuple[str | None, str | None, bool]
"""One mark, or two and true."""

Reader = Callable[[Cell], Marks | str]
"""A cell of a register as its marks, or its text where it is no mark."""


def reader_for(sheet: ExportSheet, cells: Iterable[Cell], notebook: Notebook) -> Reader | None:
    """Choose how the marks of a register are read.

    Args:
        sheet: The register.
        cells: A sample of its cells.
        notebook: Gets the question where the marks are not plainly attendance codes.

    Returns:
        The reader of a cell; None where the register is left out.
    """
    counts = _counts(cells)
    total = sum(counts.values())
    codes = sum(n for text, n in counts.items() if not isinstance(split(text), str))
    letters = _are_letters(counts, total)
    if not total or (codes >= _CODE_SHARE * total and not letters):
        return split
    words = sum(n for text, n in counts.items() if not isinstance(_split_words(text), str))
    if words >= _WORD_SHARE * total:
        answer = notebook.settle(_question(sheet, counts, letters=letters))
        return {PRESENT_ABSENT: _split_words, CODES: split}.get(answer or "")
    listed = ", ".join(f"{shorten(t)} ({n:,})" for t, n in counts.most_common(6))
    text = (
        f"The marks of {sheet.grid.sheet} are no attendance codes ({listed}): export the register "
    )
    ask_to_leave_out(sheet, text + "with its codes, and leave this one out.", notebook)
    return None


def _counts(cells: Iterable[Cell]) -> Counter[str]:
    """How often each mark comes; what stands for no mark is left out."""
    raw_counts = Counter(cells)
    counts: Counter[str] = Counter()
    for cell, number in raw_counts.items():
        text = plain(cell).upper()
        if text not in NO_MARK:
            counts[text] += number
    return counts


def _are_letters(counts: Counter[str], total: int) -> bool:
    """Whether P or Y stands where a register of codes would have / and \\."""
    single = Counter[str]()
    for text, number in counts.items():
        for mark in text.split() if " " in text else [*text] if len(text) == 2 else [text]:
            single[mark] += number
    slashes = single["/"] + single["\\"]
    # P and Y are attendance codes too, for a sporting activity and for not possible: rare ones.
    letters = max(single["P"], single["Y"])
    if single["P"] and single["A"] and not slashes:  # A is no attendance code
        return True
    return bool(total) and letters >= _P_SHARE * sum(single.values()) and slashes < letters


def split(cell: Cell) -> Marks | str:
    """One code, or the two of a day; the text itself where it is neither."""
    text = plain(cell).upper()
    if text in NO_MARK:
        return None, None, False
    if text in REGISTER_CODES:
        return text, None, False
    marks = _pair(text)
    if marks and all(m in REGISTER_CODES or m in NO_MARK for m in marks):
        first, second = (None if m in NO_MARK else m for m in marks)
        return first, second, True
    return text


def _split_words(cell: Cell) -> Marks | str:
    """The same of words, ticks and letters for present and absent, and of codes beside them."""
    text = plain(cell)
    if text.upper() in NO_MARK:
        return None, None, False
    whole_mark = _word(text)
    if whole_mark is not None:
        return whole_mark, None, False
    marks = [_word(mark) for mark in _pair(text)]
    if len(marks) == 2 and None not in marks:
        return marks[0], marks[1], True
    return text.upper()


def _word(text: str) -> str | None:
    code = _MEANS.get(text.casefold())
    return code or (text.upper() if text.upper() in REGISTER_CODES else None)


def _pair(text: str) -> list[str]:
    """The two marks of a day that stand in one cell; [] where there are not two."""
    # '/\\' and '/ \\' are a morning and an afternoon.
    marks = text.split() if " " in text else [*text]
    return marks if len(marks) == 2 else []


def read_single(cell: Cell, reader: Reader) -> Any:  # noqa: ANN401
    """One mark of a cell that holds one, as a column reader gives it."""
    marks = reader(cell)
    if isinstance(marks, str):
        return Unreadable("is no attendance code", "unknown_mark")
    return read_mark(cell) if reader is split and not marks[2] else marks[0]


def _question(sheet: ExportSheet, counts: Counter[str], *, letters: bool) -> Question:
    listed = ", ".join(f"{shorten(t)} ({n:,})" for t, n in counts.most_common(6))
    words = "Attendance codes: P is a sporting activity, Y not possible"
    as_codes = (Choice(CODES, words),) if letters else ()
    return missing_fact(
        sheet,
        "Marks",
        text=f"The marks of {sheet.grid.sheet} are {listed}: what do they mean?",
        options=(
            Choice(PRESENT_ABSENT, "Present and absent; an absence without a reason counts as N"),
            *as_codes,
            Choice("", "Leave this register out"),
        ),
        suggested=PRESENT_ABSENT if "A" in counts or len(counts) <= _FEW_MARKS else CODES,
        why="they are not the attendance codes, or can mean something else among them",
        cost="It decides how much absence is counted.",
    )


def ask_to_leave_out(sheet: ExportSheet, text: str, notebook: Notebook) -> None:
    """Say that a sheet cannot be read; the upload waits until it is left out."""
    question = whether_read(
        sheet.grid,
        sheet.key,
        text=text,
        options=(Choice(LEAVE_OUT, "Leave this sheet out"),),
        suggested=LEAVE_OUT,
        why="nothing of it can be counted",
        cost="The absence in it is then not known.",
    )
    notebook.settle(question)


_LESSON = ("p", "period", "lesson", "l", "per")


def are_lessons(cells: Iterable[Cell]) -> bool:
    """Whether a column of sessions names lessons: more than two numbered ones."""
    texts = {fold(plain(cell)) for cell in set(cells)} - {""}
    numbered = {t for t in texts if t[-1:].isdigit() and t.rstrip("0123456789") in ("", *_LESSON)}
    return len(numbered) > 2 and len(numbered) * 2 > len(texts)


def ask_session(sheet: ExportSheet, why: str, notebook: Notebook) -> str:
    """Ask of which session one mark for a whole day is."""
    question = missing_fact(
        sheet,
        "Session",
        text=f"{sheet.grid.sheet} has one mark for each day: which session is it of?",
        options=(
            Choice(BOTH, "Both sessions of the day"),
            Choice(AM, "The morning"),
            Choice(PM, "The afternoon"),
        ),
        suggested=BOTH,
        why=why,
        cost="It decides how many sessions are possible and missed.",
    )
    return notebook.settle(question) or BOTH


def warn_of_unknown_mark(mark: str, place: Place, notebook: Notebook) -> None:
    """Warn of one mark that is no attendance code."""
    text = f'"{mark[:10]}" in row {place.row} of {place.sheet} is no attendance code.'
    notebook.findings.warning("unknown_mark", place, text, "This mark counts for nothing.", mark)
