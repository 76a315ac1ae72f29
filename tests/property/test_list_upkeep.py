"""A list kept for some weeks by whatever a safeguarding lead may record, on random schools."""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.children.actions import mark_done
from cwsw.cli.answers import measures_object
from cwsw.cohort import members
from cwsw.cohort.members import PlanSpan
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep import (
    CannotRecord,
    NewChild,
    RecordedBy,
    add_plan,
    check_ins,
    child_joined,
    child_left,
    correct_plan,
    end_plan,
    reaches_figures,
    take_back,
)
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Action, ChangedMeanwhile, ListChange, facts
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.store.archive.packing import pack_change, unpack_change
from cwsw.summary import summarise
from cwsw.tables.codes import PLANS
from tests.oracle.convert import to_upload
from tests.oracle.strategies import build_school
from tests.oracle.todays_list import (
    Step,
    as_stored,
    current_plans,
    take_back_check_ins,
    todays_list,
    write_check_ins,
    write_down,
)
from tests.support.archives import all_rows

EXAMPLES = settings.default.max_examples
WHAT = (
    "plan begun",
    "plan ended",
    "plan ended",
    "plan dates corrected",
    "joined",
    "left",
    "checked in",
)
REFUSED = (CannotRecord, ChangedMeanwhile)


class Notes(list):
    """A journal that keeps what it is given as the archive does."""

    def write(self, made):
        self.append(unpack_change(pack_change(made)))
        return len(self)


@dataclass
class Kept:
    """A random school whose list is kept: the product's workspace, and rows written by hand."""

    rnd: Random
    school: dict
    rows: dict
    as_at: date | None
    today: date
    workspace: Workspace
    notes: Notes = field(default_factory=Notes)
    steps: list[Step] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The list's."""
        return max(self.workspace.as_at, self.today)

    def new(self) -> Workspace:
        """The school as it was before anything was recorded."""
        return loaded(self.school, self.first, self.as_at)

    def __post_init__(self):
        self.first = {name: [dict(row) for row in rows] for name, rows in self.rows.items()}
        self.workspace.set_journal(self.notes)


def loaded(school, rows, as_at) -> Workspace:
    return Workspace.load(to_upload(school, rows), as_at=as_at)


@contextmanager
def on_the_day(day):
    with mock.patch("cwsw.cohort.today.today", return_value=day):
        yield


def begun(rnd) -> Kept:
    """A random school whose plans come from several lists, on a day up to two years later."""
    made = build_school(rnd, rnd.randint(1, 5))
    rows = as_stored(made.rows)
    for row in rows["plans"]:
        row["source"] = row.get("source") or rnd.choice((None, "LA list", "DSL list"))
    today = made.day + timedelta(rnd.choice((0, 1, 30, 60, 200, 400, 700)))
    workspace = loaded(made.school, rows, made.as_at)
    return Kept(rnd, made.school, rows, made.as_at, today, workspace)


def any_step(kept: Kept) -> Step:
    """Something to record, mostly something that can be."""
    rnd, day = kept.rnd, kept.day
    near = day - timedelta(rnd.choice((0, 0, 1, 2, 20, 90, 400, -1, -30)))
    upn = rnd.choice(kept.rows["pupils"])["upn"]
    what = rnd.choice(WHAT)
    plans = [row for row in kept.rows["plans"] if row["upn"] == upn]
    kinds = [row["plan"] for row in plans] + current_plans(kept.rows, upn)
    if what == "joined":
        key = f"J{len(kept.rows['pupils'])}"
        return Step(what, key, day, start=near, year_group=rnd.choice((None, 0, 1, 7, 11)))
    if what == "left":
        return Step(what, upn, day, end=near)
    waiting = [row for row in kept.rows["actions"] if row["done_on"] is None]
    if what == "checked in" and waiting:
        row = rnd.choice(waiting)
        return Step(what, row["upn"], day, end=row["by_when"], adult=row["who"])
    if what in ("plan begun", "checked in") or not kinds:
        dates = rnd.choice(((near, None), (near, near + timedelta(60)), (None, near), (None, None)))
        return Step("plan begun", upn, day, rnd.choice(PLANS), *dates)
    if what == "plan ended" or not plans:
        adult = rnd.choice((None, "Ms Key", "Ms Key", "Mr Day"))
        return Step("plan ended", upn, day, rnd.choice(kinds), end=near, adult=adult)
    row = rnd.choice(plans)
    former = row.get("start_date"), row.get("end_date")
    dates = rnd.choice(((near, None), (near, near + timedelta(7)), (former[0], near)))
    return Step(what, upn, day, row["plan"], *dates, former=former)


def checked_in(workspace: Workspace, step: Step) -> tuple[Action, ...]:
    """Say that the adult has checked in with the child."""
    asked = (step.upn, step.adult, step.end)
    (action,) = (a for a in facts(workspace, Action) if (a.upn, a.who, a.by_when) == asked)
    mark_done(workspace, [action], step.on)
    return (action,)


def recorded(workspace: Workspace, step: Step) -> tuple[Action | ListChange, ...]:
    """Have the product record a step; nothing where it says that this cannot be."""
    if step.what == "checked in":
        return checked_in(workspace, step)
    signed, before = RecordedBy("A. Lead", step.on, "LA"), facts(workspace, ListChange)
    try:
        if step.what == "joined":
            child = NewChild(
                f"Sur {step.upn}", "Given", step.start, year_group=step.year_group, upn=step.upn
            )
            child_joined(workspace, child, signed)
        elif step.what == "left":
            child_left(workspace, [step.upn], step.end, signed)
        elif step.what == "plan begun":
            add_plan(workspace, step.upn, step.plan, step.start, step.end, "DSL list", signed)
        elif step.what == "plan ended":
            actions = check_ins(step.end, step.adult, step.upn) if step.adult else ()
            end_plan(workspace, step.upn, step.plan, step.end, signed, actions=actions)
        else:
            correct_plan(workspace, step.upn, span(workspace, step), step.start, step.end, signed)
    except REFUSED:
        assert facts(workspace, ListChange) == before
    return tuple(change for change in facts(workspace, ListChange) if change not in before)


def span(workspace: Workspace, step: Step) -> PlanSpan:
    """The plan to correct, with every list that says just this."""
    sources = [
        row["source"]
        for row in workspace.rows("plans").to_pylist()
        if (row["upn"], row["plan"]) == (step.upn, step.plan)
        if (row["start_date"], row["end_date"]) == step.former
    ]
    return PlanSpan(step.plan, *step.former, tuple(sources))


def keep_up(kept: Kept) -> None:
    """Record some steps, here and by hand, and take some back at once."""
    for _ in range(kept.rnd.randint(1, 6)):
        step = any_step(kept)
        changes = recorded(kept.workspace, step)
        if changes and step.what != "checked in" and kept.rnd.randrange(5) == 0:
            take_back(kept.workspace, *changes)
            if any(change.change == "plan ended" for change in changes):
                write_check_ins(kept.rows, step)
                take_back_check_ins(kept.rows, step)
        elif changes:
            write_down(kept.school, kept.rows, step, kept.day)
            kept.steps.append(step)


def listed(workspace: Workspace) -> dict:
    """Today's list as the oracle gives it."""
    return {
        m.upn: (m.group, sorted(parts(m)), m.year_group)
        for m in members(workspace, list_day(workspace))
    }


def parts(member) -> list[str]:
    found = [member.current] if member.current else []
    found += ["while_on_roll"] if member.while_on_roll else []
    return found + (["looked_after_now"] if member.looked_after_now else [])


def tables(workspace: Workspace) -> dict:
    rows = {name: workspace.rows(name).to_pylist() for name in ("pupils", "plans", "list_changes")}
    return rows | {"actions": sorted(workspace.rows("actions").to_pylist(), key=str)}


def figures(workspace: Workspace) -> dict:
    return measures_object(summarise(workspace, with_child_facts=False))


@settings(max_examples=EXAMPLES)
@given(st.randoms(use_true_random=False))
def test_the_list_and_the_rows_are_those_written_by_hand(rnd):
    kept = begun(rnd)
    with on_the_day(kept.today):
        keep_up(kept)
        by_hand = loaded(kept.school, kept.rows, kept.as_at)
        assert tables(kept.workspace) == tables(by_hand)
        assert listed(kept.workspace) == todays_list(kept.school, kept.rows, kept.day)


@settings(max_examples=EXAMPLES // 2)
@given(st.randoms(use_true_random=False))
def test_the_figures_are_those_of_the_same_workbook_written_by_hand(rnd):
    kept = begun(rnd)
    with on_the_day(kept.today):
        keep_up(kept)
        found = figures(kept.workspace)
        assert found == figures(loaded(kept.school, kept.rows, kept.as_at))
        changes = facts(kept.workspace, ListChange)
        if not any(reaches_figures(change, kept.workspace.as_at) for change in changes):
            assert found == figures(kept.new())


@settings(max_examples=EXAMPLES // 2)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_is_about_different_children_never_matters(rnd):
    kept = begun(rnd)
    with on_the_day(kept.today):
        keep_up(kept)
        waiting, again = defaultdict(list), kept.new()
        for step in kept.steps:
            waiting[step.upn].append(step)
        while waiting:
            upn = rnd.choice(sorted(waiting))
            assert recorded(again, waiting[upn].pop(0))
            if not waiting[upn]:
                del waiting[upn]
        assert tables(again) == tables(kept.workspace)
        assert listed(again) == listed(kept.workspace)


@settings(max_examples=EXAMPLES // 2)
@given(st.randoms(use_true_random=False))
def test_taking_everything_back_gives_the_first_school_again_with_the_check_ins_held(rnd):
    kept = begun(rnd)
    with on_the_day(kept.today):
        keep_up(kept)
        while changes := facts(kept.workspace, ListChange):
            taken = {_taken_back(kept.workspace, c) for c in rnd.sample(changes, len(changes))}
            assert True in taken
        held = [row for row in kept.rows["actions"] if row["done_on"] is not None]
        first = loaded(kept.school, kept.first | {"actions": held}, kept.as_at)
        assert all_rows(kept.workspace) == all_rows(first)
        while kept.workspace.undo():
            pass
        assert all_rows(kept.workspace) == all_rows(kept.new())


def _taken_back(workspace: Workspace, change: ListChange) -> bool:
    try:
        take_back(workspace, change)
    except CannotRecord:
        return False
    return True


@settings(max_examples=EXAMPLES // 3)
@given(st.randoms(use_true_random=False))
def test_the_workbook_and_the_archive_give_the_same_list_again(rnd):
    kept = begun(rnd)
    with on_the_day(kept.today):
        keep_up(kept)
        replayed = Workspace.load(kept.new().as_upload(), kept.workspace.as_at, after=kept.notes)
        assert all_rows(replayed) == all_rows(kept.workspace)
        upload = read_in_process([SourceFile("school.xlsx", take_away(kept.workspace))])
        again = Workspace.load(upload, as_at=kept.as_at)
        for kind in (ListChange, Action):
            assert sorted(map(str, facts(again, kind))) == sorted(
                map(str, facts(kept.workspace, kind))
            )
        assert listed(again) == listed(replayed) == listed(kept.workspace)
