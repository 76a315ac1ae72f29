"""The workbook to take away: everything in the workspace, as it would be uploaded again."""

from dataclasses import replace

import pyarrow as pa

from cwsw.intake.flat_words import DATE_FIELDS
from cwsw.intake.limits import MAX_ROWS
from cwsw.intake.workbook import write_workbook
from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME, PLANS
from cwsw.tables.upload import FLAT


def take_away(workspace: Workspace) -> bytes:
    """The contract's workbook (xlsx) of a workspace, what staff added included.

    Uploading it gives the same figures and the same records. Sheets named by `too_long` are left
    out.
    """
    left_out = _too_long(workspace)
    tables = {name: rows for name, rows in workspace.tables().items() if name not in left_out}
    # The next upload reads both, and the flat columns do not know what was recorded since.
    if FLAT in tables and PLANS.name in tables:
        tables[FLAT] = _without_plan_dates(tables[FLAT])
    # The date that the year groups are as at, even where figures were asked for another one.
    school = replace(workspace.school, as_at=workspace.school_as_at)
    return write_workbook(school, tables, workspace.former_records)


def too_long(workspace: Workspace) -> tuple[str, ...]:
    """The sheets with more rows than a sheet that is read may have."""
    return tuple(BY_NAME[name].sheet for name in sorted(_too_long(workspace)))


def _without_plan_dates(flat: pa.Table) -> pa.Table:
    """The flat sheet's columns less the dates of plans: Plans has them, as they are by now."""
    for field in DATE_FIELDS:
        place = flat.schema.get_field_index(field)
        blank = pa.nulls(flat.num_rows, flat.schema.field(field).type)
        flat = flat.set_column(place, flat.schema.field(field), blank)
    return flat


def _too_long(workspace: Workspace) -> frozenset[str]:
    long = set()
    with workspace.cursor() as cursor:
        for name in BY_NAME.keys() & workspace.supplied:
            query = f"select count(*) > $most from {name}"  # noqa: S608 - our own table names
            ((is_long,),) = cursor.execute(query, {"most": MAX_ROWS}).fetchall()
            if is_long:
                long.add(name)
    return frozenset(long)
