"""Six children drawn by lot: the same again, over the year groups, and by nothing known of them."""

from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO

import pikepdf
import pytest

from cwsw.children.meeting_card import year_so_far
from cwsw.children.random_sample import draw_six
from cwsw.children.story import story
from cwsw.cohort import Member, cohort_counts, members
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.reports.inspection import inspection_document, inspection_sheet, story_facts
from cwsw.reports.meeting_pack import meeting_pack, pack_document
from cwsw.reports.paper import pdf
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.roster import roster
from tests.support.books import AS_AT, school_book

FOLLOWED = date(2026, 5, 6)
RECORDS = {
    "Follow-ups": [("UPN", "Date", "Kind", "By", "Note"), ("U1", FOLLOWED, "Call home", "HoY", "")],
    "Meetings": [("Date", "Attended", "Notes"), (date(2026, 2, 5), "DSL", None)],
    "Actions": [
        ("Meeting date", "UPN", "Action", "Who", "By when", "Done on"),
        (date(2026, 2, 5), "U1", "Ask", "HoY", date(2026, 3, 1), FOLLOWED),
        (date(2026, 2, 5), None, "Train", "Head", date(2026, 3, 1), None),
    ],
    "Interventions": [
        ("UPN", "Intervention", "Lead", "Start date", "End date", "Outcome"),
        ("U1", "Mentoring", "HoY", date(2026, 1, 8), date(2026, 3, 1), "change"),
        ("U1", "Check-in", "HoY", date(2026, 3, 1), None, None),
    ],
}


def member(upn, year_group):
    return Member(
        upn=upn,
        surname="Sur",
        forename="For",
        year_group=year_group,
        form=None,
        group="cwsw",
        current=None,
        while_on_roll=True,
        looked_after_now=False,
        why="",
        plans=(),
    )


COHORT = [member(f"U{n}", 7 + n % 4) for n in range(30)]


@pytest.fixture
def workspace():
    book = school_book(more=RECORDS)
    return Workspace.load(read_in_process([SourceFile("school.xlsx", book)]))


def test_the_same_data_give_the_same_six_whatever_their_order():
    assert draw_six(COHORT, AS_AT) == draw_six(COHORT[::-1], AS_AT)
    assert len(set(draw_six(COHORT, AS_AT))) == 6


def test_every_year_group_is_drawn_before_any_is_drawn_twice():
    years = [m.year_group for m in draw_six(COHORT, AS_AT)]
    assert sorted(years[:4]) == [7, 8, 9, 10]
    assert years[4:] == years[:2]


def test_nothing_known_of_a_child_moves_the_lot_and_another_day_does():
    known = [replace(m, surname=f"Z{m.upn}", current="current_cp", sen="E") for m in COHORT]
    upns = [m.upn for m in draw_six(COHORT, AS_AT)]
    assert [m.upn for m in draw_six(known, AS_AT)] == upns
    assert [m.upn for m in draw_six(COHORT, date(2026, 7, 16))] != upns


def test_a_small_cohort_is_told_whole_and_none_is_none():
    assert set(draw_six(COHORT[:4], AS_AT)) == set(COHORT[:4])
    assert draw_six([], AS_AT) == ()
    assert len(draw_six([replace(m, year_group=None) for m in COHORT], AS_AT)) == 6


def sheet_of(workspace, hidden=False):
    cohort = [m for m in members(workspace) if m.in_cohort]
    chosen = [m for m in cohort if m.upn == "U1"]
    counts = cohort_counts(workspace)
    year, tell = year_so_far(workspace), partial(story, workspace)
    sheet = inspection_sheet(workspace, counts, cohort, chosen, "Chosen", AS_AT, year, tell)
    return sheet, roster(workspace, Names(hidden=hidden))


def test_what_was_done_is_counted(workspace):
    sheet, _ = sheet_of(workspace)
    done = dict(sheet.work)
    assert done["Meetings about the cohort"] == "1"
    assert done["Follow-ups"] == "1, of 1 child"
    assert done["Not followed up this half-term"] == "22 children"
    assert done["Support running now"] == "1 kind"
    assert done["Reviews decided"] == "continue 0, change 1, stop 0"
    assert done["Actions"] == "done 1, open 1, of these overdue 1"
    assert ("Children with a social worker", "22") in sheet.cohort


def test_a_story_has_dates_and_outcomes_and_no_typed_word_with_names_off(workspace):
    sheet, who_is = sheet_of(workspace)
    lines = {fact.label: fact.words for fact in story_facts(sheet.children[0], who_is)}
    assert lines["Followed up"] == "6 May 2026 Call home (HoY)"
    assert (
        "Mentoring from 8 January 2026 to 1 March 2026, decided: change"
        in lines["Support and what came of it"]
    )
    assert "CIN plan from 8 Jan 2024, still open" in lines["Plans"]
    _, hidden = sheet_of(workspace, hidden=True)
    assert "Call home" not in str(inspection_document(sheet, hidden))
    assert "Sur1" not in str(inspection_document(sheet, hidden))


def test_both_papers_are_tagged_and_titled(workspace):
    sheet, who_is = sheet_of(workspace)
    cohort = [m for m in members(workspace) if m.in_cohort]
    pack = meeting_pack(workspace, summarise(workspace), cohort, AS_AT, year_so_far(workspace))
    for paper in (inspection_document(sheet, who_is), pack_document(pack, who_is)):
        with pikepdf.open(BytesIO(pdf(paper, AS_AT))) as made:
            assert made.Root.MarkInfo.Marked
            assert str(made.Root.Lang).startswith("en")
            assert paper.title in str(made.docinfo["/Title"])
