"""Children who join or leave the school's roll."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cwsw.cohort.history import FIELD, SOURCE
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep.recording import (
    STOOD_BEFORE,
    CannotRecord,
    RecordedBy,
    changed_meanwhile,
    changes_of,
    record,
)
from cwsw.records import ChangedMeanwhile, Decision, ListChange
from cwsw.store import Row, TableChange, Workspace
from cwsw.tables.codes import YEAR_GROUPS, ListEvent
from cwsw.tables.schema import PUPILS
from cwsw.tables.upload import SCHEMAS
from cwsw.tables.years import academic_year

NO_NAME = "Give the child's surname and forename."
NO_CHILD = "Choose at least one child."
SAME_UPN = "There is a pupil with this UPN already: of a child who comes back leave the UPN blank."
SAME_NAME = (
    "A pupil of the same name and date of birth is on roll already: of another child of that name "
    "give the date of birth."
)
BEFORE_ADMISSION = "A child would leave before the admission date: one of the two dates is wrong."
TOO_EARLY = "A child would have left before school age: the leaving date is wrong."
_NEW = re.compile(r"NEW-(\d+)")


@dataclass(frozen=True)
class NewChild:
    """A child who joined. `year_group` is today's; without a `upn` the child gets a key.

    `history` keeps in the same step whether a plan before joining is being asked about ("ask") or
    was heard of ("accept"), as `history.hear` does.
    """

    surname: str
    forename: str
    admission: date
    date_of_birth: date | None = None
    year_group: int | None = None
    form: str | None = None
    upn: str | None = None
    history: str | None = None


def child_joined(workspace: Workspace, child: NewChild, signed: RecordedBy) -> str:
    """Record that a child joined the roll, and return the child's key.

    Raises:
        CannotRecord: no name, or a pupil of the same UPN, or name and date of birth, is there.
        ChangedMeanwhile: the same, and it was recorded here.
    """
    child = _tidy(child)
    if not (child.surname and child.forename):
        raise CannotRecord(NO_NAME)
    with workspace.exclusive():
        pupils = workspace.rows(PUPILS.name).to_pylist()
        # A child may join before the UPN is known.
        upn = child.upn or _new_key(workspace, pupils)
        change = ListChange(
            upn=upn,
            change=ListEvent.JOINED.value,
            start_date=child.admission,
            said_by=signed.said_by,
            by=signed.by,
            on=signed.on,
        )
        _check_is_new(workspace, child, change, pupils)
        parts = [TableChange(PUPILS.name, into=(_pupil(workspace, child, upn),))]
        decisions = [_history(upn, child.history, signed)] if child.history else []
        record(workspace, "a child joined", parts, [change], decisions=decisions)
    return upn


def child_left(
    workspace: Workspace, upns: Iterable[str], leaving: date, signed: RecordedBy
) -> tuple[ListChange, ...]:
    """Record the day on which children left the roll, one or several in one step.

    Raises:
        CannotRecord: nobody, or the day lies before an admission date, or stood there before.
        ChangedMeanwhile: one of them is not on roll any more, or has that leaving date already.
    """
    with workspace.exclusive():
        rows = {row["upn"]: row for row in workspace.rows(PUPILS.name).to_pylist()}
        chosen = list(dict.fromkeys(upns))
        changes = [_left(upn, rows.get(upn), leaving, signed) for upn in chosen]
        if not changes:
            raise CannotRecord(NO_CHILD)
        day = list_day(workspace)
        # The form was opened before: somebody may have recorded the same since.
        if any(upn not in rows or _has_left(rows[upn], leaving, day) for upn in chosen):
            raise changed_meanwhile(workspace, changes)
        for upn in chosen:
            _check_leaving(workspace, rows[upn], leaving)
        before = [rows[upn] for upn in chosen]
        after = [with_leaving(workspace, row, leaving) for row in before]
        description = "a child left" if len(chosen) == 1 else f"{len(chosen):,} children left"
        record(
            workspace, description, [TableChange(PUPILS.name, tuple(before), tuple(after))], changes
        )
    return tuple(changes)


def with_leaving(workspace: Workspace, row: Row, leaving: date | None) -> Row:
    """A row of Pupils with another leaving date.

    The Year group column of a child who left in an earlier academic year than the School sheet's
    speaks of that year, of everybody else of the School sheet's.
    """
    years = _column_year(workspace, row["leaving_date"]) - _column_year(workspace, leaving)
    group = None if row["year_group"] is None else row["year_group"] - years
    # A year group out of range could not be read back from the workbook.
    if group is not None and group not in YEAR_GROUPS.values():
        raise CannotRecord(TOO_EARLY)
    return {**row, "leaving_date": leaving, "year_group": group}


def _column_year(workspace: Workspace, leaving: date | None) -> int:
    school = academic_year(workspace.school_as_at)
    return school if leaving is None else min(academic_year(leaving), school)


def _new_key(workspace: Workspace, pupils: Sequence[Row]) -> str:
    """The next key of a child without a UPN: 'NEW-0001'."""
    former_pupils = workspace.former_records.get(PUPILS.name)
    upns = [row["upn"] for row in pupils] + (
        former_pupils.column("upn").to_pylist() if former_pupils else []
    )
    matches = (_NEW.fullmatch(upn) for upn in upns)
    number = 1 + max((int(match[1]) for match in matches if match), default=0)
    return f"NEW-{number:04}"


def _check_is_new(
    workspace: Workspace, child: NewChild, change: ListChange, pupils: Sequence[Row]
) -> None:
    former_pupils = workspace.former_records.get(PUPILS.name)
    # Former pupils too: a key given twice would join two children's records.
    former = former_pupils.column("upn").to_pylist() if former_pupils else []
    same_upn = [row["upn"] for row in pupils if row["upn"] == change.upn]
    day = list_day(workspace)
    alike = [
        row["upn"]
        for row in pupils
        if _name(row["surname"], row["forename"]) == _name(child.surname, child.forename)
        and row["date_of_birth"] == child.date_of_birth
        # Who has left may come back, and is then a new row of the same name.
        and (row["leaving_date"] is None or row["leaving_date"] >= day)
    ]
    for upn in (*same_upn, *alike):
        records = [c for c in changes_of(workspace, upn) if c.change == ListEvent.JOINED]
        if records:
            raise ChangedMeanwhile([change], records)
    if same_upn or change.upn in former:
        raise CannotRecord(SAME_UPN)
    if alike:
        raise CannotRecord(SAME_NAME)


def _tidy(child: NewChild) -> NewChild:
    """The child as typed, with spaces made single and blank texts None."""
    return replace(
        child,
        surname=_single(child.surname),
        forename=_single(child.forename),
        form=_single(child.form) or None,
        upn=_single(child.upn) or None,
    )


def _single(text: str | None) -> str:
    return " ".join((text or "").split())


def _name(*names: str | None) -> tuple[str, ...]:
    return tuple(_single(name).casefold() for name in names)


def _pupil(workspace: Workspace, child: NewChild, upn: str) -> Row:
    years = academic_year(list_day(workspace)) - academic_year(workspace.school_as_at)
    group = None if child.year_group is None else child.year_group - years
    return {
        **dict.fromkeys(SCHEMAS[PUPILS.name].names),
        "upn": upn,
        "surname": child.surname,
        "forename": child.forename,
        "date_of_birth": child.date_of_birth,
        "year_group": group if group in YEAR_GROUPS.values() else None,
        "form": child.form,
        "admission_date": child.admission,
    }


def _history(upn: str, decision: str, signed: RecordedBy) -> Decision:
    return Decision(
        upn=upn, source=SOURCE, field=FIELD, decision=decision, by=signed.by, on=signed.on
    )


def _left(upn: str, row: Row | None, leaving: date, signed: RecordedBy) -> ListChange:
    return ListChange(
        upn=upn,
        change=ListEvent.LEFT.value,
        end_date=leaving,
        former_end=row["leaving_date"] if row else None,
        said_by=signed.said_by,
        by=signed.by,
        on=signed.on,
    )


def _has_left(row: Row, leaving: date, day: date) -> bool:
    former = row["leaving_date"]
    return former is not None and (former < day or former == leaving)


def _check_leaving(workspace: Workspace, row: Row, leaving: date) -> None:
    if row["admission_date"] is not None and leaving < row["admission_date"]:
        raise CannotRecord(BEFORE_ADMISSION)
    earlier = (c for c in changes_of(workspace, row["upn"]) if c.change == ListEvent.LEFT)
    if any(c.settled is None and c.former_end == leaving for c in earlier):
        raise CannotRecord(STOOD_BEFORE)
