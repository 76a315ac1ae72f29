"""A whole made-up school from a phase, a size and a seed."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

import pyarrow as pa

from cwsw.intake.workbook import write_workbook
from cwsw.sample.attendance import attendance_rows, register_rows
from cwsw.sample.behaviour import exclusion_rows, placement_rows
from cwsw.sample.child import Child
from cwsw.sample.names import SCHOOLS
from cwsw.sample.people import make_children
from cwsw.sample.plans import plan_rows
from cwsw.sample.records import record_rows
from cwsw.sample.results import destination_rows, result_rows
from cwsw.sample.wellbeing import wellbeing_rows
from cwsw.tables.upload import SCHEMAS, School
from cwsw.tables.years import academic_year

AS_AT = date(2026, 7, 17)
MOST_PUPILS = 5000

_TRUE_WHEN_EMPTY = ("pupils", "plans", "attendance", "exclusions", "placements", "wellbeing")
"""Tables every school has, if only to say that there was nothing; others go when empty."""


def make_school(
    phase: str, pupils: int, seed: int, as_at: date = AS_AT, registers: bool = False
) -> tuple[School, dict[str, pa.Table]]:
    """A made-up school with exactly `pupils` on roll on the as-at date, and its tables.

    The same arguments always give the same school. `registers` adds a daily register of the as-at
    year which adds up to its Attendance rows; nothing else changes. ValueError where the phase
    is none of the contract's or `pupils` is not 1 to 5,000.
    """
    if phase not in SCHOOLS:
        raise ValueError(f"phase must be one of {', '.join(SCHOOLS)}")
    if not 1 <= pupils <= MOST_PUPILS:
        raise ValueError(f"pupils must be 1 to {MOST_PUPILS:,}")
    rows_by_table = _rows_by_table(phase, pupils, seed, as_at, registers)
    tables = {
        name: _table(name, rows)
        for name, rows in rows_by_table.items()
        if rows or name in _TRUE_WHEN_EMPTY
    }
    return _school(phase, as_at), tables


def sample_workbook(phase: str, pupils: int, seed: int, *, registers: bool = False) -> bytes:
    """The workbook (xlsx) of a made-up school; ValueError as for `make_school`."""
    return write_workbook(*make_school(phase, pupils, seed, registers=registers))


def _school(phase: str, as_at: date) -> School:
    return School(
        name=f"{SCHOOLS[phase]} (sample data)",
        phase=phase,
        local_authority="Exampleshire (sample data)",
        urn="999999",
        as_at=as_at,
        # Else no Strengths and Difficulties total would count.
        sdq_permission=True,
        sample=True,
    )


def _rows_by_table(
    phase: str, pupils: int, seed: int, as_at: date, registers: bool
) -> dict[str, list[tuple[object, ...]]]:
    def rng(subject: str) -> Random:
        # A stream for each subject: a change to one leaves all others as they were.
        return Random(f"{phase} {pupils} {seed} {subject}")

    this_year = academic_year(as_at)
    three, four = range(this_year - 2, this_year + 1), range(this_year - 3, this_year + 1)
    children = make_children(phase, pupils, as_at, rng("children"))
    sums = attendance_rows(phase, children, three, as_at, rng("attendance"))
    rows_by_table: dict[str, Iterable[tuple[object, ...]]] = {
        "pupils": map(_pupil, children),
        "plans": plan_rows(children, as_at, rng("plans")),
        "attendance": sums,
        "exclusions": exclusion_rows(phase, children, three, as_at, rng("exclusions")),
        "results": result_rows(phase, children, four, as_at, rng("results")),
        "placements": placement_rows(phase, children, three, as_at, rng("placements")),
        "destinations": destination_rows(phase, children, four, as_at, rng("destinations")),
        "wellbeing": wellbeing_rows(children, three, as_at, rng("wellbeing")),
        **record_rows(children, as_at, rng("records")),
    }
    if registers:
        rows_by_table["register"] = register_rows(children, sums, this_year, as_at, rng("register"))
    return {name: list(rows) for name, rows in rows_by_table.items()}


def _pupil(child: Child) -> tuple[object, ...]:
    return (
        child.upn,
        child.surname,
        child.forename,
        child.born,
        child.year_group,
        child.form,
        child.sex,
        child.sen,
        child.fsm,
        child.pupil_premium,
        child.eal,
        child.looked_after,
        child.admission,
        child.leaving,
        child.key_adult,
    )


def _table(name: str, rows: list[tuple[object, ...]]) -> pa.Table:
    schema: pa.Schema = SCHEMAS[name]
    columns: Mapping[int, tuple[object, ...]] = dict(enumerate(zip(*rows, strict=True)))
    arrays = [pa.array(columns.get(n, ()), field.type) for n, field in enumerate(schema)]
    return pa.Table.from_arrays(arrays, schema=schema)
