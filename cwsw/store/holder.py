"""The schools' workspaces of one server process, each found by its school's key."""

from collections.abc import Callable
from threading import Lock

from cwsw.store.workspace import Workspace


class Workspaces:
    """Holds at most one workspace for each school. Safe to use from many threads."""

    def __init__(self, on_gone: Callable[[str], object] = lambda _: None) -> None:
        """`on_gone` is called with the school's key after its workspace was closed."""
        self._on_gone = on_gone
        self._by_school: dict[str, Workspace] = {}
        self._lock = Lock()

    def get(self, school: str) -> Workspace | None:
        """The workspace of a school, or None where nothing has been loaded."""
        with self._lock:
            return self._by_school.get(school)

    def replace(self, school: str, workspace: Workspace) -> None:
        """Hold a workspace for a school and close the one it replaces."""
        with self._lock:
            former = self._by_school.get(school)
            self._by_school[school] = workspace
        # Outside the lock, since `on_gone` may ask for a workspace.
        if former is not None and former is not workspace:
            former.close()
            self._on_gone(school)

    def remove(self, school: str) -> bool:
        """Close a school's workspace; whether there was one."""
        with self._lock:
            former = self._by_school.pop(school, None)
        if former is not None:
            former.close()
            self._on_gone(school)
        return former is not None
