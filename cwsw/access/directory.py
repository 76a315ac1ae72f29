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
from string import ascii_lowercase, ascii_uppercase
from threading import Lock
from unicodedata import normalize

from cwsw.access.users import Role, User

ROLES: Mapping[str, Role] = {role.name.lower(): role for role in Role}
"""How a role is written in the list: headteacher, dsl, pastoral, governor."""

UNREADABLE = "The list of people cannot be read."
UNUSUAL = (
    "holds a letter that could be taken for another: write it with the plain letters that the "
    "provider sends"
)
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_SCHOOL_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class ListError(Exception):
    """Nobody can be let in; the message is one sentence without anybody's name or address."""


@dataclass(frozen=True)
class Directory:
    """Who may sign in, by e-mail address, and the schools' names by key."""

    users: Mapping[str, User]
    schools: Mapping[str, str]

    def user_at(self, email: str) -> User | None:
        """The person with this address, a to z in either case; None for everybody else."""
        folded = _folded(email)
        return None if folded is None else self.users.get(folded)


def read_directory(content: str) -> Directory:
    """Read the list. Raises ListError for anything that is not as the module says."""
    try:
        document = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line \d+", str(error))
        raise ListError(f"The list of people is no TOML{_at(line)}.") from None
    schools = document.get("schools")
    # Strict, since a misspelt heading could leave a school open or shut without anybody noticing.
    if set(document) != {"schools"} or not isinstance(schools, dict) or not schools:
        raise ListError("The list of people holds something other than schools, or none.")
    users: dict[str, User] = {}
    for place, (key, school) in enumerate(schools.items(), 1):
        for email, user in _users_of_school(place, key, school).items():
            # One person, one school: an address in two would see whichever comes last.
            if email in users:
                raise ListError(f"School {place} lists somebody who stands in the list already.")
            users[email] = user
    return Directory(users, {key: school["name"] for key, school in schools.items()})


class PeopleList:
    """The list as the file holds it now: read each time, since an edit may keep size and time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._content: bytes | None = None
        self._read: Directory | ListError | None = None

    def now(self) -> Directory:
        """The list as it stands. Raises ListError where it cannot be read or is not right."""
        with self._lock:
            try:
                content = self._path.read_bytes()
            except OSError:
                self._content = None
                raise ListError(UNREADABLE) from None
            # Compared by content: an edit within one second keeps the file's time, and may keep
            # its size.
            if content != self._content:
                self._content, self._read = content, _read_or_error(content)
            read = self._read
        if isinstance(read, Directory):
            return read
        raise ListError(str(read))


def _read_or_error(content: bytes) -> Directory | ListError:
    try:
        return read_directory(content.decode("utf-8"))
    except UnicodeDecodeError:
        return ListError(UNREADABLE)
    except ListError as error:
        return error


def _users_of_school(place: int, key: str, school: object) -> dict[str, User]:
    if not _SCHOOL_KEY.fullmatch(key):
        raise ListError(f"School {place} needs a key of small letters, digits and hyphens.")
    if not isinstance(school, dict) or set(school) != {"name", "people"}:
        raise ListError(f"School {place} needs a name, its people, and nothing else.")
    if not isinstance(school["name"], str) or not isinstance(school["people"], dict):
        raise ListError(f"School {place} needs a name in quotes and a table of people.")
    users: dict[str, User] = {}
    for row, (email, role) in enumerate(school["people"].items(), 1):
        if not _EMAIL.fullmatch(email) or role not in ROLES:
            raise ListError(
                f"Person {row} of school {place} needs an e-mail address in quotes and one of: "
                f"{', '.join(ROLES)}."
            )
        folded = _folded(email)
        if folded is None:
            raise ListError(f"The address of person {row} of school {place} {UNUSUAL}.")
        if folded in users:
            raise ListError(f"Person {row} of school {place} stands in the list already.")
        users[folded] = User(folded, ROLES[role], key)
    return users


def _folded(email: str) -> str | None:
    """An address with A to Z made small, and nothing else; None where two could be taken for one.

    Letters that look alike or that Unicode folds into others (a Kelvin sign into k) are another
    person's address: they are refused, not folded.
    """
    folded = email.translate(_SMALL)
    is_plain = folded == normalize("NFKC", folded) == folded.casefold() and folded.isprintable()
    return folded if is_plain else None


def _at(line: re.Match[str] | None) -> str:
    return f" ({line[0]})" if line else ""
