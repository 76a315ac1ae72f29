"""What a view of the children shows: its rows in order, its finding, columns of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from cwsw.access import Right, User
from cwsw.children.child_rows import ChildRow
from cwsw.cohort import Member
from cwsw.store import Workspace
from cwsw.ui.children.table import Column
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

NOBODY_HERE = "No child is in this view. Choose “All” to see everybody on the list."
NO_REGISTER = (
    "This upload has no register, so this cannot be answered. Add a Register sheet with the code "
    "of each session, and upload again."
)


@dataclass(frozen=True)
class Request:
    """What a view is made from: the data, the user, and a row for each child on the list."""

    workspace: Workspace
    user: User
    names: Names
    everybody: tuple[ChildRow, ...]

    @property
    def has_detail(self) -> bool:
        """Whether kind and dates of plans may be part of the view."""
        return self.user.may(Right.PLAN_DETAIL)

    @property
    def members(self) -> tuple[Member, ...]:
        """The children on the list."""
        return tuple(row.member for row in self.everybody)

    def of_all(self, number: int) -> str:
        """'7 of 150 children'."""
        return f"{number:,} of {text.counted(len(self.everybody), 'child', 'children')}"


@dataclass(frozen=True)
class Listing:
    """One view worked out.

    `own` are columns of this view alone; `rule` says in words which children are in it; `advice`
    are the rules of the library that go with it; `nobody` is shown where there is no row.
    `show_links` shows what opens on a click, in one line; `show_more` what belongs above the table.
    """

    rows: tuple[ChildRow, ...]
    finding: str
    own: tuple[Column, ...] = ()
    rule: str = ""
    advice: tuple[str, ...] = ()
    nobody: str = NOBODY_HERE
    show_links: Callable[[], None] | None = None
    show_more: Callable[[], None] | None = None


def own_column(heading: str, values: Mapping[int, Any], config: Any = None) -> Column:  # noqa: ANN401 - Streamlit's own type
    """A column of one view; `values` are by the pupil's number."""
    return Column(
        heading,
        lambda row: values.get(row.member.number),
        config,
        lambda row: _words(values.get(row.member.number)),
    )


def words_column(heading: str, words: Mapping[int, str]) -> Column:
    """A column of words, wide enough to be read."""
    return own_column(heading, words, st.column_config.TextColumn(width="large"))


def rows_of_numbers(request: Request, numbers: Mapping[int, object]) -> tuple[ChildRow, ...]:
    """The rows of these pupils, in the order given; pupils who are not on the list are left out."""
    by_number = {row.member.number: row for row in request.everybody}
    return tuple(by_number[number] for number in numbers if number in by_number)


def _words(value: object) -> str:
    """A value as the plain table writes it."""
    if isinstance(value, date):
        return text.day(value)
    return "" if value is None else str(value)
