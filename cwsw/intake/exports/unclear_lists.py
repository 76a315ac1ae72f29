"""Asks about sheets that name children of the school and were not understood.

Such a sheet is asked about before anything is loaded: whether its children are on plans, or whether
it is to be left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from cwsw.intake.cells import plain
from cwsw.intake.exports import unsupported_reports
from cwsw.intake.exports.listed_names import folded_words
from cwsw.intake.exports.parsed_sheets import Foreign, UnreadSheet
from cwsw.intake.exports.plan_lists import plans_named
from cwsw.intake.exports.plan_questions import NOT_READ, children_question
from cwsw.intake.exports.planwords import NO_PLAN
from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet_questions import whether_read
from cwsw.intake.exports.sheet_words import plans_in
from cwsw.intake.exports.upns import read_upn
from cwsw.intake.grids import Grid, Row, Rows
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, Question

READ_IT = "read"
"""The answer that has a sheet beside our own Pupils sheet read as a list of another system."""

# Bounds of the search for names, so that a large sheet of something else costs no time.
_MOST_ROWS, _MOST_CELLS, _LONGEST = 2_000, 40, 60
_MOST_OF_ROLL = 0.6
"""Share of the pupils from which lists of names are the roll again, and no choice among it."""

_IDENTITY_FIELDS = frozenset(
    ("upn", "surname", "forename", "date_of_birth", "year_group", "form", "sex")
)


class PupilFinder:
    """The pupils of the school, to be found in the cells of a sheet that was not understood."""

    def __init__(self, pupils: Rows) -> None:
        self._pupils = pupils
        self._folded: dict[str, frozenset[str]] = {}

    def named_in(self, rows: Sequence[Row]) -> set[str]:
        """The UPNs of the pupils whom rows name, by UPN or by all words of the name."""
        return {upn for row in rows[:_MOST_ROWS] for upn in self._in_row(row)}

    def _in_row(self, row: Row) -> Iterable[str]:
        texts = {c[:_LONGEST] for c in row[:_MOST_CELLS] if isinstance(c, str) and c}
        upns = (self._upn(text) for text in texts)
        yield from (upn for upn in upns if upn in self._names)
        words = frozenset[str]().union(*map(self._words, texts))
        near = {upn for word in words for upn in self._by_word.get(word, ())}
        yield from (upn for upn in near if self._names[upn] <= words)

    def _upn(self, text: str) -> str:
        return read_upn(plain(text)).key or "" if any(map(str.isdigit, text)) else ""

    def _words(self, text: str) -> frozenset[str]:
        """The folded words of a text, made once for each."""
        words = self._folded.get(text)
        if words is None:
            words = self._folded[text] = frozenset(folded_words(text))
        return words

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        columns = [self._pupils.live_values(name) for name in ("upn", "surname", "forename")]
        return {
            upn: frozenset(folded_words(f"{surname or ''} {forename or ''}"))
            for upn, surname, forename in zip(*columns, strict=True)
        }

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """By one word of the surname, for pupils with both names."""
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        columns = [self._pupils.live_values(name) for name in ("upn", "surname", "forename")]
        for upn, surname, forename in zip(*columns, strict=True):
            if surname and forename and (words := folded_words(surname)):
                by_word[words[0]].append(upn)
        return by_word


def ask_about_unread(
    foreign: Foreign, other_grids: Sequence[Grid], pupils: Rows, notebook: Notebook
) -> list[Grid]:
    """Ask about sheets that were not read and name children of the school.

    Args:
        foreign: What the foreign sheets amount to.
        other_grids: Sheets beside our own Pupils sheet.
        pupils: The roll.
        notebook: Holds answers, and gets the questions.

    Returns:
        The sheets that are in question: nothing else is said of them.
    """
    children = PupilFinder(pupils)
    grids = []
    for unread in foreign.unread:
        if unsupported_reports.looks_like(unread.grid.rows):  # named for what it is
            continue
        rows = unread.table.body if unread.table else unread.grid.rows
        number = len(children.named_in(rows))
        # A list of most of the school is another roll, and no choice of children.
        if not number or (
            _only_names_children(unread) and number >= _MOST_OF_ROLL * pupils.live_count
        ):
            continue
        if not _is_of_other_help(unread, notebook):
            notebook.settle(_question(unread, number))
        grids.append(unread.grid)
    for grid in other_grids:
        number = len(children.named_in(grid.rows))
        if number and _is_left_out(grid, notebook):
            text = f"{grid.sheet} was left out, as you said."
            notebook.findings.note("sheet_not_read", grid.place, text, "The sheet was not read.")
        elif number:
            notebook.settle(_beside_question(grid, number))
        grids += [grid] if number else []
    return grids


def _only_names_children(unread: UnreadSheet) -> bool:
    """Whether a list has no column but those that say who its children are."""
    table = unread.table
    if table is None:
        return False
    others = [c for c in table.columns if c.field is None and c.heading]
    return not any(plain(cell) for column in others for cell in table.cells(column.index))


def _is_of_other_help(unread: UnreadSheet, notebook: Notebook) -> bool:
    """Whether the words around a list name help that is no plan, and nothing else."""
    table, grid = unread.table, unread.grid
    named = plans_named(table) if table else plans_in(grid.sheet)
    if named == (NO_PLAN,):
        text = "its children get help that is no CIN, CP or CLA plan"
        notebook.decide(grid.place, text)
    return named == (NO_PLAN,)


def _question(unread: UnreadSheet, number: int) -> Question:
    if unread.table is not None:
        return children_question(unread.table, plans_named(unread.table), NAMES_ONLY)
    return _leave_out(unread.grid, unread.key, number, (), NO_HEADINGS)


NAMES_ONLY = "it names children of yours and says nothing else that was understood"
NO_HEADINGS = "name its columns UPN, Plan, Start date and End date, or leave it out"
_BESIDE = "next to our own Pupils sheet another list is read only if you say so"


def _beside_question(grid: Grid, number: int) -> Question:
    choices = (Choice(READ_IT, "Read it as a list of another system"),)
    return _leave_out(grid, grid.sheet, number, choices, _BESIDE)


def _leave_out(
    grid: Grid, key: str, number: int, choices: Sequence[Choice], advice: str
) -> Question:
    children = counted(number, "child", "children")
    return whether_read(
        grid,
        key,
        text=f"{grid.sheet} names {children} of yours, and was not understood: {advice}.",
        options=(*choices, Choice(NOT_READ, "Leave it out: nothing it says is counted")),
        why="it may say who is on a plan",
        cost="It may decide who counts as a child with a social worker.",
    )


def _is_left_out(grid: Grid, notebook: Notebook) -> bool:
    return notebook.answers.get("sheets", grid.sheet) in ("", NOT_READ)


def ask_about_names(
    lists: Sequence[People], foreign: Foreign, pupils: Rows, notebook: Notebook
) -> None:
    """Ask about lists of pupils that say nothing which the roll does not say."""
    bare = [people for people in lists if _adds_nothing(people, foreign, pupils)]
    children = PupilFinder(pupils)
    named = {id(people): children.named_in(people.sheet.body) for people in bare}
    everybody = set[str]().union(*named.values())
    if len(everybody) >= _MOST_OF_ROLL * pupils.live_count:
        return
    for people in bare:
        words = plans_named(people.sheet)
        if named[id(people)] and words != (NO_PLAN,):
            notebook.settle(children_question(people.sheet, words, NAMES_ONLY))


def _adds_nothing(people: People, foreign: Foreign, pupils: Rows) -> bool:
    """Whether a list only says who its pupils are, as the roll does too."""
    if any(part.sheet.key == people.sheet.key for part in foreign.parts):
        return False
    own = [name for name in people.fields if any(f.get(name) is not None for f in people.facts)]
    roll_fields = [name for name in own if any(v is not None for v in pupils.values(name))]
    return own == roll_fields and _IDENTITY_FIELDS.issuperset(own)
