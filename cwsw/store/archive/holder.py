"""The open archives of one server process, each found by its school's key."""

from threading import Lock

from cwsw.store.archive.archive import Archive


class Archives:
    """Holds at most one open archive for each school. Safe to use from many threads."""

    def __init__(self) -> None:
        self._by_school: dict[str, Archive] = {}
        self._lock = Lock()

    def get(self, school: str) -> Archive | None:
        """The open archive of a school, or None."""
        with self._lock:
            return self._by_school.get(school)

    def schools(self) -> tuple[str, ...]:
        """The schools whose archive is open."""
        with self._lock:
            return tuple(self._by_school)

    def hold(self, school: str, archive: Archive) -> None:
        """Hold a school's open archive."""
        with self._lock:
            self._by_school[school] = archive

    def let_go(self, school: str) -> Archive | None:
        """Close a school's archive and return it; None where none is open."""
        with self._lock:
            archive = self._by_school.pop(school, None)
        if archive is not None:
            archive.close()
        return archive
