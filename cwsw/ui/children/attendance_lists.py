"""Views of absence: who misses most now, and whose absence has no reason yet."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from cwsw.children.attendance_alerts import (
    FEWEST_SESSIONS,
    RISE_POINTS,
    RecentAbsence,
    recent_absence,
)
from cwsw.children.child_rows import ChildRow
from cwsw.children.follow_ups import half_term
from cwsw.children.unexplained import Unexplained, last_register_day, unexplained
from cwsw.cohort import Member
from cwsw.ui.children.listing import (
    NO_REGISTER,
    Listing,
    Request,
    own_column,
    rows_of_numbers,
)
from cwsw.ui.children.table import Column
from cwsw.ui.state.version_cache import cached
from cwsw.ui.wording import text

MOST_NOT_KNOWN = "Who misses most now is not known without a register"
REASONS_NOT_KNOWN = "Absences without a reason are not known without a register"
NOTHING_MISSED = "No session was missed lately. “All” shows the attendance of the whole year."
NOTHING_UNEXPLAINED = (
    "No absence without a reason is in the registers of this half-term. Check your live register: "
    "it may be newer."
)
DUTY = (
    "National attendance guidance (August 2024) expects schools to tell a child's social worker of "
    "unexplained absence; this was read on a council's page that quotes it. Tell them the same day."
)
ASK_THE_LEAD = "Ask the safeguarding lead which of these children has a social worker now."
REPLACED = "A code N should be replaced within five school days."
RISE_RULE = (
    f"“Up” is an absence that rose by {RISE_POINTS} points or more between the last four school "
    f"weeks and the four before, with {FEWEST_SESSIONS} sessions or more in each."
)
_WORDS = st.column_config.TextColumn(width="medium")


def missing_most(request: Request) -> Listing:
    """Who missed sessions in the last four school weeks, the most first."""
    absence_by_number = cached(request.workspace, recent_absence)
    rows = [row for row in request.everybody if row.recent_missed]
    # By sessions missed lately and not by who rose: a list of rising absence held most of the
    # cohort (decision 19). The sort is stable, so who missed as many stays in the order of the
    # list.
    rows.sort(key=lambda row: -row.recent_missed)
    words = {r.member.number: recent_words(absence_by_number[r.member.number]) for r in rows}
    has_register = any(row.weeks for row in request.everybody)
    if not has_register:
        return Listing((), MOST_NOT_KNOWN, nobody=NO_REGISTER)
    first = f": {request.names.of(rows[0].member)} most" if rows else ""
    return Listing(
        rows=tuple(rows),
        finding=f"{request.of_all(len(rows))} missed school in the last four school weeks{first}",
        own=(own_column("Last four weeks", words, _WORDS),),
        rule=RISE_RULE,
        advice=("ATT-2", "ATT-3"),
        nobody=NOTHING_MISSED,
    )


def recent_words(absence: RecentAbsence) -> str:
    """'24 of 40 missed, up from 0 of 40'."""
    recent = f"{absence.recent_missed:,} of {absence.recent_possible:,} missed"
    if not absence.has_risen:
        return recent
    return f"{recent}, up from {absence.before_missed:,} of {absence.before_possible:,}"


def unexplained_absence(request: Request) -> Listing:
    """Children with an absence without a reason this half-term, in the registers of this upload."""
    workspace = request.workspace
    begun, last = cached(workspace, half_term).start, cached(workspace, last_register_day)
    if last is None:
        return Listing((), REASONS_NOT_KNOWN, nobody=NO_REGISTER)
    by_number = cached(workspace, unexplained, begun)
    marks = {
        member.number: by_number[member.number]
        for member in request.members
        if member.number in by_number and by_number[member.number].this_half_term
    }
    rows = rows_of_numbers(request, marks)
    some = request.of_all(len(rows))
    return Listing(
        rows=rows,
        finding=f"{some} have an absence without a reason {_since(begun, last)}",
        own=_unexplained_columns(request, rows, marks),
        rule=" ".join((DUTY, REPLACED, *(() if request.has_detail else (ASK_THE_LEAD,)))),
        advice=("ATT-4",),
        nobody=NOTHING_UNEXPLAINED,
    )


def _unexplained_columns(
    request: Request, rows: Sequence[ChildRow], marks: Mapping[int, Unexplained]
) -> tuple[Column, ...]:
    """How many marks have no reason, the last of them, and whether to tell a social worker."""
    columns = [
        own_column("No reason yet (N)", {n: mark.no_reason_yet for n, mark in marks.items()}),
        own_column("Other or unknown (O)", {n: mark.unknown for n, mark in marks.items()}),
        own_column("Last one", {n: text.day(mark.last_day) for n, mark in marks.items()}),
    ]
    if request.has_detail:
        # Whether a social worker is involved now tells of a plan: nothing of it goes to a reader
        # without that right.
        workers = {row.member.number: worker_words(row.member) for row in rows}
        columns.append(own_column("Social worker now", workers, _WORDS))
    return tuple(columns)


def worker_words(member: Member) -> str:
    """Whether a social worker is to be told."""
    has_plan = member.current in ("current_cp", "current_cin") or member.looked_after_now
    return "Yes: tell them" if has_plan else "No open plan on record"


def _since(begun: date, last: date) -> str:
    return f"between {text.day(begun)} and {text.day(last)}: check your live register"
