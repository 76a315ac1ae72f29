"""Pupils under 5 or over 15 have their absence shown apart, and only there."""

from datetime import date

import pyarrow as pa

from cwsw.measures.apart import AbsenceApart, absence_apart
from cwsw.measures.count import count
from cwsw.store import Workspace
from cwsw.tables.upload import SCHEMAS, School, Upload

BORN = {"five": date(2020, 8, 31), "four": date(2020, 9, 1), "old": date(2009, 8, 31)}


def test_only_ages_5_to_15_count_and_the_rest_stand_apart() -> None:
    rows = {
        "pupils": [{"upn": upn, "date_of_birth": born} for upn, born in BORN.items()],
        "plans": [{"upn": "four", "plan": "CIN", "start_date": date(2024, 1, 1)}],
        "attendance": [
            {
                "upn": upn,
                "academic_year": 2025,
                "possible_sessions": 100,
                "authorised_absence": 10,
                "unauthorised_absence": 5,
            }
            for upn in BORN
        ],
    }
    tables = {name: pa.Table.from_pylist(found, SCHEMAS[name]) for name, found in rows.items()}
    workspace = Workspace.load(Upload(school=School(as_at=date(2026, 7, 17)), tables=tables))
    counted = {tally.measure.key: tally for tally in count(workspace)}
    assert counted["overall_absence"].groups["other"].pupils == 1
    assert absence_apart(workspace) == (
        AbsenceApart(2025, "cwsw", 1, 15, 100),
        AbsenceApart(2025, "other", 1, 15, 100),
    )
