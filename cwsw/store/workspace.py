"""A workspace: one school's data in its own in-memory DuckDB, closed to the outside."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from secrets import token_hex
from threading import RLock

import duckdb
import pyarrow as pa

from cwsw.store import changes
from cwsw.store.changes import Change, Journal, JournalEntry, TableChange
from cwsw.store.loading import fill
from cwsw.store.replay import remaining_changes, replayed
from cwsw.tables.upload import SCHEMAS, Problem, School, Upload

_HARDENED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": "1GB",
    "threads": "2",
    "lock_configuration": "true",
}
"""Nothing is read from or written to disk, not even by a query larger than memory."""

Redirect = Callable[["Workspace"], "Workspace"]
"""Gives the copy in which a change of a shared workspace is made."""


class Workspace:
    """The data of one school and what staff add to them, and nothing worked out from them.

    With a journal every change is written down there before it counts as made.

    `former_records` is what staff wrote of pupils no longer in it (`Upload.former_records`);
    nothing here changes it.

    `version` is another number after every change that figures may show, `revision` after every
    change. A `read_only` workspace takes no changes: it is shared by people who have nothing to do
    with each other. After `redirect_changes` their changes are made elsewhere, each in a copy of
    their own.

    Each reader takes its own `cursor()`: a DuckDB connection shared between visitors returns
    other people's rows. In the tables the UPN stands in `pupils` alone; every other table points
    at it by the number in its `pupil` column.
    """

    def __init__(
        self, upload: Upload, as_at: date, root: duckdb.DuckDBPyConnection, read_only: bool
    ) -> None:
        # Answers are remembered under `id`, addresses of pupils made with `address_key`: a copy has
        # the second alone, so that its pages stay with their child (decision 19).
        self.id = token_hex(16)
        self.address_key = token_hex(16)
        self.school: School = upload.school
        self.as_at = as_at
        self.school_as_at = upload.school.as_at or as_at
        self.supplied = frozenset(upload.tables)
        self.former_records = upload.former_records
        self.upload_problems: tuple[Problem, ...] = upload.problems
        self.read_only = read_only
        self.version = 0
        self.revision = 0
        self._root = root
        self._lock = RLock()
        self._changes: list[Change] = []
        self._journal: Journal | None = None
        self._redirect: Redirect | None = None

    @classmethod
    def load(
        cls,
        upload: Upload,
        as_at: date | None = None,
        *,
        read_only: bool = False,
        after: Sequence[JournalEntry] = (),
    ) -> "Workspace":
        """Open a workspace on an upload that was not refused, and on the changes made `after` it.

        Args:
            upload: What was read, and not refused.
            as_at: The date of the figures; None: the School sheet's.
            read_only: Whether it is shared and takes no changes itself.
            after: Changes that were made to the upload, in order.

        Raises:
            ValueError: The upload was refused, or there is no as-at date.

        """
        day = as_at or upload.school.as_at
        if day is None or upload.refused:
            raise ValueError("a workspace needs an accepted upload and an as-at date")
        if after:
            current = replace(upload, tables=replayed(upload.tables, after))
            whole = cls.load(current, day, read_only=read_only)
            # A table that only changes have filled was not supplied (contract section 1).
            whole.supplied = frozenset(upload.tables)
            whole._changes = remaining_changes(after)
            return whole
        root = duckdb.connect(":memory:", config=dict(_HARDENED))
        fill(root, upload.tables)
        return cls(upload, day, root, read_only)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own to this workspace, closed on leaving."""
        cursor = self._root.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @property
    def last_change(self) -> Change | None:
        """The change that `undo` would take back."""
        return self._changes[-1] if self._changes else None

    @property
    def takes_changes(self) -> bool:
        """Whether a change can be made, here or in a copy."""
        return not self.read_only or self._redirect is not None

    def redirect_changes(self, redirect: Redirect) -> None:
        """Make every change of this read-only workspace in the copy that `redirect` gives."""
        self._redirect = redirect

    def change(self, description: str, *parts: TableChange) -> None:
        """Make a change as one step, all of it or nothing.

        Of a read-only workspace it is made in the copy that changes go to; PermissionError where
        there is none.
        """
        if self.read_only and self._redirect is not None:
            self._redirect(self).change(description, *parts)
            return
        change = Change(description, parts)
        with self._lock:
            self._make(JournalEntry(change))
            self._changes.append(change)

    def undo(self, only: Change | None = None) -> Change | None:
        """Undo the last change and return it; None where there is none to undo.

        With `only`, nothing is undone, and None returned, where that is not the last change.
        """
        with self._lock:
            last = self.last_change
            # Somebody else may have made a change since the button was shown.
            if last is None or only not in (None, last):
                return None
            self._make(JournalEntry(last.undone, undone=True))
            return self._changes.pop()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Lock the workspace against changes by others until the block ends."""
        with self._lock:
            yield

    def set_journal(self, journal: Journal | None) -> None:
        """From now on write every change to a journal; None: to none."""
        with self._lock:
            self._journal = journal

    def rows(self, name: str) -> pa.Table:
        """All rows of a table in its `SCHEMAS` type, in a fixed order."""
        with self.cursor() as cursor:
            return changes.rows_of(cursor, name)

    def tables(self) -> dict[str, pa.Table]:
        """Every table that was supplied or has rows by now."""
        all_tables = {name: self.rows(name) for name in SCHEMAS if name != "school"}
        return {n: rows for n, rows in all_tables.items() if rows.num_rows or n in self.supplied}

    def as_upload(self) -> Upload:
        """Everything in it as an upload."""
        return Upload(
            school=self.school,
            tables=self.tables(),
            problems=self.upload_problems,
            former_records=self.former_records,
        )

    def copy(self) -> "Workspace":
        """The same data in a workspace of its own, which may be changed.

        Its pupils have the same addresses, so that a page stays with its child.
        """
        copied = Workspace.load(self.as_upload(), self.as_at)
        copied.address_key = self.address_key
        return copied

    def close(self) -> None:
        """Forget the data."""
        self._root.close()

    def _make(self, step: JournalEntry) -> None:
        if self.read_only:
            raise PermissionError("this workspace is shared and takes no changes")
        with self.cursor() as cursor:
            changes.apply(cursor, step, self._journal)
        self.version += step.change.reaches_figures
        self.revision += 1
