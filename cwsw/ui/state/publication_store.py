"""Publications in the archive: stored, read back when it is opened, never another school's."""

from collections.abc import Collection, Iterable

from cwsw.disclosure import UNNAMED, Publication, Publications, from_json, to_json
from cwsw.store import Workspace
from cwsw.store.archive import Archive, ArchiveError
from cwsw.ui.auth import hosted_settings

PUBLICATION = "publication"
OTHER_VERSION = (
    "A publication that is kept was written by another version of the dashboard: open it with that "
    "version. Nothing was changed."
)
ANOTHER_SCHOOL = (
    "What was published since the program was started belongs to a school of another name than "
    "what is kept here: to open it, stop the program and start it again. Nothing was changed."
)


def put_all(archive: Archive, publications: Iterable[Publication]) -> None:
    """Keep publications, given the latest first, in the order they were made."""
    for publication in reversed([*publications]):
        archive.put(PUBLICATION, to_json(publication))


def bring_together(
    school: str, archive: Archive, latest: Workspace | None, register: Publications
) -> None:
    """Bring back the publications that are kept, and keep what was published or withdrawn since.

    `latest` is the latest upload that is kept. Raises ArchiveError, with nothing changed, where one
    cannot be read or, alone, where those since are another school's.
    """
    stored = [data for _, data in archive.stored(PUBLICATION)]
    publications = _read(stored)
    if not hosted_settings.is_on():
        names = {p.summary.school for p in publications}
        names |= {latest.school.name or UNNAMED} if latest else set()
        _refuse_another_school(names, register.of(school))
    register.fill(school, stored)
    put_all(archive, (p for p in register.of(school) if p not in publications))


def _read(stored: Iterable[bytes]) -> frozenset[Publication]:
    try:
        return frozenset(from_json(data) for data in stored)
    except ValueError as error:
        raise ArchiveError(OTHER_VERSION) from error


def _refuse_another_school(names: Collection[str], since: Iterable[Publication]) -> None:
    """Alone, one machine may hold the data of several schools: no other's are mixed in."""
    other_schools = {publication.summary.school for publication in since} - {*names}
    if names and other_schools:
        raise ArchiveError(ANOTHER_SCHOOL)
