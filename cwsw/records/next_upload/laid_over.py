"""The next upload laid over what is loaded, as a pure function of both and of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from cwsw.records.next_upload.children import new_keys
from cwsw.records.next_upload.loaded import Loaded, NewData, Overlay
from cwsw.records.next_upload.missing_plans import missing_plans
from cwsw.records.next_upload.plan_rows import PlanRow, plan_table
from cwsw.records.next_upload.questions import UploadAnswers
from cwsw.records.next_upload.recorded_plans import lay_plans
from cwsw.records.next_upload.roll import LaidRoll, lay_roll
from cwsw.records.next_upload.staff_records import LaidRecords, Placed, lay_records
from cwsw.store import Workspace
from cwsw.tables.codes import ListChangeOutcome
from cwsw.tables.proposal import Question
from cwsw.tables.schema import PLANS, PUPILS
from cwsw.tables.upload import SCHEMAS, Upload


@dataclass(frozen=True)
class LaidOver:
    """The new upload with what staff wrote and recorded, and the questions to answer first.

    `carried`: rows of each table that the upload did not bring and now has; `former_records`: rows
    of former pupils. `moved`: former key -> new key of children. `confirmed`: the recorded changes
    that the upload says too. `missing`: loaded plans that are not in the upload. `questions` are
    those the answers lead to; `unanswered` those without an answer or a suggestion.
    """

    upload: Upload
    carried: Mapping[str, int]
    former_records: Mapping[str, int]
    moved: Mapping[str, str]
    confirmed: int
    missing: tuple[PlanRow, ...]
    questions: tuple[Question, ...]
    unanswered: tuple[Question, ...]


def lay_over(
    former: Workspace,
    upload: Upload,
    answers: Mapping[str, str] | None = None,
    as_at: date | None = None,
) -> LaidOver:
    """Lay an accepted upload over what was loaded before.

    Args:
        former: What is loaded.
        upload: The next upload.
        answers: Answers by the key of their question, or of its whole section.
        as_at: The day of the upload, where its School sheet gives none.

    Raises:
        ValueError: There is no as-at date.

    """
    day = as_at or upload.school.as_at
    if day is None:
        raise ValueError("an upload is laid over as at a day")
    known_answers = UploadAnswers(answers or {})
    loaded = Loaded.of(former)
    new = NewData.of(upload, day)
    # Keys first, so that the rest compares each child with themselves; then the roll, since plans
    # and records follow who is on it.
    keys = new_keys(loaded, new, known_answers)
    overlay = Overlay(loaded.with_keys(keys.moved), new, known_answers)
    roll = lay_roll(overlay)
    plans = lay_plans(overlay, roll.pupils.keys())
    missing = missing_plans(overlay, roll.pupils.keys(), plans.accounted)
    marks = {**roll.marks, **plans.marks}
    records = lay_records(overlay.loaded, new, Placed(roll.pupils.keys(), keys.moved, marks))
    questions = (*keys.questions, *roll.questions, *plans.questions, *missing.questions)
    return LaidOver(
        _overlaid(upload, roll, (*plans.rows, *missing.staying), records),
        records.carried,
        {
            name: rows.num_rows
            for name, rows in records.former_records.items()
            if name != PUPILS.name
        },
        keys.moved,
        sum(mark.settled == ListChangeOutcome.SAME for mark in marks.values()),
        missing.rows,
        questions,
        tuple(question for question in questions if known_answers.to(question) is None),
    )


def _overlaid(
    upload: Upload, roll: LaidRoll, plans: Sequence[PlanRow], records: LaidRecords
) -> Upload:
    """The upload with the tables that come out of laying it over."""
    pupils = pa.Table.from_pylist([*roll.pupils.values()], schema=SCHEMAS[PUPILS.name])
    tables = {**upload.tables, **records.tables, PUPILS.name: pupils}
    # A sheet that was not supplied is not an empty one (contract section 1).
    if plans or PLANS.name in upload.tables:
        tables[PLANS.name] = plan_table(plans)
    return replace(upload, tables=tables, former_records=records.former_records)
