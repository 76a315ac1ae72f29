"""Questions about our own sheets, made from what their strict reading reported."""

from collections.abc import Sequence

from cwsw.tables.proposal import Choice, Question
from cwsw.tables.upload import Problem


def strict_questions(problems: Sequence[Problem]) -> tuple[Question, ...]:
    """One question for each heading that may be one of ours."""
    return tuple(
        Question(
            section="headings",
            path=(f"{p.sheet}!{p.value}",),
            file=p.file or "",
            sheet=p.sheet or "",
            heading=p.value or "",
            text=p.message,
            options=(Choice(p.column or "", f"It is {p.column}"), Choice("", "Do not read it")),
            suggested=p.column,
            why="the heading is nearly one of ours",
        )
        for p in problems
        if p.code == "needs_confirmation" and p.column and p.value
    )
