"""The checklist: what schools need to do, what the data show, who owns it, last looked at."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.aware import grid
from cwsw.cohort.checklist import ChecklistPoint, checklist_facts, points
from cwsw.records import ChecklistLook, facts, record
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.cohort.list_comparison import compared_lists
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

SOURCE = "Source: Virtual School Kent, Children with a Social Worker, what schools need to do."
MEANS = (
    "Each point has what the data show, who owns it, and when somebody last looked. It is a list "
    "to talk about, not a score."
)
OWNER_MISSING = "Fill in who owns the point."
_HEADINGS = ("Point", "What the data show", "Owner", "Evidence of our own", "Last looked at")


WIDTHS = {"Point": 230, "What the data show": 260, "Owner": 90, "Evidence of our own": 130}
"""How wide the columns of the table are, in pixels."""


def points_with_evidence(
    workspace: Workspace, counts: CohortCounts, everybody: Sequence[Member]
) -> tuple[ChecklistPoint, ...]:
    """The points of the checklist, each with its evidence from the data of now."""
    lines = grid(workspace, [m for m in everybody if m.in_cohort])
    return points(workspace, checklist_facts(workspace, counts, compared_lists(workspace), lines))


def finding(points: Sequence[ChecklistPoint], since: date) -> str:
    """The title: how many points were looked at this school year."""
    number = sum(
        point.last is not None and (point.last.looked_at or date.min) >= since for point in points
    )
    return f"{number:,} of {text.counted(len(points), 'point')} looked at this school year"


def points_table(points: Sequence[ChecklistPoint], names: Names) -> Table:
    """Every point, in the advice page's order, then the school's own."""
    rows = tuple(_row(point, names) for point in points)
    return Table("What schools need to do", _HEADINGS, rows, notes=(SOURCE,))


def look_form(
    user: User,
    workspace: Workspace,
    points: Sequence[ChecklistPoint],
    selected_places: Sequence[int],
) -> None:
    """Show the form that records who owns a point, its evidence, and that it was looked at.

    `selected_places`: the place of the point that is selected in the table.
    """
    if not may_change(user, workspace):
        return
    first = next(iter(selected_places), 0)
    with st.form("look"):
        # A key for each selection, as in `joiners`: else the box would stay at the former point.
        point = st.selectbox("Point", [p.point for p in points], first, key=f"look_point_{first}")
        owner = st.text_input("Owner", key="look_owner")
        evidence = st.text_input("Evidence of our own (may be empty)", key="look_evidence")
        signed = signature("look")
        typed = (point, owner.strip(), evidence.strip() or None)
        facts_seen = as_seen("look", facts(workspace, ChecklistLook))
        save = partial(_record_look, workspace, *typed, signed, facts_seen)
        submit("Looked at it", signed, save, "" if owner.strip() else OWNER_MISSING)


def _record_look(
    workspace: Workspace,
    point: str,
    owner: str,
    evidence: str | None,
    signed: Signature,
    facts_seen: Sequence[ChecklistLook],
) -> str:
    """Save who owns a point, its evidence and the day; the words for the next run."""
    fact = ChecklistLook(point=point, owner=owner, evidence=evidence, looked_at=signed.on)
    record(workspace, "a look at the checklist", [fact], facts_seen)
    return "kept: a look at the checklist"


def _row(point: ChecklistPoint, names: Names) -> tuple[str, ...]:
    """A point with its evidence, owner and the day it was last looked at."""
    last_look = point.last
    if last_look is None:
        return point.point, point.evidence, "nobody yet", "", "not yet"
    looked_on = text.day(last_look.looked_at) if last_look.looked_at else "not dated"
    return (
        point.point,
        point.evidence,
        last_look.owner or "",
        names.text(last_look.evidence),
        looked_on,
    )
