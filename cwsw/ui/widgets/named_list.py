"""A table that names children, with the same rows as a CSV file."""

from functools import partial

from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

OWN_DATA = "School's own data"


def show_named(table: Table, workspace: Workspace, file_name: str, key: str) -> None:
    """Show a table and the button that downloads the same rows."""
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
    # In every row: a row that is copied out of the file says of which day it is.
    rows = ((*map(str, row), *more) for row in table.rows)
    return csv_bytes((*table.headings, "As at", "Data"), rows)
