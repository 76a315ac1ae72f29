"""Roles, rights and users: one table, and nothing is allowed that it does not name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the school, as far as the dashboard is concerned."""

    HEADTEACHER = "headteacher"
    DSL = "designated safeguarding lead"
    PASTORAL = "pastoral team"
    GOVERNOR = "governor"


class Right(StrEnum):
    """One thing a person may be allowed to do."""

    START = "choose which school to look at"
    UPLOAD = "upload and remove the school's data"
    COHORT = "see who is on the list"
    PLAN_DETAIL = "see plan types and dates"
    DECIDE = "decide who counts and who is told"
    FIGURES = "see the figures"
    CHILDREN = "see single children"
    WORK = "record follow-ups, interventions and meetings"
    ADVICE = "see what to do"
    PUBLICATIONS = "see what governors see"
    PUBLISH = "publish to governors"
    KEEP = "keep the school's data on this machine, and erase them"
    AUDIT = "read who did what"
    HELP = "read the help"


_PASTORAL = frozenset(
    {
        Right.START,
        Right.COHORT,
        Right.FIGURES,
        Right.CHILDREN,
        Right.WORK,
        Right.ADVICE,
        Right.HELP,
    }
)
_RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.HEADTEACHER: frozenset(Right),
    Role.DSL: _PASTORAL
    | {Right.UPLOAD, Right.PLAN_DETAIL, Right.DECIDE, Right.PUBLICATIONS, Right.KEEP},
    Role.PASTORAL: _PASTORAL,
    Role.GOVERNOR: frozenset({Right.PUBLICATIONS, Right.HELP}),
}


def rights_of(role: Role | None) -> frozenset[Right]:
    """What a role may do (design section 3); None may do nothing."""
    # Denied by default: a role that is added and forgotten here may do nothing.
    return _RIGHTS.get(role, frozenset()) if role is not None else frozenset()


@dataclass(frozen=True)
class User:
    """Somebody using the dashboard. `school` is the key of the one school whose data they see."""

    name: str
    role: Role
    school: str

    def may(self, *rights: Right) -> bool:
        """Whether the person has every one of these rights."""
        return rights_of(self.role).issuperset(rights)
