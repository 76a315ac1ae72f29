"""The pupils behind a figure are as many as the figure says, and after a plan nobody is lost."""

from datetime import date

import pytest

from cwsw.children.after_plan import NOT_KNOWN, band, by_band, since_plans, step_down, tally
from cwsw.children.figure_pupils import pupils_behind
from cwsw.cohort import members
from cwsw.measures.count import count
from cwsw.measures.filters import Filters
from cwsw.measures.left_out import left_out
from cwsw.measures.registry import FigureKind
from cwsw.store import Workspace
from cwsw.ui.state import session
from tests.oracle.convert import to_upload
from tests.support import sub_cohorts
from tests.support.registers import AS_AT, load, pupil


def counts_behind(workspace, tally_, group, filters=None):
    """What the list of pupils adds up to, as the figure's own counts."""
    found = pupils_behind(workspace, tally_.measure.key, tally_.year, group, filters)
    pupils = len(found.counted)
    if tally_.measure.kind is FigureKind.PROPORTION:
        return found, (found.meeting, pupils, pupils)
    if tally_.measure.kind is FigureKind.MEAN:
        return found, (pupils, pupils, pupils)
    missed = sum(p.value for p in found.counted)
    return found, (missed, sum(p.of for p in found.counted), pupils)


def test_every_group_of_a_small_school_is_listed_whole():
    workspace = Workspace.load(to_upload(sub_cohorts.SCHOOL, sub_cohorts.rows()))
    tallies = count(workspace)
    assert tallies
    for tally_ in tallies:
        for group, counts in tally_.groups.items():
            _, listed = counts_behind(workspace, tally_, group)
            assert listed == (counts.n, counts.of, counts.pupils), (tally_.measure.key, group)


@pytest.mark.parametrize("choice", session.SAMPLES)
def test_the_latest_figures_of_a_sample_are_listed_whole_with_those_left_out(choice):
    workspace = session.sample_workspace(choice)
    out = left_out(workspace)
    latest = {t.measure.key: t for t in reversed(count(workspace))}
    for key, tally_ in latest.items():
        found, listed = counts_behind(workspace, tally_, "cwsw")
        counts = tally_.groups["cwsw"]
        assert listed == (counts.n, counts.of, counts.pupils), key
        said = out[key, tally_.year, "cwsw"]
        assert len(found.left_out) == said.pupils - said.counted, key
        for words, number in said.reasons:
            assert sum(p.reason == words for p in found.left_out) == number


def test_the_order_is_year_group_form_and_surname_and_no_score():
    workspace = session.sample_workspace("sample secondary")
    found = pupils_behind(workspace, "persistent_absence", 2025, "cwsw", Filters((7, 8)))
    order = [(p.year_group, p.form, p.surname, p.forename) for p in found.counted]
    assert order == sorted(order)
    assert {p.year_group for p in found.counted} == {7, 8}


def ended(number, on, plan="CIN"):
    return {"upn": f"U{number}", "plan": plan, "start_date": date(2024, 1, 8), "end_date": on}


@pytest.fixture
def after():
    """Plans that ended a month, six months and a day, and a year and a day ago; one again open."""
    return load(
        {
            "pupils": [pupil(n) for n in range(1, 7)],
            "plans": [
                ended(1, date(2026, 2, 20), "CP"),
                ended(2, date(2025, 9, 19)),
                ended(3, date(2025, 3, 19)),
                ended(4, date(2026, 1, 1)),
                {"upn": "U4", "plan": "CIN", "start_date": date(2026, 2, 1)},
                ended(5, date(2025, 9, 20)),
            ],
            "overrides": [
                {"upn": "U6", "group": "cwsw", "reason": "Told", "by": "DSL", "on": AS_AT}
            ],
        }
    )


def test_children_are_in_the_band_of_their_last_plan(after):
    found = [m for m in members(after) if m.current == "ended"]
    bands = by_band(found, since_plans(after), AS_AT)
    named = {name: [m.upn for m in members_] for name, members_ in bands.items()}
    assert named == {
        "Up to 6 months ago": ["U1", "U5"],
        "6 to 12 months ago": ["U2"],
        "More than 12 months ago": ["U3"],
        NOT_KNOWN: ["U6"],
    }
    assert band(None, AS_AT) == NOT_KNOWN


def test_the_next_check_in_follows_the_latest_follow_up(after):
    found = [m for m in members(after) if m.current == "ended"]
    last = {"U2": date(2025, 12, 19), "U5": date(2025, 1, 1)}
    lines = {line.member.upn: line for line in step_down(found, last, AS_AT)}
    assert lines.keys() == {"U1", "U2", "U5"}
    assert (lines["U1"].plan, lines["U1"].check_in) == ("CP", date(2026, 4, 3))
    assert lines["U2"].check_in == date(2026, 3, 19)  # three months were just made: six are next
    assert lines["U5"].check_in == date(2025, 11, 1)  # a follow-up before the end makes none


def test_a_tally_counts_only_those_of_whom_it_is_known(after):
    everybody = members(after)
    found = tally(everybody, since_plans(after))
    assert found.children == 6
    assert found.of["suspended"] == 0  # no exclusions were supplied
