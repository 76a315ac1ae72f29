"""Warns of words beside a name that could change a figure: "Ada Ashdown - left"."""

import re

from cwsw.intake.cells import plain
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.values import is_null
from cwsw.intake.problems import rows_named, shorten

_NAMES = ("full_name", "surname", "forename")
# Brackets, marks and dashes with spaces: what parts a remark from a name.
_PARTS = re.compile(r"[()\[\]{}*|]|\s[-–—]+\s|\s/\s")
_LONGEST = 120


def warn_of_remarks(sheet: ExportSheet, notebook: Notebook, *, of_plans: bool) -> None:
    """Warn of names beside which stands that the child has left, or a plan, or that it is over.

    `of_plans` says that plans are read from the sheet's own columns: a plan beside a name that has
    one there says nothing new.
    """
    for column in (c for c in sheet.columns if c.field in _NAMES):
        cells = sheet.cells(column.index)
        remarks = {
            text: name_remark for text in {*map(plain, cells)} if (name_remark := _remark(text))
        }
        own = sheet.column("plan") if of_plans else None
        plans = sheet.cells(own.index) if own else [""] * len(cells)
        rows = [
            row
            for row, cell in enumerate(cells)
            if (remark := remarks.get(plain(cell)))
            and (is_null(plans[row]) or not _is_plan(remark))
        ]
        if rows:
            words = dict.fromkeys(f'"{shorten(remarks[plain(cells[row])])}"' for row in rows)
            where = rows_named([sheet.numbers[row] for row in rows])
            text = (
                f"Names on {sheet.grid.sheet} have remarks: {', '.join([*words][:6])} in {where}. "
            )
            text += "Put them in a column of their own (Plan, End date, On roll)."
            effect = "The remarks were not used; the rows are read by their other columns."
            notebook.findings.warning("name_remark", sheet.place(column.heading), text, effect)


def _remark(text: str) -> str | None:
    """The first part of a name's cell that says something else than a name."""
    if len(text) > _LONGEST or not _PARTS.search(text):
        return None
    parts = (part.strip() for part in _PARTS.split(text))
    return next((part for part in parts if len(part) > 1 and _speaks(part)), None)


def _speaks(part: str) -> bool:
    has_left = word("enrolment", part) in ("left", "elsewhere")
    return has_left or word("when", part) == "over" or _is_plan(part)


def _is_plan(part: str) -> bool:
    plan_word = read_plan_word(part)
    return bool(plan_word and plan_word.plan)
