"""Awareness: which staff roles have been told about each child of the cohort."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.cohort.members import Member
from cwsw.records import Awareness, facts, latest, record
from cwsw.store import Workspace

TOLD, NOT_NEEDED, TO_DECIDE = "told", "not needed", "to decide"
ROLES = (
    "DSL",
    "Designated teacher",
    "Mental health lead",
    "SENCO",
    "Pastoral",
    "Form tutor",
)
# Looked through in this order: of a cell that names two roles the first one here counts.
_WORDS = (
    ("DSL", ("dsl", "safeguarding")),
    ("Designated teacher", ("designated teacher",)),
    ("Mental health lead", ("mental health",)),
    ("SENCO", ("senco", "sendco")),
    ("Pastoral", ("pastoral", "head of year")),
    ("Form tutor", ("tutor", "class teacher")),
)


@dataclass(frozen=True)
class ChildAwareness:
    """One child: the latest fact for each of `ROLES`, None where nobody has decided."""

    member: Member
    by_role: tuple[Awareness | None, ...]

    @property
    def to_decide(self) -> tuple[str, ...]:
        """The roles of which nobody has decided whether they need to know: the only gaps."""
        pairs = zip(ROLES, self.by_role, strict=True)
        # A blank is as open as "to decide": both need a person.
        return tuple(r for r, fact in pairs if fact is None or fact.state == TO_DECIDE)


def role_of(text: str) -> str | None:
    """The role that a Role cell means: 'Form tutor or class teacher' is the form tutor."""
    folded = text.casefold()
    # Roles are matched by words, because schools write their own on the sheet.
    return next((role for role, words in _WORDS if any(w in folded for w in words)), None)


def grid(workspace: Workspace, cohort: Iterable[Member]) -> tuple[ChildAwareness, ...]:
    """A line for each child of the cohort, in the order given."""
    recorded = facts(workspace, Awareness)
    roles = {words: role_of(words) for words in {fact.role for fact in recorded}}
    named = [
        Awareness(upn=f.upn, role=role, state=f.state, by=f.by, on=f.on)
        for f in recorded
        if (role := roles[f.role]) is not None
    ]
    latest_facts = latest(named)
    return tuple(
        ChildAwareness(m, tuple(latest_facts.get((m.upn, role)) for role in ROLES)) for m in cohort
    )


def gaps(lines: Iterable[ChildAwareness]) -> tuple[tuple[str, int], ...]:
    """How many children there are still to decide about, for each role."""
    roles_to_decide = [role for line in lines for role in line.to_decide]
    return tuple((role, roles_to_decide.count(role)) for role in ROLES)


def set_awareness(
    workspace: Workspace,
    pairs: Sequence[tuple[Member, str]],
    state: str,
    by: str,
    on: date,
    basis: Sequence[Awareness] | None = None,
) -> None:
    """Record, as one step, the state of these children and roles.

    `basis`: the facts that were on screen; raises ChangedMeanwhile where they are others by now.
    """
    new = [
        Awareness(upn=member.upn, role=role, state=state, by=by, on=on) for member, role in pairs
    ]
    record(workspace, f"who has been told: {len(new):,} marked as {state}", new, basis)


def children_known_to(lines: Iterable[ChildAwareness], role: str) -> tuple[Member, ...]:
    """The children about whom a role has been told."""
    place = ROLES.index(role)
    return tuple(
        line.member
        for line in lines
        if (fact := line.by_role[place]) is not None and fact.state == TOLD
    )
