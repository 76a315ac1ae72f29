"""Builds the questions about a list of plans as a whole."""

from collections.abc import Sequence

from cwsw.intake.exports.around import nearest_statement, plan_around, stem
from cwsw.intake.exports.plan_headings import OPEN, OVER
from cwsw.intake.exports.planwords import NO_PLAN, PLANS
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import DOUBTFUL, ended_in
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, Question

NOW, DATES_UNKNOWN, NOT_READ = "now", "dates not known", "not read"
_COST = "It decides who counts as a child with a social worker."


def now_question(sheet: ExportSheet, column: MatchedColumn) -> Question:
    """Ask whether the plans of a list without dates are open now."""
    return missing_fact(
        sheet,
        "Plan start",
        heading=column.heading,
        text=f"{sheet.grid.sheet} names plans and has no dates: are these the plans as they "
        "are now, on the day of the data?",
        options=(
            Choice(NOW, "Yes, each is a plan that is open now"),
            Choice(DATES_UNKNOWN, "No, or not known: count them as plans without dates"),
        ),
        suggested=DATES_UNKNOWN if nearest_statement(sheet, ended_in) else NOW,
        why="a plan without dates cannot be placed inside the six years",
        cost=_COST,
    )


def dateless_question(sheet: ExportSheet, heading: str, rows: int, *, referrals: bool) -> Question:
    """Ask what the rows of a list of plans are that give no date at all."""
    return missing_fact(
        sheet,
        "Plan start",
        heading=heading,
        text=f"{rows:,} rows of {sheet.grid.sheet} name a child and no date of a plan: were "
        "these children on a plan?",
        options=(
            Choice(DATES_UNKNOWN, "Yes, on a plan whose dates are not known"),
            Choice(NO_PLAN, "No: leave these rows out"),
        ),
        suggested=NO_PLAN if referrals else DATES_UNKNOWN,
        why="a referral is no plan" if referrals else "the sheet lists plans",
        cost=_COST,
    )


def kind_question(sheet: ExportSheet) -> Question:
    """Ask of which kind plans are that no column and no heading names."""
    named = plan_around(sheet)
    return missing_fact(
        sheet,
        "Plan",
        text=f"{sheet.grid.sheet} has dates of plans and does not say which plans: are they "
        "all of one kind?",
        options=(
            Choice("CIN", "All are child in need plans"),
            Choice("CP", "All are child protection plans"),
            Choice("CLA", "All are plans of looked-after children"),
            Choice(NO_PLAN, "Do not read them"),
        ),
        suggested=named[0] if len(named) == 1 else None,
        why="no column names the plan",
        cost=_COST,
    )


def children_question(
    sheet: ExportSheet, named: Sequence[str], why: str = "the words around the list speak of plans"
) -> Question:
    """Ask which plan the children of a list are on that only names them.

    Args:
        sheet: The list.
        named: The plans that the words around it name.
        why: Why it is asked.
    """
    plans = [plan for plan in named if plan] or list(PLANS)
    # Open now, or dates not known: a list without dates can say no more.
    options = [
        choice
        for plan in plans
        for choice in (
            Choice(f"{plan} {NOW}", f"Yes, on a {plan} plan that is open now"),
            Choice(f"{plan} {DATES_UNKNOWN}", f"Yes, on a {plan} plan, dates not known"),
        )
    ]
    number = len(sheet.body)
    return missing_fact(
        sheet,
        "Plan",
        text=f"{sheet.grid.sheet} names {counted(number, 'child', 'children')}, and no column says "
        "which plan: are they all on a plan?",
        options=(*options, Choice(NO_PLAN, "No: leave the list out")),
        suggested=_suggested(sheet, named),
        why=why,
        cost=_COST,
    )


def _suggested(sheet: ExportSheet, named: Sequence[str]) -> str | None:
    """The only plan named, unless the words around it make it doubtful."""
    doubtful = nearest_statement(sheet, lambda text: bool(DOUBTFUL.search(text)) or None)
    if len(named) != 1 or doubtful:
        return None
    ended = nearest_statement(sheet, ended_in)
    return f"{named[0]} {DATES_UNKNOWN if ended else NOW}"


def closed_question(sheet: ExportSheet, plans: int) -> Question:
    """Ask whether plans without an end are over, where words around the sheet say 'closed'."""
    return missing_fact(
        sheet,
        "Plan end",
        text=f"The words around {sheet.grid.sheet} speak of plans that are over. It gives no end "
        f"date for {counted(plans, 'plan')}: are they over too?",
        options=(
            Choice(OVER, "Yes: count them as plans without dates"),
            Choice(OPEN, "No: they are open now"),
        ),
        suggested=OVER if _is_ended_by_title(sheet) else None,
        why="no cell of these rows says so",
        cost=_COST,
    )


def _is_ended_by_title(sheet: ExportSheet) -> bool:
    """Whether a title or the sheet's own name says that its plans are over, not a file's name."""
    own_name = () if sheet.grid.sheet == stem(sheet.grid.file) else (sheet.grid.sheet,)
    return any(ended_in(text) for text in (sheet.label, *sheet.titles, *own_name))
