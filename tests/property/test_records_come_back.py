"""Whatever staff wrote on any sheet comes back the same, from the workbook and the archive."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwsw.records.next_upload import RECORDS, lay_over
from cwsw.reports.take_away import take_away
from cwsw.store import JournalEntry, TableChange, Workspace
from cwsw.store.archive.packing import pack_change, unpack_change
from cwsw.store.changes import Change
from cwsw.store.replay import remaining_changes, replayed
from cwsw.tables.schema import BY_NAME, CellKind
from tests.support.archives import all_rows, school
from tests.support.uploaded import uploaded

PUPILS = 12
# What can be typed into a box of the dashboard, kept with its spaces made single.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
TEXT = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(
        ("=1+1", "+44 1622", "-", "@home", "N/A", "007", "1/2", "yes", "2025/26", "it's")
    ),
)


def cell(column):
    if column.kind is CellKind.KEY:
        filled = st.integers(0, PUPILS - 1).map(lambda n: f"U{n}")
    elif column.kind is CellKind.CHOICE:
        filled = st.sampled_from(column.choices)
    elif column.kind is CellKind.DATE:
        filled = st.dates(date(1995, 1, 1), date(2099, 12, 31))
    elif column.kind is CellKind.WHOLE:
        filled = st.integers(0, 100_000)
    else:
        assert column.kind is CellKind.TEXT
        filled = TEXT
    return filled if column.cell_needed else st.none() | filled


def row(name):
    columns = BY_NAME[name].columns
    return st.fixed_dictionaries({column.field: cell(column) for column in columns})


def rows(name):
    unlike = st.lists(row(name), max_size=4, unique_by=lambda r: tuple(r.values()))
    return unlike.filter(lambda found: all(any(r.values()) for r in found))


RECORDED = st.fixed_dictionaries({name: rows(name) for name in RECORDS})


@pytest.fixture(scope="module")
def bare():
    return school(pupils=PUPILS, cohort=4)


def with_records(bare, recorded):
    workspace = bare.copy()
    workspace.change(
        "add", *(TableChange(name, into=tuple(found)) for name, found in recorded.items())
    )
    return workspace


@given(recorded=RECORDED)
def test_every_record_comes_back_from_the_workbook(bare, recorded):
    before = with_records(bare, recorded)
    after = uploaded(take_away(before))
    for name in RECORDS:
        assert after.rows(name).to_pylist() == before.rows(name).to_pylist(), name


@given(recorded=RECORDED)
def test_laid_over_the_same_school_again_nothing_is_lost_or_doubled(bare, recorded):
    before = with_records(bare, recorded)
    laid = Workspace.load(lay_over(before, bare.as_upload()).upload)
    again = Workspace.load(lay_over(before, laid.as_upload()).upload)
    for name in RECORDS:
        assert words_of(laid, name) == words_of(before, name), name
        assert words_of(again, name) == words_of(before, name), name


def words_of(workspace, name):
    """Every row of a table, but whether an upload has answered a change of the list."""
    answers = {"settled": None, "settled_on": None} if name == "list_changes" else {}
    rows = [found | answers for found in workspace.rows(name).to_pylist()]
    return sorted({tuple(map(str, found.values())) for found in rows})


class Notes(list):
    """A journal that keeps what it is given as the archive does."""

    def write(self, made):
        self.append(unpack_change(pack_change(made)))
        return len(self)


@given(data=st.data())
def test_changes_made_again_in_one_go_are_those_made_one_by_one(bare, data):
    """The replay at opening against the database itself, undone steps included."""
    workspace, notes = bare.copy(), Notes()
    before = dict(bare.as_upload().tables)
    workspace.set_journal(notes)
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.integers(0, 3)) == 0:
            workspace.undo()
            continue
        name = data.draw(st.sampled_from((*RECORDS, "plans")))
        there = workspace.rows(name).to_pylist()
        out = data.draw(st.lists(st.sampled_from(there), max_size=2)) if there else []
        into = data.draw(rows(name) if name in RECORDS else st.just([]))
        workspace.change("step", TableChange(name, tuple(out), tuple(into)))
    again = Workspace.load(bare.as_upload(), bare.as_at, after=notes)
    assert all_rows(again) == all_rows(workspace)
    assert [c.what for c in remaining_changes(notes)] == [c.what for c in workspace._changes]
    assert replayed(before, ()) == before
    assert again.undo() == workspace.undo()
    assert all_rows(again) == all_rows(workspace)


def test_a_step_and_its_undoing_pack_alike():
    change = Change(
        "x", (TableChange("awareness", into=({"upn": "U1", "role": "r", "state": "told"},)),)
    )
    made = unpack_change(pack_change(JournalEntry(change, undone=True)))
    assert made.undone
    assert made.change.parts[0].into[0]["upn"] == "U1"
