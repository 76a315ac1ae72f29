"""Notes, while a container is measured, which of its parts have marks worth looking for.

Each search through a large sheet costs time, so only for what its kind of part may say is looked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

HIDDEN, STRUCK, FORMULA, MERGED = "hidden", "struck", "formula", "merged"

Needles = Mapping[str, tuple[bytes, ...]]

_OPEN_DOCUMENT: Needles = {
    HIDDEN: (b'"collapse"', b'"filter"'),
    STRUCK: (b"line-through",),
    FORMULA: (b"table:formula=",),
    MERGED: (b"-spanned=",),
}
_TEXTS: Needles = {STRUCK: (b"strike",)}
_SHEET: Needles = {HIDDEN: (b"hidden=",), FORMULA: (b"</f>",)}
# In these the texts stand in the sheet itself, and with them a line through a part of one.
_SHEET_WITH_TEXTS: Needles = {**_SHEET, **_TEXTS}
# Some writers put a prefix before each name: '<x:sheetData>', '</x:f>'.
_PREFIXED_SHEET: Needles = {HIDDEN: (b"hidden=",), FORMULA: (b":f>",), **_TEXTS}


@dataclass
class Traces:
    """Which parts of a container may tell what: part -> HIDDEN, STRUCK, FORMULA, MERGED."""

    parts: dict[str, set[str]] = field(default_factory=dict)
    _needles: dict[str, Needles] = field(default_factory=dict)

    def look(self, part: str, chunk: bytes) -> None:
        """Note what a chunk of a part speaks of; its first chunk says what kind of part it is."""
        if part not in self.parts:
            self.parts[part], self._needles[part] = set(), _needles(part.lower(), chunk)
        part_traces = self.parts[part]
        for trace, needles in self._needles[part].items():
            if trace not in part_traces and any(needle in chunk for needle in needles):
                part_traces.add(trace)

    def of(self, trace: str) -> set[str]:
        """The parts that may tell of something."""
        return {part for part, part_traces in self.parts.items() if trace in part_traces}


def _needles(part: str, chunk: bytes) -> Needles:
    """What may be met in a part."""
    if part in ("content.xml", "styles.xml"):
        return _OPEN_DOCUMENT
    if part in ("xl/styles.xml", "xl/sharedstrings.xml"):
        return _TEXTS
    if "/worksheets/" not in part or not part.endswith(".xml"):
        return {}
    if b":sheetData" in chunk:
        return _PREFIXED_SHEET
    return _SHEET_WITH_TEXTS if b"inlineStr" in chunk else _SHEET
