"""Reads the column of year groups of a pupil list; words that are not certain are asked."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from cwsw.intake.cells import plain
from cwsw.intake.exports import values
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.yeargroups import LEFT, possible_groups, read_group
from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.proposal import Choice
from cwsw.tables.years import academic_year

BY_BIRTH = "by date of birth"
"""The answer that takes each pupil's year group from the date of birth, as in a mixed class."""

_ENOUGH, _MOST = 5, 0.7
"""Pupils whose year group and age must be known, and their share that must fit together."""

_LABELS = {number: label for label, number in YEAR_GROUPS.items()}
_COST = "Without a year group these pupils are left out of phonics, GCSE and absence by age."


def read_groups(
    sheet: ExportSheet, column: MatchedColumn, births: Sequence[date | None], notebook: Notebook
) -> list[int | None]:
    """Year groups as numbers, -2 to 14, one for each row."""
    texts = [plain(cell) for cell in sheet.cells(column.index)]
    group_of_text = {text: read_group(text) for text in {*texts}}
    groups = [group_of_text[text] for text in texts]
    # The pupils whose group is certain show how ages and groups go together on this list.
    start = _starting_year(groups, births)
    by_birth = [_from_birth(birth, start) for birth in births]
    groups_by_text: defaultdict[str, set[int | None]] = defaultdict(set)
    for text, number in zip(texts, by_birth, strict=True):
        if group_of_text[text] is None and not values.is_null(text):
            groups_by_text[text].add(number)
    answers = {
        text: ask_group(sheet, column, text, _likely(text, ages), notebook, start is not None)
        for text, ages in groups_by_text.items()
    }
    return [
        number if group_of_text[text] is not None else _answered(answers.get(text), number_by_birth)
        for text, number, number_by_birth in zip(texts, groups, by_birth, strict=True)
    ]


def ask_group(
    sheet: ExportSheet,
    column: MatchedColumn,
    text: str,
    likely: str | None,
    notebook: Notebook,
    ages: bool = False,
) -> str | None:
    """What a person says that a word in the column of year groups means."""
    options = [
        *([Choice(BY_BIRTH, "Each pupil's own, by the date of birth")] if ages else []),
        *(Choice(label, f"Year group {label}") for label in YEAR_GROUPS),
        Choice(LEFT, "They have left: not on roll"),
        Choice(values.DROP, "Not known"),
    ]
    return values.ask_word(sheet, column, text, options, _COST, notebook, likely)


def has_open_question(sheet: ExportSheet, number: int, notebook: Notebook) -> bool:
    """Whether what a row says of the year group is a question that is still open."""
    column = sheet.column("year_group")
    if column is None or number not in sheet.numbers:
        return False
    text = plain(sheet.cells(column.index)[sheet.numbers.index(number)])
    return notebook.has_question("values", column.key, text)


def _starting_year(groups: Sequence[int | None], births: Sequence[date | None]) -> int | None:
    """The academic year of birth of those in Reception, by pupils of whom both are known."""
    pairs = zip(groups, births, strict=True)
    years = Counter(g + academic_year(b) for g, b in pairs if g is not None and b is not None)
    if not years:
        return None
    year, number = years.most_common(1)[0]
    return year if number >= max(_ENOUGH, _MOST * years.total()) else None


def _from_birth(birth: date | None, start: int | None) -> int | None:
    if birth is None or start is None:
        return None
    number = start - academic_year(birth)
    return number if number in _LABELS else None


def _likely(text: str, by_birth: set[int | None]) -> str | None:
    """The answer to suggest: what word and ages agree on, else the word alone."""
    possible = possible_groups(text)
    ages = {*by_birth}
    # Where word and ages disagree neither is suggested over the other without need.
    if None not in ages and (ages <= {*possible} or not possible):
        return _LABELS[next(iter(ages)) or 0] if len(ages) == 1 else BY_BIRTH
    if len(possible) == 1:
        return _LABELS[possible[0]]
    return {(-2, -1): "N2", (-2, -1, 0): "R"}.get(possible)


def _answered(answer: str | None, by_birth: int | None) -> int | None:
    return by_birth if answer == BY_BIRTH else YEAR_GROUPS.get(answer or "")
