"""Which children nobody has followed up this half-term: any kind of follow-up counts."""

from collections.abc import Iterable
from datetime import date

from cwsw.records import FollowUp, facts
from cwsw.store import Workspace
from cwsw.tables.half_terms import HalfTerm, TermBlock, block_of


def half_term(workspace: Workspace) -> TermBlock:
    """The half-term of the as-at date, from the Terms sheet or a usual one, with its holiday."""
    return block_of(workspace.as_at, terms_sheet(workspace))


def terms_sheet(workspace: Workspace) -> tuple[HalfTerm, ...]:
    """The rows of the Terms sheet."""
    rows = workspace.rows("terms").to_pylist()
    return tuple(HalfTerm(r["name"], r["start_date"], r["end_date"]) for r in rows)


def last_follow_ups(workspace: Workspace) -> dict[str, date]:
    """UPN -> the day of the latest follow-up, those recorded after the as-at date included."""
    # Follow-ups after the as-at date too: what staff do goes by today (docs/design.md section 5).
    ordered = sorted(facts(workspace, FollowUp), key=lambda fact: fact.date)
    return {fact.upn: fact.date for fact in ordered}


def not_followed_up(upns: Iterable[str], last: dict[str, date], since: date) -> tuple[str, ...]:
    """The UPNs without a follow-up on or after a day, in the order given."""
    return tuple(upn for upn in upns if last.get(upn, date.min) < since)
