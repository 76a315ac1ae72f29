"""A list that names children: a table, and the same as a file that says what it is."""

from functools import partial

from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

OWN_DATA = "School's own data"


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
