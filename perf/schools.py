"""Schools of any size for timing: a made-up school repeated, each copy with keys of its own."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from cwsw.sample import make_school
from cwsw.sample.school import MOST_PUPILS
from cwsw.tables.upload import Upload

_ROWS_PER_PUPIL = 1.56  # the sample secondary's leavers beside its pupils on roll


def upload_of(pupil_rows: int) -> Upload:
    """An upload with about this many rows in Pupils, yearly sums and all other tables."""
    size = max(1, min(MOST_PUPILS, round(pupil_rows / _ROWS_PER_PUPIL)))
    school, tables = make_school("secondary", size, seed=1)
    copies = max(1, round(pupil_rows / tables["pupils"].num_rows))
    return Upload(school, _repeated(tables, copies))


def _repeated(tables: Mapping[str, pa.Table], copies: int) -> dict[str, pa.Table]:
    return {
        name: pa.concat_tables(_copy(table, n) for n in range(copies)).combine_chunks()
        for name, table in tables.items()
    }


def _copy(table: pa.Table, number: int) -> pa.Table:
    if "upn" not in table.column_names:
        return table
    place = table.column_names.index("upn")
    keys = pc.binary_join_element_wise(table["upn"], str(number), "-")
    return table.set_column(place, table.schema.field(place), keys)
