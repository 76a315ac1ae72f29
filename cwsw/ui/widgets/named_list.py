"""A list that names children: a table, and the same as a file that says what it is."""

from collections.abc import Iterable
from functools import partial

from cwsw.cohort import Member
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

ORDER = "By year group, form and surname."
"""No list of children is ordered by how they do."""
OWN_DATA = "School's own data"


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """Children as every list has them; those without a year group or form come last."""
    return tuple(sorted(members, key=_place))


def show_named(table: Table, workspace: Workspace, file_name: str, key: str) -> None:
    """The table and its download, which holds what is on the screen."""
    show_table(table)
    download_button(
        f"Download this list ({text.counted(len(table.rows), 'line')}, CSV)",
        partial(list_csv, table, workspace),
        file_name,
        key=key,
    )


def list_csv(table: Table, workspace: Workspace) -> bytes:
    """The rows of a table, each with the as-at date and whether the pupils are made up."""
    data = text.SAMPLE_MARK if workspace.school.sample else OWN_DATA
    more = (text.day(workspace.as_at), data)
    rows = ((*map(str, row), *more) for row in table.rows)
    return csv_bytes((*table.headings, "As at", "Data"), rows)


def _place(member: Member) -> tuple[bool, int, bool, str, str, str, str]:
    return (
        member.year_group is None,
        member.year_group or 0,
        member.form is None,
        member.form or "",
        member.surname or "",
        member.forename or "",
        member.upn,
    )
