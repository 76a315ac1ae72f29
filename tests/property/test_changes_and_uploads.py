"""Random changes recorded through the term and random uploads, laid over each other.

Nothing recorded is lost or doubled, our own workbook changes nothing, the same upload twice is the
same as once, and order does not matter where dates decide.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cwsw.cohort.members import PlanSpan
from cwsw.cohort.upkeep import (
    CannotRecord,
    NewChild,
    RecordedBy,
    add_plan,
    child_joined,
    child_left,
    correct_plan,
    end_plan,
)
from cwsw.records import ChangedMeanwhile, ListChange
from cwsw.records.next_upload import lay_over
from cwsw.records.next_upload.loaded import changes_of, identity
from cwsw.store import Workspace
from cwsw.tables.codes import ListChangeOutcome
from cwsw.tables.upload import rows_of
from tests.support.archives import all_rows
from tests.support.next_upload import SUMMER, child, loaded, plan, recorded, upload

CHILDREN = 4
KINDS = ("CIN", "CP")
SOURCES = ("LA list", "DSL list")
START, TERM = date(2026, 1, 5), date(2026, 9, 7)
NUMBER, KIND = st.integers(0, CHILDREN - 1), st.sampled_from(KINDS)
PAST = st.integers(0, 20).map(lambda weeks: START + timedelta(weeks=weeks))
DAY = st.integers(0, 12).map(lambda weeks: TERM + timedelta(weeks=weeks))
OPEN = st.none()


def span(days):
    first, last = days
    return (first, last) if not first or not last or first <= last else (last, first)


SPANS = st.tuples(OPEN | PAST | DAY, OPEN | PAST | DAY).map(span)
PLAN = st.builds(
    lambda n, kind, days, source: plan(n, kind, *days, source=source),
    NUMBER,
    KIND,
    SPANS,
    st.sampled_from(SOURCES),
)
PLANS = st.lists(PLAN, max_size=4, unique_by=lambda row: tuple(row.values()))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "end", "correct", "join", "leave")), NUMBER, KIND, SPANS, DAY
    ),
    max_size=6,
)
ANSWERS = st.fixed_dictionaries({
    "plan/all": st.sampled_from(("keep", "file")),
    "roll/all": st.sampled_from(("keep", "file")),
    "missing plans/all": st.sampled_from(("keep", "ended", "drop")),
    "child/all": st.sampled_from(("same child", "other child")),
})  # fmt: skip
"""One answer to each kind of question; an upload that asks nothing is laid over the same."""


def pupils(*numbers, **more):
    return [child(number, **more) for number in numbers]


def record(workspace, steps):
    """Record as much of some steps as makes sense, in the order of their days."""
    for what, number, kind, days, on in sorted(steps, key=lambda step: step[-1]):
        with suppress(CannotRecord, ChangedMeanwhile):
            one_step(workspace, what, number, kind, days, RecordedBy(by="DSL", on=on))


def one_step(workspace, what, number, kind, days, signed):
    upn, (start, end) = f"U{number}", days
    rows = [r for r in workspace.rows("plans").to_pylist() if (r["upn"], r["plan"]) == (upn, kind)]
    if what == "add":
        add_plan(workspace, upn, kind, start, end, "A parent", signed)
    elif what == "end" and end:
        end_plan(workspace, upn, kind, end, signed)
    elif what == "correct" and rows:
        first = PlanSpan(kind, rows[0]["start_date"], rows[0]["end_date"], (rows[0]["source"],))
        correct_plan(workspace, upn, first, start, end, signed)
    elif what == "leave":
        child_left(workspace, [upn], signed.on, signed)
    elif what == "join":
        row = child(10 + number)
        new = NewChild(row["surname"], row["forename"], signed.on, row["date_of_birth"])
        child_joined(workspace, new, signed)


@st.composite
def uploads(draw, before):
    """The next upload: some of what was loaded, some of it with other dates, and something new."""
    rows = []
    for row in before:
        fate = draw(st.sampled_from(("same", "same", "gone", "dates", "source")))
        days = draw(SPANS) if fate == "dates" else (row["start_date"], row["end_date"])
        source = "Another" if fate == "source" else row["source"]
        if fate != "gone":
            rows.append(row | {"start_date": days[0], "end_date": days[1], "source": source})
    here = draw(st.lists(st.integers(0, CHILDREN - 1), unique=True, min_size=1))
    joined = draw(st.lists(st.integers(10, 9 + CHILDREN), unique=True, max_size=2))
    rows = [row for row in (*rows, *draw(PLANS)) if row["upn"] in {f"U{n}" for n in here}]
    plans = [dict(items) for items in dict.fromkeys(tuple(row.items()) for row in rows)]
    return upload(plans, pupils(*here, *joined), draw(DAY))


@st.composite
def terms(draw):
    """What is loaded, after some changes were recorded; and the rows it began with."""
    rows = draw(PLANS)
    workspace = loaded(*rows, pupils=pupils(*range(CHILDREN)))
    record(workspace, draw(STEPS))
    return workspace, rows


def all_changes(workspace):
    held = workspace.former_records.get("list_changes")
    return [*recorded(workspace), *(changes_of(rows_of(held)) if held is not None else ())]


def fact(change, moved=()):
    """A change whatever its Source, its answer and its child's key."""
    bare = replace(change, source=None, settled=None, settled_on=None)
    return identity(replace(bare, upn=dict(moved).get(change.upn, change.upn)))


def dates(workspace):
    rows = workspace.rows("plans").to_pylist()
    return {(row["upn"], row["plan"], row["start_date"], row["end_date"]) for row in rows}


def lay(workspace, new, answers=None):
    made = lay_over(workspace, new, answers)
    return Workspace.load(made.upload), made


@given(st.data())
def test_nothing_recorded_is_lost_or_doubled(data):
    workspace, rows = data.draw(terms())
    new, answers = data.draw(uploads(rows)), data.draw(ANSWERS)
    after, made = lay(workspace, new, answers)
    before = sorted(str(fact(change, made.moved)) for change in all_changes(workspace))
    assert sorted(str(fact(change)) for change in all_changes(after)) == before
    plans = [tuple(row.values()) for row in after.rows("plans").to_pylist()]
    assert len(plans) == len(set(plans))
    here = {row["upn"]: row for row in after.rows("pupils").to_pylist()}
    given_rows = new.tables["plans"].to_pylist()
    for change in recorded(after):
        if change.settled == ListChangeOutcome.SAME and change.change in ("joined", "left"):
            assert change.upn in here
        if change.settled == ListChangeOutcome.REPLACED:
            assert "file" in answers.values()
    for last in last_of_each_row(after):
        row = (last.upn, last.plan, last.start_date, last.end_date, last.source)
        if last.settled is None:
            assert row in plans  # so that it can still be taken back
        elif last.settled == ListChangeOutcome.SAME and not last.ends_a_flag:
            assert any(r["upn"] == last.upn and r["plan"] == last.plan for r in given_rows)


def last_of_each_row(workspace):
    """The last change of each plan that an open change or an answer speaks of."""
    changes = [c for c in recorded(workspace) if c.change not in ("joined", "left")]
    earlier = {
        (c.upn, c.plan, c.source, c.former_start, c.former_end)
        for c in changes
        if c.change != "plan begun"
    }
    return [
        c for c in changes if (c.upn, c.plan, c.source, c.start_date, c.end_date) not in earlier
    ]


@given(terms())
def test_our_own_workbook_changes_nothing_and_asks_nothing(term):
    workspace, _ = term
    after, made = lay(workspace, workspace.as_upload())
    assert made.questions == ()
    assert (made.carried, made.confirmed, made.moved) == ({}, 0, {})
    assert all_rows(after) == all_rows(workspace)


@given(st.data())
def test_the_same_upload_twice_is_the_same_as_once(data):
    workspace, rows = data.draw(terms())
    new, answers = data.draw(uploads(rows)), data.draw(ANSWERS)
    once, _ = lay(workspace, new, answers)
    twice, _ = lay(once, new, answers)
    assert all_rows(twice) == all_rows(once)
    held = {name: sorted(map(str, rows.to_pylist())) for name, rows in once.former_records.items()}
    assert {n: sorted(map(str, r.to_pylist())) for n, r in twice.former_records.items()} == held


@given(st.data())
def test_it_does_not_matter_whether_an_older_file_comes_before_or_after(data):
    """A file of a day before anything was recorded, with a plan more, and the steps either way."""
    rows, steps = data.draw(PLANS), data.draw(STEPS)
    extra = [plan(CHILDREN, "CLA", START)]
    roll = pupils(*range(CHILDREN + 1))
    older = upload([*rows, *extra], roll, TERM - timedelta(days=1))
    first = loaded(*rows, pupils=roll)
    record(first, steps)
    after, made = lay(first, older)
    before, _ = lay(loaded(*rows, pupils=roll), older)
    record(before, steps)
    assert [q.text for q in made.questions] == []
    assert dates(after) == dates(before)
    assert after.rows("pupils").column("leaving_date") == before.rows("pupils").column(
        "leaving_date"
    )


@given(st.data())
def test_a_file_that_knows_everything_doubles_nothing(data):
    """What was recorded is in the next file too, under another Source: all of it is settled."""
    workspace, _ = data.draw(terms())
    rows = [row | {"source": "From outside"} for row in workspace.rows("plans").to_pylist()]
    roll = workspace.rows("pupils").to_pylist()
    same = [dict(items) for items in dict.fromkeys(tuple(row.items()) for row in rows)]
    after, made = lay(workspace, upload(same, roll, TERM + timedelta(weeks=20)))
    assert made.questions == ()
    assert dates(after) == dates(workspace)
    assert {c.settled for c in all_changes(after)} <= {ListChangeOutcome.SAME}
    assert len(all_changes(after)) == len(all_changes(workspace))


def test_the_steps_record_something_of_every_kind():
    """The steps above are no dead letters: each kind is recorded where it makes sense."""
    workspace = loaded(plan(0), plan(1), pupils=pupils(*range(CHILDREN)))
    days, on = (None, TERM), TERM + timedelta(days=3)
    steps = (
        ("add", 2, "CP", (START, None), on),
        ("end", 0, "CIN", days, on),
        ("correct", 1, "CIN", (START, None), on),
        ("join", 3, "CIN", days, on),
        ("leave", 3, "CIN", days, on),
    )
    record(workspace, steps)
    kinds = {change.change for change in recorded(workspace)}
    assert kinds == {"plan begun", "plan ended", "plan dates corrected", "joined", "left"}
    assert all(isinstance(change, ListChange) for change in recorded(workspace))
    assert workspace.as_at == SUMMER
