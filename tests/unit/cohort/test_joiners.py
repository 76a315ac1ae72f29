"""Whom it is worth asking about a plan before they joined, and until when."""

from datetime import date

import pytest

from cwsw.cohort import members
from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.cohort.history import (
    FIELD,
    SOURCE,
    Answer,
    HistoryState,
    Respondent,
    intakes,
    joiners,
    record_enquiry,
    worth_asking,
)
from cwsw.cohort.upkeep import RecordedBy, add_plan
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Decision, facts, record
from cwsw.reports.ask_authority import HISTORY, questions
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from tests.support.books import workbook

AS_AT = date(2026, 7, 17)
TERM, LATE, LAST_YEAR = date(2025, 9, 2), date(2026, 1, 12), date(2025, 2, 3)
HEADINGS = ("UPN", "Surname", "Forename", "Year group", "Admission date")


def school(*late, together=8, group="7", came=TERM):
    """A year group that came together, and pupils who came on other days."""
    usual = [(f"T{i}", f"Sur{i}", "For", group, came) for i in range(together)]
    others = [(f"L{i}", f"Late{i}", "For", group, day) for i, day in enumerate(late)]
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [HEADINGS, *usual, *others],
        "Plans": [("UPN", "Plan", "Start date", "End date")],
    }
    return Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))


def asked_about(workspace, day=AS_AT):
    return {one.member.upn: one.state for one in worth_asking(found(workspace, day))}


def found(workspace, day=AS_AT):
    return joiners(workspace, members(workspace), day)


def say(workspace, decision, on, *whom, upn="L0"):
    chosen = [m for m in members(workspace) if m.upn == upn]
    record_enquiry(workspace, chosen, decision, "DSL", on, whom or (Respondent.SCHOOL,))


def test_a_usual_intake_is_not_asked_about_one_by_one_and_this_years_come_first():
    workspace = school(LAST_YEAR, LATE)
    assert list(asked_about(workspace)) == ["L1", "L0"]
    assert len(found(workspace)) == 10


@pytest.mark.parametrize(
    ("days", "late"),
    [
        # a Reception class that comes over three days, beside those who stay from the nursery
        ([date(2025, 9, 3)] * 4 + [date(2025, 9, 4)] * 4 + [date(2025, 9, 9)] * 3, 0),
        ([date(2025, 9, 3), date(2025, 9, 4)], 2),  # two on their own are no intake
        ([LATE] * 4, 4),  # and after a move in January it is worth asking about each
    ],
)
def test_an_intake_may_come_over_several_days_of_september(days, late):
    workspace = school(*days, together=15, group="R", came=date(2024, 9, 3))
    assert len(asked_about(workspace)) == late


def test_it_shrinks_as_both_questions_are_answered():
    workspace = school(LATE)
    on = date(2026, 1, 20)
    assert asked_about(workspace) == {"L0": HistoryState.OPEN}
    say(workspace, Answer.WAITING, on, *Respondent)
    (one,) = worth_asking(found(workspace))
    assert one.state is HistoryState.WAITING
    assert [whom for whom in Respondent if one.waits_for(whom)] == [*Respondent]
    say(workspace, Answer.NO_PLAN, date(2026, 2, 1), Respondent.SCHOOL)
    assert asked_about(workspace) == {"L0": HistoryState.WAITING}  # the authority is waited for
    say(workspace, Answer.NO_PLAN, date(2026, 2, 9), Respondent.AUTHORITY)
    assert asked_about(workspace) == {}


def test_the_sheet_for_the_authority_asks_about_whoever_it_is_asked_about():
    workspace = school(LATE, LATE)
    say(workspace, Answer.WAITING, date(2026, 1, 20), Respondent.AUTHORITY)
    say(workspace, Answer.WAITING, date(2026, 1, 20), Respondent.SCHOOL, upn="L1")
    (line,) = questions((), (), pupils_by_upn(workspace), found(workspace))
    assert (line.pupil.upn, line.text) == ("L0", HISTORY)
    assert line.on_lists == "joined us 12 Jan 2026, no plan on record"


def test_one_answer_settles_where_nobody_else_was_asked():
    workspace = school(LATE)
    say(workspace, Answer.NO_PLAN, date(2026, 2, 1), Respondent.AUTHORITY)
    assert asked_about(workspace) == {}


def test_a_plan_that_was_named_stays_until_it_is_on_record():
    workspace = school(LATE)
    say(workspace, Answer.PLANS, date(2026, 2, 1))
    assert asked_about(workspace) == {"L0": HistoryState.NAMED}
    add_plan(
        workspace, "L0", "CIN", date(2023, 1, 9), None, "Previous school", RecordedBy("DSL", AS_AT)
    )
    assert asked_about(workspace) == {}
    workspace.undo()
    assert asked_about(workspace) == {"L0": HistoryState.NAMED}


def test_records_that_do_not_say_who_was_asked_are_read_as_of_the_previous_school():
    workspace = school(LATE)
    old = Decision(upn="L0", source=SOURCE, field=FIELD, decision="ask", by="DSL", on=LATE)
    record(workspace, "as it was kept before", [old])
    (one,) = worth_asking(found(workspace))
    assert one.questions == {Respondent.SCHOOL: old}
    say(workspace, Answer.NO_PLAN, date(2026, 2, 1), Respondent.SCHOOL)
    assert asked_about(workspace) == {}


@pytest.mark.parametrize(
    ("joined", "decision", "said", "state"),
    [
        # this year's joiner: what was said before the school year hides nobody
        (LATE, Answer.NO_PLAN, date(2025, 8, 31), HistoryState.OPEN),
        (LATE, Answer.NO_PLAN, date(2025, 9, 1), None),
        (LATE, Answer.WAITING, date(2025, 8, 31), HistoryState.OPEN),
        (LATE, Answer.WAITING, date(2025, 9, 1), HistoryState.WAITING),
        # of an earlier year: an answer stays, a question without one has to be asked again
        (LAST_YEAR, Answer.NO_PLAN, date(2025, 3, 1), None),
        (LAST_YEAR, Answer.NO_PLAN, date(2024, 8, 31), HistoryState.OPEN),
        (LAST_YEAR, Answer.WAITING, date(2025, 3, 1), HistoryState.OPEN),
    ],
)
def test_the_september_check_resets_what_is_not_answered(joined, decision, said, state):
    workspace = school(joined)
    say(workspace, decision, said)
    assert asked_about(workspace).get("L0") is state


def test_whoever_waits_in_july_has_to_be_asked_again_in_september():
    workspace = school(LATE)
    say(workspace, Answer.WAITING, date(2026, 7, 10))
    assert asked_about(workspace, date(2026, 8, 31)) == {"L0": HistoryState.WAITING}
    assert asked_about(workspace, date(2026, 9, 1)) == {"L0": HistoryState.OPEN}


def test_a_whole_year_group_is_asked_about_in_one_step():
    workspace = school()
    together = [one.member for one in found(workspace)]
    assert asked_about(workspace) == {}
    record_enquiry(workspace, together, Answer.WAITING, "DSL", AS_AT, tuple(Respondent))
    (seven,) = intakes(members(workspace), found(workspace), AS_AT)
    assert (len(seven.pending), len(facts(workspace, Decision))) == (8, 16)
    workspace.undo()
    assert facts(workspace, Decision) == ()


def test_the_workbook_carries_both_questions():
    workspace = school(LATE)
    say(workspace, Answer.WAITING, date(2026, 1, 20), Respondent.AUTHORITY)
    say(workspace, Answer.NO_PLAN, date(2026, 1, 21), Respondent.SCHOOL)
    again = Workspace.load(read_in_process([SourceFile("s.xlsx", take_away(workspace))]))
    assert found(again) == found(workspace)
    assert asked_about(again) == {"L0": HistoryState.WAITING}
