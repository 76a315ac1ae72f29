"""The work list of absence without a reason: what schools have to tell a social worker of."""

from datetime import date

from cwsw.access import Right
from cwsw.children.followed import half_term
from cwsw.children.unexplained import Unexplained, last_register_day, unexplained
from cwsw.cohort import Member
from cwsw.ui import text
from cwsw.ui.names import CHILD
from cwsw.ui.once import once
from cwsw.ui.tables import Table
from cwsw.ui.work_list_rows import NO_REGISTER, Asking, WorkList

TITLE = "Unexplained absences in this upload"
NOTHING = "No absence without a reason is in the registers of this half-term."
LOOK_THERE = "Look in your live register."
DUTY = (
    "National attendance guidance (August 2024) expects schools to tell a child's social worker of "
    "unexplained absence; this was read on a council's page that quotes it. Tell them the same day."
)
ASK_THE_LEAD = "Ask the safeguarding lead which of these children has a social worker now."
REPLACED = "A code N should be replaced within five school days."
_HEADINGS = (*CHILD, "No reason yet (N)", "Other or unknown (O)", "Last one")
_Found = list[tuple[Member, Unexplained]]


def unexplained_absence(asking: Asking) -> WorkList:
    """Children with an absence without a reason this half-term, in the registers of this upload."""
    begun, last = once(asking.workspace, half_term).start, once(asking.workspace, last_register_day)
    known = once(asking.workspace, unexplained, begun)
    this_year = [(m, known[m.number]) for m in asking.cohort if m.number in known]
    found = [(m, u) for m, u in this_year if u.this_half_term]
    return WorkList(
        title=TITLE,
        sentence=_sentence(asking, len(found), begun, last),
        means=_means(asking, len(this_year), last),
        table=_table(asking, found),
        pupils=tuple(m for m, _ in found),
        number=len(found),
        of=len(asking.cohort) if last else 0,
        nothing=NOTHING if last else LOOK_THERE,
        rules=("ATT-4",),
    )


def _sentence(asking: Asking, found: int, begun: date, last: date | None) -> str:
    if last is None:
        return NO_REGISTER
    return (
        f"{found:,} of {asking.children()} have one between {text.day(begun)} and the end of this "
        f"upload ({text.day(last)}): check your live register."
    )


def _means(asking: Asking, this_year: int, last: date | None) -> str:
    """The duty; who may not see plans is sent to somebody who may."""
    parts = [DUTY, REPLACED]
    if not _has_detail(asking):
        parts.append(ASK_THE_LEAD)
    if last:
        parts.append(f"In the whole academic year so far {this_year:,} had one.")
    return " ".join(parts)


def _table(asking: Asking, found: _Found) -> Table:
    has_detail = _has_detail(asking)
    more = ("Social worker now",) if has_detail else ()
    rows = tuple(
        (*asking.names.place(m), *_marks(u), *((_worker(m),) if has_detail else ()))
        for m, u in found
    )
    return Table(TITLE, (*_HEADINGS, *more), rows)


def _has_detail(asking: Asking) -> bool:
    return asking.who.may(Right.PLAN_DETAIL)


def _marks(found: Unexplained) -> tuple[str, str, str]:
    return f"{found.no_reason_yet:,}", f"{found.unknown:,}", text.day(found.last_day)


def _worker(member: Member) -> str:
    has_plan = member.current in ("current_cp", "current_cin") or member.looked_after_now
    return "Yes: tell them" if has_plan else "No open plan on record"
