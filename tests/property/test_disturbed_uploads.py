"""Sheets disturbed as people disturb them: the same figures, a question, or the row is named."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.cohort.counts import cohort_counts
from cwsw.intake.reading import read_in_process
from cwsw.measures.count import count
from cwsw.store import Workspace
from cwsw.tables.upload import Severity, Upload, rows_of
from tests.support.disturbed import (
    DISTURBANCES,
    PLANS,
    Sheets,
    disturbed,
    own_workbook,
    school_lists,
)

EXAMPLES = settings.default.max_examples
SOURCES = {"our own workbook": own_workbook, "a school's lists": school_lists}


def contents(upload: Upload):
    """The rows of every table, whatever their order and whatever list a plan came from."""
    tables = {name: t.drop_columns(["source"]) if "source" in t.column_names else t
              for name, t in upload.tables.items()}  # fmt: skip
    return {name: sorted(map(repr, rows_of(table))) for name, table in tables.items()}


def figures(upload: Upload):
    workspace = Workspace.load(upload, None)
    answer = cohort_counts(workspace).as_dict(), count(workspace)
    workspace.close()
    return answer


@cache
def original(source: str):
    upload = read_in_process(SOURCES[source]().files())
    assert not upload.refused, [p.message for p in upload.problems]
    return contents(upload), figures(upload)


def are_the_same(upload: Upload, source: str) -> bool:
    rows, expected = original(source)
    return contents(upload) == rows or figures(upload) == expected


def is_told(upload: Upload, sheets: Sheets) -> bool:
    """Whether a warning or an error names a touched row, or is about a whole touched sheet."""
    touched = {sheets.names[role]: rows for role, rows in sheets.touched.items()}
    told = [p for p in upload.problems if p.severity is not Severity.NOTE]
    return any(p.sheet in touched and (p.row is None or p.row in touched[p.sheet]) for p in told)


def is_safe(sheets: Sheets, source: str) -> bool:
    """Whether nobody is misled: it is asked or refused, or the same, or told where to look."""
    upload = read_in_process(sheets.files())
    return upload.refused or are_the_same(upload, source) or is_told(upload, sheets)


def test_the_two_forms_of_the_school_have_the_same_figures():
    one, other = (original(source)[1] for source in SOURCES)
    assert one == other
    cohort = one[0]
    assert (cohort["on_roll"], cohort["current_cp"], cohort["current_cin"]) == (18, 3, 3)


@pytest.mark.parametrize("source", SOURCES)
def test_the_judge_sees_a_figure_that_changes_in_silence(source):
    sheets = SOURCES[source]()
    sheets.grids[PLANS][1][3] = "14/03/2024"  # a plan that was open has an end: nothing to tell
    sheets.touch(PLANS, 2)
    assert not is_safe(sheets, source)


@settings(max_examples=2 * EXAMPLES)
@given(
    source=st.sampled_from(sorted(SOURCES)),
    names=st.lists(st.sampled_from(sorted(DISTURBANCES)), min_size=1, max_size=2),
    seed=st.integers(0, 10**9),
)
def test_no_disturbance_changes_a_figure_in_silence(source, names, seed):
    sheets = disturbed(SOURCES[source](), random.Random(seed), names)
    assert is_safe(sheets, source)
