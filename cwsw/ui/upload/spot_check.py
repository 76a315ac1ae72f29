"""A spot check before confirming: five pupils as they were understood."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from cwsw.cohort import members
from cwsw.cohort.members import Member
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.english import short_day, span
from cwsw.tables.upload import FLAT
from cwsw.tables.years import label
from cwsw.ui.upload import wording
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording.pupil_words import class_words, name_words

HOW_MANY = 5
_OF_THE_COHORT = 3


def show(workspace: Workspace) -> None:
    """Show five pupils, up to three of them of the cohort, with what the files say of each."""
    # Drawn by the upload's id: the page runs again at each click, and the five stay the same.
    sample = choose(members(workspace), workspace.id)
    if not sample:
        return
    st.subheader(wording.SPOT_TITLE)
    st.write(wording.SPOT_LEAD)
    facts = _Facts(workspace, [m.upn for m in sample])
    headings = ("Pupil", "Year and form", "Born", "Admitted", "Plans", "Attendance", "Counts as")
    rows = tuple(_row(member, facts) for member in sample)
    show_table(Table("Five pupils as understood", headings, rows), lists_children=True)


def choose(pupils: Sequence[Member], seed: str) -> list[Member]:
    """Five pupils at random, up to three of them children with a social worker."""
    pick = random.Random(seed)  # noqa: S311 - a spot check, no secret
    cohort = [m for m in pupils if m.in_cohort]
    # Of the cohort first: among all pupils five drawn by chance would mostly have no plan to
    # compare.
    first = pick.sample(cohort, min(_OF_THE_COHORT, len(cohort)))
    other_pupils = [m for m in pupils if not m.in_cohort]
    second = pick.sample(other_pupils, min(HOW_MANY - len(first), len(other_pupils)))
    return [*first, *second]


class _Facts:
    """What the tables say of some pupils."""

    def __init__(self, workspace: Workspace, upns: Sequence[str]) -> None:
        self._upns = pa.array(upns)
        self._workspace = workspace
        self.pupils = {row["upn"]: row for row in self._rows("pupils")}
        self.flat = {row["upn"]: row for row in self._rows(FLAT)}
        self.attendance = self._rows("attendance")
        self.register = self._rows("register")

    def _rows(self, name: str) -> list[Mapping[str, Any]]:
        if name not in self._workspace.supplied:
            return []
        rows = self._workspace.rows(name)
        is_chosen = pc.is_in(rows.column("upn"), value_set=self._upns)
        matching_rows: list[Mapping[str, Any]] = rows.filter(is_chosen).to_pylist()
        return matching_rows

    def attendance_of(self, upn: str) -> str:
        """Sessions, percentage or register days, whichever there is."""
        flat = self.flat.get(upn, {})
        sums = [row for row in (*self.attendance, flat) if row.get("upn") == upn]
        parts = [_sums(row) for row in sums if row.get("possible_sessions") is not None]
        if not parts and flat.get("attendance_percent") is not None:
            parts = [f"{flat['attendance_percent'].normalize():f}%"]
        days = sum(row["upn"] == upn for row in self.register)
        if days:
            parts.append(f"register of {days:,} days")
        return "; ".join(parts) or "not supplied"


def _sums(row: Mapping[str, Any]) -> str:
    missed = (row["authorised_absence"] or 0) + (row["unauthorised_absence"] or 0)
    year = f"{label(row['academic_year'])}: " if row.get("academic_year") else ""
    return f"{year}{missed:,} of {row['possible_sessions']:,} sessions missed"


def _row(member: Member, facts: _Facts) -> tuple[str, ...]:
    """A pupil as understood: name, class, days, plans, attendance, and why they count."""
    pupil = facts.pupils[member.upn]
    return (
        name_words(member.forename, member.surname),
        class_words(member.year_group, member.form) or "not known",
        _day(pupil["date_of_birth"]) or "not known",
        _day(member.admitted) or "not known",
        "; ".join(map(_plan, member.plans)) or "none known",
        facts.attendance_of(member.upn),
        member.why,
    )


def _plan(plan: Any) -> str:  # noqa: ANN401
    return f"{plan.plan} {span(plan.start, plan.end, short_day, no_end='open')}"


def _day(day: Any) -> str:  # noqa: ANN401
    return short_day(day) if day else ""
