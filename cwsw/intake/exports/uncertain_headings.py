"""Asks about headings that are not certain, by what they nearly are or by their values."""

from collections.abc import Sequence
from dataclasses import replace

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold, is_never_read, likeness
from cwsw.intake.exports.aliases import (
    fields,
    speaks_of_plans,
    why_never,
    word,
)
from cwsw.intake.exports.planwords import PLANS, read_plan_word
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import which_column
from cwsw.intake.exports.upns import is_upn
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables.english import counted
from cwsw.tables.proposal import Certainty, Choice

GOOD, POOR = 0.75, 0.3
"""Share of values that look right: from GOOD a match stands, below POOR it falls."""

_NEAR = 0.86
_NEEDED = ("upn", "surname", "forename", "year_group", "date_of_birth", "admission_date")


def ask_heading(
    sheet: ExportSheet,
    matched: MatchedColumn,
    name: str,
    notebook: Notebook,
    *,
    why: str = "",
    alternative: str = "",
    unlikely: bool = False,
) -> MatchedColumn:
    """Ask whether a column is a field or `alternative`; `unlikely` where it probably is not."""
    labels = [fields()[field].label for field in (name, alternative) if field]
    text = f'On {sheet.grid.sheet}, "{shorten(matched.heading)}" may be our '
    text += f"{' or '.join(labels)}, but that is not certain: say whether it is."
    share = fit(fields()[name].kind, sheet.cells(matched.index))
    likely = not unlikely and (share is None or share >= 0.5)
    question = which_column(
        sheet,
        matched,
        text=text,
        options=(*(Choice(label, f"It is {label}") for label in labels), _NOT_READ),
        suggested=labels[0] if likely else _NOT_READ.answer,
        why=why or matched.why,
        cost=f"Without it, {labels[0]} comes from elsewhere or is not known.",
    )
    notebook.settle(question)
    return replace(matched, field=name, sure=Certainty.ASK, why=why or matched.why)


_NOT_READ = Choice("", "Do not read it")


def ask_near(sheet: ExportSheet, notebook: Notebook) -> None:
    """Ask about a heading that is nearly one of a needed field without a column."""
    for name in _NEEDED:
        if sheet.has(name) or (sheet.has("full_name") and name in ("surname", "forename")):
            continue
        for place, matched in enumerate(sheet.columns):
            if matched.field is None and not matched.settled and _is_near(matched.heading, name):
                cells = sheet.cells(matched.index)
                if (fit(fields()[name].kind, cells) or 0) >= GOOD:
                    why = "the heading is nearly the usual one"
                    sheet.columns[place] = ask_heading(sheet, matched, name, notebook, why=why)
                    break


def _is_near(heading: str, name: str) -> bool:
    if not heading or why_never(heading) or is_never_read(heading):
        return False
    label = fields()[name].label
    inside = set(fold(label).split()) <= set(map(fold, heading.split()))
    words = set(label.casefold().split()) <= set(heading.casefold().split())
    return (inside and words) or likeness(heading, label) >= _NEAR


def ask_unnamed_upn(sheet: ExportSheet, notebook: Notebook) -> None:
    """Ask about a column of UPNs under a heading that says something else."""
    if sheet.has("upn"):
        return
    for place, matched in enumerate(sheet.columns):
        if matched.field is not None or matched.settled:
            continue
        values = [t for t in dict.fromkeys(map(plain, sheet.cells(matched.index)[:200])) if t]
        # Some cells may say that the UPN is not known.
        if values and sum(map(is_upn, values)) >= 0.8 * len(values):
            why = "its values look like UPNs"
            sheet.columns[place] = ask_heading(sheet, matched, "upn", notebook, why=why)
            return


def ask_unnamed_plan(sheet: ExportSheet, notebook: Notebook) -> None:
    """Ask about a column of words for plans under a heading that is not known."""
    if sheet.has_any(("plan", "type")):
        return
    able = [
        (place, matched)
        for place, matched in enumerate(sheet.columns)
        if matched.field is None and not matched.settled
        if _holds_plans(matched.heading, sheet.cells(matched.index))
    ]
    for place, matched in able[-1:]:  # of several, by month or year, the last speaks of now
        why = "its values look like kinds of plan"
        unlikely = len(able) > 1
        sheet.columns[place] = ask_heading(
            sheet, matched, "plan", notebook, why=why, unlikely=unlikely
        )


def _holds_plans(heading: str, cells: Sequence[Cell]) -> bool:
    """Whether words for plans stand in a column; beside yes and no under a heading of care."""
    texts = {text for text in map(plain, cells) if text}
    plan_words = {text: plan_word for text in texts if (plan_word := read_plan_word(text))}
    if not {plan_word.plan for plan_word in plan_words.values()} & set(PLANS):
        return False
    if not why_never(heading) and not is_never_read(heading):
        return (fit("plan", cells) or 0) >= GOOD
    others = {text for text in texts if word("flag", text) is None}
    speaks = speaks_of_plans(heading) and not _OF_ANY_TIME & set(heading.casefold().split())
    return speaks and 2 * len(plan_words) >= len(others) and len(texts) <= _MOST_WORDS


# Columns of 'ever' say nothing of when, and would make old plans open ones.
_OF_ANY_TIME = frozenset(("ever", "previous", "ever6"))

_MOST_WORDS = 12
"""Different words of a column of yes, no and plans; a column with more is free text."""


def ask_unnamed_standing(sheet: ExportSheet) -> None:
    """Read a column of words for who is on roll as such, whatever its heading."""
    if not sheet.has("year_group") or sheet.has_any(("on_roll", "has_left", "enrolment_status")):
        return
    for place, matched in enumerate(sheet.columns):
        if matched.field not in (None, "form") or matched.settled or not matched.heading:
            continue
        if is_never_read(matched.heading) or why_never(matched.heading):
            continue
        cells = sheet.cells(matched.index)
        words = {word("enrolment", t) for t in set(map(plain, cells)) if len(t) > 1}
        if words & {"left", "elsewhere"} and (fit("enrolment", cells) or 0) >= GOOD:
            why = "its values say who is on roll"
            sheet.columns[place] = replace(
                matched, field="enrolment_status", sure=Certainty.LIKELY, why=why
            )
            return


def warn_of_plans_unread(sheet: ExportSheet, notebook: Notebook) -> None:
    """Warn of a column that says who had a social worker, and neither which plan nor when."""
    for matched in sheet.columns:
        if matched.field is not None or not speaks_of_plans(matched.heading):
            continue
        yes_count = sum(
            word("flag", text) == "Y" for text in map(plain, sheet.cells(matched.index))
        )
        if yes_count:
            text = f'"{shorten(matched.heading)}" on {sheet.grid.sheet} says yes of '
            text += f"{counted(yes_count, 'pupil')}, "
            text += "but not which plan or when: add a list of plans with dates."
            place = sheet.place(matched.heading)
            effect = "Nobody is counted through this column."
            notebook.findings.warning("plans_not_told", place, text, effect)
