"""Reads lists that say only by their name, title or file that their children are on plans.

Such a list never passes without its plans: they are understood from the words around it, or asked.
"""

import re
from collections.abc import Iterable

from cwsw.intake.cells import plain
from cwsw.intake.exports.around import nearest_statement, stem
from cwsw.intake.exports.plan_questions import children_question
from cwsw.intake.exports.planwords import NO_PLAN
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_words import plans_in
from cwsw.intake.exports.upns import is_upn
from cwsw.intake.grids import Grid

_SAFEGUARDING = re.compile(
    r"\b(?:safeguard\w{0,4}|social (?:care|work\w{0,4})|dsl|cwsw|vulnerable|cpoms|my ?concern"
    r"|child(?:ren)?(?:['’]s)? services)\b",
    re.I,
)
_WHO = frozenset(
    ("upn", "full_name", "surname", "forename", "date_of_birth", "year_group", "form", "sex")
)


def plans_named(sheet: ExportSheet) -> tuple[str, ...]:
    """The plans that the nearest words around a table name; '' is help that is no plan."""
    return nearest_statement(sheet, lambda text: plans_in(text) or None) or ()


def names_plan(sheet: ExportSheet) -> bool:
    """Whether the words around a table name CIN, CP or looked-after plans."""
    return any(plan != NO_PLAN for plan in plans_named(sheet))


def is_list_of_children(sheet: ExportSheet) -> bool:
    """Whether a table only names children, and the words around it name plans or safeguarding."""
    others = [c for c in sheet.columns if c.field is not None and c.field not in _WHO]
    return not others and (names_plan(sheet) or _speaks_of_safeguarding(sheet))


def _speaks_of_safeguarding(sheet: ExportSheet) -> bool:
    texts = (sheet.label, *sheet.titles, sheet.grid.sheet, stem(sheet.grid.file))
    return _speaks((*texts, *(plain(cell) for cell in sheet.headings)))


def _speaks(texts: Iterable[str]) -> bool:
    return any(_SAFEGUARDING.search(text.replace("_", " ")[:200]) for text in texts)


def ask_children(sheet: ExportSheet, notebook: Notebook) -> tuple[str, bool] | None:
    """The plan of all children of a list, and whether it is open now; None for no plan.

    Of help that is no plan nothing is asked, and it is said.
    """
    named = plans_named(sheet)
    if named == (NO_PLAN,):
        notebook.decide(sheet.place(), "its children get help that is no CIN, CP or CLA plan")
        return None
    answer = notebook.settle(children_question(sheet, named)) or ""
    plan, _, rest = answer.partition(" ")
    return (plan, rest == "now") if plan else None


def is_answered(sheet: ExportSheet, notebook: Notebook) -> bool:
    """Whether somebody has said of a list of names whether its children are on a plan."""
    return notebook.answers.get("missing", f"{sheet.key}!Plan") is not None


def upns_in(grid: Grid) -> int:
    """How many rows of a sheet hold a UPN."""
    return sum(any(is_upn(plain(cell)) for cell in row[:60]) for row in grid.rows)
