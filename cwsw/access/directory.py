"""The list of people who may sign in: a TOML file outside the program, kept by the school.

    [schools.hill]
    name = "Hill School"

    [schools.hill.people]
    "head@hill.example" = "headteacher"
    "chair@hill.example" = "governor"

A list that is not wholly right lets nobody in, so that a slip of the pen opens nothing.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from cwsw.access.people import Person, Role

ROLES: Mapping[str, Role] = {role.name.lower(): role for role in Role}
"""How a role is written in the list: headteacher, dsl, pastoral, governor."""

_SCHOOL_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class ListError(Exception):
    """Nobody can be let in; the message is one sentence without anybody's name or address."""


@dataclass(frozen=True)
class Directory:
    """Who may sign in, by e-mail address in small letters, and the schools' names by key."""

    people: Mapping[str, Person]
    schools: Mapping[str, str]

    def person(self, email: str) -> Person | None:
        """The person with this address, however it is capitalised; None for everybody else."""
        return self.people.get(_folded(email))


def read_directory(content: str) -> Directory:
    """Read the list. Raises ListError for anything that is not as the module says."""
    try:
        told = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line \d+", str(error))
        raise ListError(f"The list of people is no TOML{_at(line)}.") from None
    schools = told.get("schools")
    if set(told) != {"schools"} or not isinstance(schools, dict) or not schools:
        raise ListError("The list of people holds something other than schools, or none.")
    people: dict[str, Person] = {}
    for place, (key, school) in enumerate(schools.items(), 1):
        for email, person in _people(place, key, school).items():
            if email in people:
                raise ListError(f"School {place} lists somebody who stands in the list already.")
            people[email] = person
    return Directory(people, {key: school["name"] for key, school in schools.items()})


class PeopleList:
    """The list as the file holds it now: read again whenever the file has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._mark: tuple[int, int, int] | None = None
        self._read: Directory | ListError | None = None

    def now(self) -> Directory:
        """The list as it stands. Raises ListError where it cannot be read or is not right."""
        with self._lock:
            try:
                found = self._path.stat()
                mark = (found.st_mtime_ns, found.st_size, found.st_ino)
                if mark != self._mark:
                    self._read = _read_or_error(self._path)
                    self._mark = mark
            except (OSError, UnicodeDecodeError):
                self._mark = None
                raise ListError("The list of people cannot be read.") from None
        if isinstance(self._read, Directory):
            return self._read
        raise ListError(str(self._read))


def _read_or_error(path: Path) -> Directory | ListError:
    try:
        return read_directory(path.read_text(encoding="utf-8"))
    except ListError as error:
        return error


def _people(place: int, key: str, school: object) -> dict[str, Person]:
    if not _SCHOOL_KEY.fullmatch(key):
        raise ListError(f"School {place} needs a key of small letters, digits and hyphens.")
    if not isinstance(school, dict) or set(school) != {"name", "people"}:
        raise ListError(f"School {place} needs a name, its people, and nothing else.")
    if not isinstance(school["name"], str) or not isinstance(school["people"], dict):
        raise ListError(f"School {place} needs a name in quotes and a table of people.")
    found: dict[str, Person] = {}
    for row, (email, role) in enumerate(school["people"].items(), 1):
        if not _EMAIL.fullmatch(email) or role not in ROLES:
            raise ListError(
                f"Person {row} of school {place} needs an e-mail address in quotes and one of: "
                f"{', '.join(ROLES)}."
            )
        if _folded(email) in found:
            raise ListError(f"Person {row} of school {place} stands in the list already.")
        found[_folded(email)] = Person(_folded(email), ROLES[role], key)
    return found


def _folded(email: str) -> str:
    return email.strip().lower()


def _at(line: re.Match[str] | None) -> str:
    return f" ({line[0]})" if line else ""
