"""Pupils held apart: the team wrote something about them, and they are no longer in the data."""

from collections.abc import Mapping

import pyarrow as pa
import streamlit as st

from cwsw.records.next_upload import former_pupils
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME, PUPILS
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import archive_wording


def show_former(workspace: Workspace | None) -> None:
    """Show the pupils held apart with the number of entries of each; nothing where none are."""
    if workspace is None or not workspace.former_records:
        return
    st.header(archive_wording.FORMER)
    st.write(archive_wording.FORMER_MEANS)
    show_table(former_table(workspace.former_records))


def former_table(former_records: Mapping[str, pa.Table]) -> Table:
    """A row for each pupil, with the entries on each sheet."""
    rows = []
    for pupil in former_pupils(former_records):
        name = ", ".join(filter(None, (pupil["surname"], pupil["forename"]))) or pupil["upn"]
        rows.append((name, _entries(former_records, pupil["upn"])))
    return Table(archive_wording.FORMER, ("Pupil", "What is kept"), tuple(rows))


def _entries(former_records: Mapping[str, pa.Table], upn: str) -> str:
    counts = {
        BY_NAME[name].sheet: table.column("upn").to_pylist().count(upn)
        for name, table in former_records.items()
        # The row of Pupils is only who they are: what staff wrote is on the other sheets.
        if name != PUPILS.name
    }
    return ", ".join(f"{sheet}: {n:,}" for sheet, n in counts.items() if n)
