"""Every pupil of the upload, leavers too, as far as comparing lists needs them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from cwsw.store import Workspace

_QUERY = """
select
    pupil as number,
    upn,
    surname,
    forename,
    date_of_birth as born,
    year_group,
    form,
    admission_date as admitted,
    leaving_date as left_on
from pupils
order by pupil
"""


@dataclass(frozen=True)
class Pupil:
    """One pupil. `twin`: another UPN of a pupil of the same name and date of birth, on roll."""

    number: int
    upn: str
    surname: str | None
    forename: str | None
    born: date | None
    year_group: int | None
    form: str | None
    admitted: date | None
    left_on: date | None
    twin: str | None = None

    def is_on_roll(self, as_at: date) -> bool:
        """Whether the pupil is on roll on a day."""
        joined = self.admitted is None or self.admitted <= as_at
        return joined and not self.has_left(as_at)

    def has_left(self, as_at: date) -> bool:
        """Whether the pupil is off the roll on a day: a child who is still to join has not left."""
        return self.left_on is not None and self.left_on < as_at


def pupils_by_upn(workspace: Workspace, day: date | None = None) -> dict[str, Pupil]:
    """UPN -> pupil; who has a twin is as of a day, or else of the as-at date."""
    with workspace.cursor() as cursor:
        rows = cursor.execute(_QUERY).fetchall()
    pupils = [Pupil(*row) for row in rows]
    alike: defaultdict[object, list[Pupil]] = defaultdict(list)
    for person in pupils:
        if person.is_on_roll(day or workspace.as_at):
            alike[_key(person)].append(person)
    return {p.upn: _with_twin(p, alike.get(_key(p), [])) for p in pupils}


def _key(person: Pupil) -> tuple[str, str, date] | None:
    """What makes two rows the same child: name and date of birth, all of them given."""
    # A blank is like every other blank: without all three no two rows are alike.
    if not (person.surname and person.forename and person.born):
        return None
    return person.surname.casefold(), person.forename.casefold(), person.born


def _with_twin(person: Pupil, alike: list[Pupil]) -> Pupil:
    others = [other.upn for other in alike if other.upn != person.upn]
    # With two namesakes nobody can say which of them it is: then none.
    known = _key(person) is not None and len(others) == 1
    return replace(person, twin=others[0]) if known else person
