"""The workspace: one school's data in its own hardened in-memory DuckDB, a cursor per run."""

from cwsw.store.answer_cache import AnswerCache
from cwsw.store.changes import Change, JournalEntry, Row, TableChange
from cwsw.store.query import Step, statement, steps_of
from cwsw.store.workspace import Workspace

__all__ = [
    "AnswerCache",
    "Change",
    "JournalEntry",
    "Row",
    "Step",
    "TableChange",
    "Workspace",
    "statement",
    "steps_of",
]
