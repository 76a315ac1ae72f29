"""What the foreign sheets of an upload amount to, before it is known who is who."""

from dataclasses import dataclass, field

from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart
from cwsw.intake.grids import Grid
from cwsw.tables.upload import ColumnRead


@dataclass(frozen=True)
class UnreadSheet:
    """A sheet that was not read, or a table of one, by its key in mappings.

    `table` is there where its headings were found and name children.
    """

    grid: Grid
    key: str
    table: ExportSheet | None = None


@dataclass
class Foreign:
    """What the sheets that are not our own amount to."""

    people: list[People] = field(default_factory=list)
    parts: list[SheetPart] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    unread: list[UnreadSheet] = field(default_factory=list)
    no_rows: list[Grid] = field(default_factory=list)
    titles: list[tuple[str, ...]] = field(default_factory=list)
    """The title rows of each sheet, its texts in order."""
