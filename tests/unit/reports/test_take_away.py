"""What staff add goes out with the workbook and comes back by uploading it."""

from datetime import date
from pathlib import Path

import pytest

from cwsw.cohort import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.intake.workbook import write_workbook
from cwsw.records import Awareness, ChecklistLook, Decision, Override, facts, record
from cwsw.reports import take_away as room
from cwsw.reports.take_away import take_away, too_long
from cwsw.sample import make_school
from cwsw.store import Workspace
from cwsw.summary import summarise
from tests.support.books import school_book

SAMPLES = Path(__file__).parents[3] / "data" / "sample"
ON = date(2026, 7, 1)
ADDED = (
    Override(upn="U1", group="other", reason="=1+1 mistaken", by="DSL", on=ON),
    Decision(upn="U2", source="Council", field="CIN now", decision="ask", by="DSL", on=ON),
    Awareness(upn="U3", role="SENCO", state="told", by="DSL", on=ON),
    Awareness(upn="U3", role="Form tutor", state="to decide"),
    ChecklistLook(point="Identify the cohort", owner="Head", evidence="List", looked_at=ON),
)


def uploaded(data: bytes) -> Workspace:
    return Workspace.load(read_in_process([SourceFile("school.xlsx", data)]))


def everything(workspace: Workspace) -> dict[str, list[dict[str, object]]]:
    return {name: rows.to_pylist() for name, rows in workspace.tables().items()}


def test_everything_added_comes_back():
    before = uploaded(school_book())
    for fact in ADDED:
        record(before, "add", [fact])
    after = uploaded(take_away(before))
    assert everything(after) == everything(before)
    assert {f for kind in map(type, ADDED) for f in facts(after, kind)} == set(ADDED)
    assert cohort_counts(after).cwsw == 21


@pytest.mark.long
@pytest.mark.parametrize("sample", ["primary", "secondary"])
def test_a_sample_school_comes_back_whole(sample):
    _comes_back_whole((SAMPLES / f"{sample}.xlsx").read_bytes())


def test_a_made_up_school_with_registers_comes_back_with_the_same_rows_and_figures():
    _comes_back_whole(write_workbook(*make_school("secondary", 40, seed=2, registers=True)))


def _comes_back_whole(book):
    before = uploaded(book)
    after = uploaded(take_away(before))
    assert everything(after) == everything(before)
    assert summarise(after).figures == summarise(before).figures
    assert (after.school, after.as_at) == (before.school, before.as_at)


def test_a_date_asked_for_at_the_upload_goes_into_the_workbook():
    upload = read_in_process([SourceFile("school.xlsx", school_book(as_at=None))])
    asked = Workspace.load(upload, date(2026, 5, 1))
    assert uploaded(take_away(asked)).as_at == date(2026, 5, 1)


def test_a_sheet_too_long_to_be_read_again_is_left_out_and_named(monkeypatch):
    workspace = uploaded(school_book())
    assert too_long(workspace) == ()
    monkeypatch.setattr(room, "MAX_ROWS", 21)
    assert too_long(workspace) == ("Plans", "Pupils")


def test_the_same_content_gives_the_same_bytes():
    assert take_away(uploaded(school_book())) == take_away(uploaded(school_book()))
