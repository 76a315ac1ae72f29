"""Asks about a whole list of exclusions of which kind it is, and whether its rows count."""

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports import exclusion_words as words
from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.tables.proposal import Choice, Question

COST = "It decides who counts as suspended or permanently excluded."
KINDS = (
    Choice(words.SUSPENSION, "A suspension"),
    Choice(words.PERMANENT, "A permanent exclusion"),
    Choice(words.NOT_COUNTED, "Neither: leave it out"),
)


def speaks_of_none(sheet: ExportSheet) -> bool:
    """Whether the words around a list say that its rows are internal or were taken back."""
    return bool(nearest_statement(sheet, lambda text: words.speaks_of_none(text) or None))


def around_question(sheet: ExportSheet) -> Question:
    """Ask whether rows count around which words speak of internal or withdrawn exclusions."""
    return missing_fact(
        sheet,
        "Exclusions that count",
        text=f"The words around {sheet.grid.sheet} speak of exclusions that are internal or were "
        "taken back: do its rows count?",
        options=(
            Choice(words.NOT_COUNTED, "They do not count: leave them out"),
            Choice(words.COUNTS, "They count, as each row says"),
        ),
        suggested=words.NOT_COUNTED,
        why="a name or title says so",
        cost=COST,
    )


def one_kind(sheet: ExportSheet, notebook: Notebook) -> str | None:
    """The kind of every row of a list that does not give it row by row."""
    named = fold(" ".join((sheet.grid.sheet, sheet.grid.file, *sheet.titles)))
    named += fold(" ".join(plain(heading) for heading in sheet.headings))
    internal = speaks_of_none(sheet)
    # Only words that leave no other reading decide; 'exclusions' can be both kinds.
    only = not internal and "suspen" in named and "exclu" not in named and "perm" not in named
    if only:
        notebook.decide(sheet.place(), "by its own words these are suspensions")
        return words.SUSPENSION
    question = missing_fact(
        sheet,
        "Exclusion type",
        text=f"{sheet.grid.sheet} lists exclusions and does not say of which kind: are they all of "
        "one?",
        options=KINDS,
        suggested=words.NOT_COUNTED if internal else None if "perm" in named else words.SUSPENSION,
        why="no column holds the kind",
        cost=COST,
    )
    return notebook.settle(question)
