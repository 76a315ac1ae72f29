"""Pupils no longer in Pupils: what staff wrote of them is held apart, and in no figure."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from cwsw.intake import duplicates
from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings
from cwsw.tables.schema import BY_NAME, PUPILS
from cwsw.tables.upload import SCHEMAS


@dataclass(frozen=True)
class Former:
    """The pupils of a Former pupils sheet, less those who are in Pupils again."""

    pupils: pa.Table

    @property
    def upns(self) -> frozenset[str]:
        """Their keys."""
        return frozenset(self.pupils.column("upn").to_pylist())


def settle(rows: Rows | None, pupil_upns: set[str], findings: Findings) -> Former:
    """Read the former pupils of an upload.

    Args:
        rows: The Former pupils sheet; None where there is none.
        pupil_upns: The UPNs of Pupils: whoever is on roll again is no former pupil.
        findings: Gets what is wrong with the rows.
    """
    schema = SCHEMAS[PUPILS.name]
    if rows is None:
        return Former(schema.empty_table())
    duplicates.count_once(rows, findings)
    used_upns = set(pupil_upns)
    for index, upn in enumerate(rows.values("upn")):
        if upn in used_upns:
            rows.set_aside([index])
        used_upns.add(upn)
    columns = [pa.array(rows.live_values(f.name), f.type) for f in schema]
    return Former(pa.table(columns, schema=schema))


def may_hold(table: str) -> bool:
    """Whether rows of a table are held apart for former pupils: what staff wrote of one pupil."""
    schema = BY_NAME[table]
    return schema.record and any(c.field == "upn" for c in schema.columns)


def apart(
    tables: Mapping[str, pa.Table], former: Former
) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    """Part the records of former pupils from the tables.

    Returns:
        The tables without them, and the records: empty where there are no former pupils.
    """
    if not former.upns or not tables:
        return dict(tables), {}
    import pyarrow.compute as pc  # few uploads need it, and loading it takes a while

    former_upns = pa.array(sorted(former.upns), pa.string())
    current, former_records = dict(tables), {PUPILS.name: former.pupils}
    for name in filter(may_hold, tables.keys() & BY_NAME.keys()):
        is_former = pc.is_in(tables[name].column("upn"), value_set=former_upns)
        rows, others = tables[name].filter(is_former), tables[name].filter(pc.invert(is_former))
        if rows.num_rows:
            former_records[name], current[name] = rows, others
            if not others.num_rows:
                del current[name]
    return current, former_records
