"""Opens files as grids of raw cells: sizes first, then the format by content, then the cells."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from python_calamine import CalamineError

from cwsw.intake import limits, pasted, unsaved
from cwsw.intake.books import sheets
from cwsw.intake.containers import check_container, members
from cwsw.intake.file_texts import password_not_given, sentence, wrong_kind
from cwsw.intake.formats.cell_marks import marked
from cwsw.intake.formats.traces import Traces
from cwsw.intake.grids import Grid, SourceFile
from cwsw.intake.problems import PASSWORD_CODES, FileRefusedError, Findings, Place
from cwsw.intake.sniff import Format, sniff
from cwsw.intake.texts import LOST, csv_rows, decode

# 'list (1).csv' is the second download of list.csv; its answers in a mapping are those of 'list'.
_COPY_NUMBER = re.compile(r"(?<!\s)\s*\(\d+\)$")
_CODES = {
    Format.EMPTY: "file_empty",
    Format.DAMAGED: "file_damaged",
    Format.OLD: "file_old_kind",
}


@dataclass(frozen=True)
class Unusable:
    """A file, or a sheet of one, that cannot be read, and the sentence about it."""

    place: Place
    code: str
    text: str


def check_sizes(files: Sequence[SourceFile], findings: Findings) -> None:
    """Refuse an upload of no file, too many, or too much together, before anything is opened."""
    if not files:
        findings.refuse("no_files", Place(), "No file was chosen: choose at least one.")
    if len(files) > limits.MAX_FILES:
        text = f"{len(files)} files are more than {limits.MAX_FILES}: choose fewer."
        findings.refuse("too_many_files", Place(), text)
    if sum(len(file.data) for file in files) > limits.MAX_UPLOAD_BYTES:
        most = limits.MAX_UPLOAD_BYTES // 2**20
        findings.refuse("file_too_big", Place(), f"Together the files are larger than {most} MB.")


def open_files(
    files: Sequence[SourceFile],
    findings: Findings,
    progress: Callable[[int | None], None],
    stopped: Mapping[str, str] | None = None,
) -> list[Grid]:
    """All sheets of all files; `progress` is told the index of each file before it is opened,
    and None once all are.

    A file that cannot be used is an error that says what is lost with it, and the others are read;
    a refusal where nothing else can be used, or where a password would open it. `stopped` are files
    that are not opened, with the problem's code: an earlier reading stopped at them, or somebody
    goes on without them.
    """
    opener = _Opener(stopped or {}, findings)
    for index, file in enumerate(files):
        progress(index)
        opener.open(file)
    progress(None)
    opener.report_unusable()
    return opener.grids


class _Opener:
    """Opens files one after the other and remembers those that cannot be used."""

    def __init__(self, stopped: Mapping[str, str], findings: Findings) -> None:
        self.grids: list[Grid] = []
        self._stopped = stopped
        self._findings = findings
        self._unusable: list[Unusable] = []
        for name, code in stopped.items():
            if code not in PASSWORD_CODES:
                self.leave_out(name, code)

    def leave_out(self, name: str, code: str, text: str = "") -> None:
        """Remember a file that cannot be used."""
        if code in PASSWORD_CODES and name in self._stopped:
            text = password_not_given(name)
        self._unusable.append(Unusable(Place(name), code, text or sentence(name, code)))

    def open(self, file: SourceFile) -> None:
        """Read the sheets of a file that can be used."""
        try:
            if len(file.data) > limits.MAX_FILE_BYTES:
                raise FileRefusedError("file_too_big")
            source = pasted.with_columns(file) if file.name == pasted.NAME else file
            grids = [*self._grids_of(source, inside=False)]
        except FileRefusedError as error:
            self.leave_out(file.name, error.code)
        except MemoryError:
            self.leave_out(file.name, "read_too_much")
        else:
            for grid in grids:
                self._take(grid)

    def report_unusable(self) -> None:
        """Say of each file that cannot be used what is lost, or refuse the upload."""
        can_use = any(grid.rows for grid in self.grids)
        for unusable in self._unusable:
            needs_password = (
                unusable.code in PASSWORD_CODES and unusable.place.file not in self._stopped
            )
            if needs_password or not can_use:
                self._findings.refuse(unusable.code, unusable.place, unusable.text)
            else:
                self._findings.leave_out(unusable.code, unusable.place, unusable.text)

    def _take(self, grid: Grid) -> None:
        """Keep a sheet, unless what it is read for was never worked out and saved."""
        text = unsaved.unusable_reason(grid)
        if text:
            self._unusable.append(Unusable(grid.place, "formula_not_saved", text))
        else:
            unsaved.warn_unsaved(grid, self._findings)
            self.grids.append(grid)

    def _grids_of(self, file: SourceFile, *, inside: bool) -> Iterator[Grid]:
        kind = sniff(file.data)
        # Excel locks a workbook that is to be opened and not changed by a password of its own: that
        # one is opened unasked.
        if kind is Format.LOCKED:
            yield from self._grids_of(_opened_unasked(file), inside=True)
        elif kind is Format.WORKBOOK:
            yield from _workbook(file, self._findings)
        elif kind is Format.TEXT:
            yield _csv(file, self._findings)
        elif kind in _MARKED_UP:
            yield from self._marked_up(file, kind)
        elif kind is Format.ARCHIVE:
            # A zip in a zip is how small files unpack to terabytes, and no school system writes it.
            if inside:
                raise FileRefusedError("archive_nested")
            yield from self._archive(file)
        elif kind in _CODES:
            raise FileRefusedError(_CODES[kind])
        else:
            self.leave_out(file.name, "file_wrong_kind", wrong_kind(file.name, kind))

    def _marked_up(self, file: SourceFile, kind: Format) -> Iterator[Grid]:
        """Web pages and XML: their reader is loaded only for them."""
        from cwsw.intake.formats import marked_up

        grids, actual = marked_up.read(file, _stem(file.name), kind, self._findings)
        if grids:
            for grid in grids:
                _warn_of_lost_letters(grid, self._findings)
            yield from grids
        else:
            self.leave_out(file.name, "file_wrong_kind", wrong_kind(file.name, actual))

    def _archive(self, file: SourceFile) -> Iterator[Grid]:
        check_container(file.data)
        count = 0
        for name, data in members(file.data):
            count += 1
            inner = f"{file.name}/{name}"
            try:
                if data is None:
                    raise FileRefusedError("archive_locked")
                yield from self._grids_of(SourceFile(inner, data), inside=True)
            except FileRefusedError as error:
                self.leave_out(inner, error.code)
        if not count:
            raise FileRefusedError("archive_empty")


_MARKED_UP = frozenset((Format.WEB_PAGE, Format.WEB_ARCHIVE, Format.XML))


def _is_locked(data: bytes) -> bool:
    """Whether an old workbook has a password; of newer ones `sniff` says so."""
    from cwsw.intake.formats.password import is_locked

    return is_locked(data)


def _opened_unasked(file: SourceFile) -> SourceFile:
    """A protected workbook that Excel itself opens without asking. Raises FileRefusedError."""
    from cwsw.intake.formats.password import opened_unasked

    return SourceFile(file.name, opened_unasked(file.data))


def _workbook(file: SourceFile, findings: Findings) -> list[Grid]:
    traces = Traces()
    # Measured before calamine unpacks anything: a zip bomb would fill the memory.
    if file.data.startswith(b"PK"):
        check_container(file.data, traces.look)
    try:
        grids = list(sheets(file.name, file.data, findings))
    # An old workbook shows that it is locked only to a reader that tries.
    except CalamineError as error:
        if not _is_locked(file.data):
            raise FileRefusedError("file_damaged") from error
        return _workbook(_opened_unasked(file), findings)
    except (FileRefusedError, MemoryError):
        raise
    except BaseException as error:  # calamine's PanicException is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise FileRefusedError("read_stopped") from error
    return marked(grids, file.data, traces)


def _csv(file: SourceFile, findings: Findings) -> Grid:
    text = decode(file.data)
    rows, first = csv_rows(text)
    if max(map(len, rows), default=0) > limits.MAX_COLUMNS:
        raise FileRefusedError("too_many_columns")
    grid = Grid(file.name, _stem(file.name), rows, first)
    if LOST in text:
        _warn_of_lost_letters(grid, findings)
    return grid


def _stem(name: str) -> str:
    """A file's name as that of a sheet: without folder, ending and a browser's copy number."""
    return _COPY_NUMBER.sub("", PurePosixPath(name.replace("\\", "/")).stem)


def _warn_of_lost_letters(grid: Grid, findings: Findings) -> None:
    for index, row in enumerate(grid.rows):
        cell = next((c for c in row if isinstance(c, str) and LOST in c), None)
        if cell is not None:
            place = replace(grid.place, row=grid.first_row + index)
            text = f'Row {place.row} of {grid.sheet} has letters that could not be read ("{LOST}"):'
            effect = "The row was read with that mark in place of each of them."
            findings.warning("letters_lost", place, f"{text} save it as CSV UTF-8.", effect)
