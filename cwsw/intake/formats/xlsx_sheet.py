"""The marks of one sheet of an .xlsx file, found by its tags: a sheet may have a million cells.

That is safe: in XML a `<` begins a tag wherever it stands outside of comments, and a comment could
at most cause a warning. No pattern goes beyond the next tag, so none takes longer than the file is
long.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]{1,60})\s?=\s?(?:"([^"<]*)"|'([^'<]*)')""")
_IN_TAG = rb"[^<>]{0,300}"
"""The inside of a tag: none of ours is longer, and no search goes on for ever."""

_PREFIX = re.compile(rb"<(\w+:)?sheetData\b")
_LONGEST_TAG = 400
_MOST_STYLES = 200
"""Struck-through cell styles up to which they are looked for by name."""

_LAST_COLUMN = 16_384
_TRUE = (b"1", b"true")

Attributes = Mapping[bytes, bytes]


@dataclass(frozen=True)
class Struck:
    """Numbers of the cell styles, and of the shared texts, that have a line through them."""

    styles: frozenset[bytes]
    texts: frozenset[bytes]

    def __bool__(self) -> bool:
        return bool(self.styles or self.texts)


class SheetXml:
    """The XML of one sheet; its own names may stand behind a prefix."""

    def __init__(self, xml: bytes) -> None:
        match = _PREFIX.search(xml)
        self._xml = xml
        self._open = b"<" + ((match[1] or b"") if match else b"")
        self._close = self._open.replace(b"<", b"</")

    def hidden_rows(self) -> Iterator[int]:
        """The numbers of the rows that are not shown."""
        for number, tag in enumerate(self._tags(b"row"), 1):
            # Taking a tag apart costs more than looking for a word in it.
            if b"hidden" in tag:
                about = _attributes(tag)
                if about.get(b"hidden") in _TRUE:
                    yield _row_number(about, number)

    def hidden_columns(self) -> Iterator[int]:
        """The columns that are not shown, from 0."""
        for tag in self._tags(b"col"):
            about = _attributes(tag)
            if about.get(b"hidden") in _TRUE:
                last = min(int(about[b"max"]), _LAST_COLUMN)
                yield from range(int(about[b"min"]) - 1, last)

    def struck_rows(self, struck: Struck, *, within: bool) -> set[int]:
        """The numbers of the rows with a line through a cell; `within`: perhaps a part of one."""
        rows = set(self._struck_within()) if within else set()
        if struck.texts or len(struck.styles) > _MOST_STYLES:
            return rows | set(self._by_every_cell(struck))
        numbers = list(self._by_style(struck.styles)) if struck.styles else []
        if None in numbers:  # a writer that numbers no cells
            return rows | set(self._by_every_cell(struck))
        return rows | {number for number in numbers if number}

    def unsaved(self, *, is_stale: bool) -> dict[int, list[int]]:
        """Column -> rows of the formulas without results.

        A program that cannot work formulas out leaves the result away, or writes 0 for each and
        asks the next program to do it (`is_stale`). A text result may be an empty one.
        """
        rows_by_column: dict[int, list[int]] = {}
        worked_out = set()
        for cell, empty, value in self._formulas():
            column, row = _place(cell.get(b"r", b""))
            is_saved = value or (empty and cell.get(b"t") == b"str")
            if is_saved and not (is_stale and value == b"0"):
                worked_out.add(column)
            elif row:
                rows_by_column.setdefault(column, []).append(row)
        if is_stale:
            return {
                column: rows for column, rows in rows_by_column.items() if column not in worked_out
            }
        return rows_by_column

    def _tags(self, name: bytes) -> Iterator[bytes]:
        pattern = re.compile(re.escape(self._open + name) + rb"\b(" + _IN_TAG + rb")>")
        return (match[1] for match in pattern.finditer(self._xml))

    def _tag_before(self, position: int) -> tuple[bytes, Attributes]:
        """The tag that begins before a position: its start and name, and its attributes."""
        start = self._xml.rfind(b"<", max(0, position - _LONGEST_TAG), position)
        end = self._xml.find(b">", start, start + _LONGEST_TAG)
        if start < 0 or end < 0:
            return b"", {}
        tag = self._xml[start:end]
        return tag.split(maxsplit=1)[0], _attributes(tag)

    def _by_style(self, styles: frozenset[bytes]) -> Iterator[int | None]:
        """The rows of cells with these styles that hold something; None where one has no number."""
        names = b"|".join(map(re.escape, sorted(styles)))
        end = re.escape(self._close) + rb"c>"
        pattern = re.compile(
            rb""" s=["'](?:""" + names + rb""")["']""" + _IN_TAG + rb">(?!\s?" + end + rb")"
        )
        for match in pattern.finditer(self._xml):
            if match[0].endswith(b"/>"):
                continue
            # The pattern finds the attribute; whether it is one of a cell is seen from the tag
            # around it.
            name, about = self._tag_before(match.start())
            if name == self._open + b"c":
                yield _place(about.get(b"r", b""))[1] or None

    def _by_every_cell(self, struck: Struck) -> Iterator[int]:
        """The same, and the rows of cells with these texts, by reading every cell."""
        start, end = re.escape(self._open), re.escape(self._close)
        pattern = re.compile(
            start + rb"(row|c)\b(" + _IN_TAG + rb")>(?!\s?" + end + rb"c>)"
            rb"(?:\s?" + start + rb"v>(\d{1,9})<)?"
        )
        number = 0
        for match in pattern.finditer(self._xml):
            about = _attributes(match[2])
            if match[1] == b"row":
                number = _row_number(about, number + 1)
            elif not match[2].endswith(b"/"):
                is_text = about.get(b"t") == b"s" and match[3] in struck.texts
                if is_text or about.get(b"s") in struck.styles:
                    yield number

    def _struck_within(self) -> Iterator[int]:
        """The rows with a line through a part of a text that stands in the sheet itself."""
        pattern = re.compile(
            re.escape(self._open)
            + rb"""(?:(row)\b([^<>]*)|(strike)\b(?![^<>]*val\s*=\s*["'](?:0|false)))"""
        )
        end = self._xml.rfind(self._close + b"sheetData")
        number = 0
        for match in pattern.finditer(self._xml, 0, end if end > 0 else len(self._xml)):
            if match[1]:
                number = _row_number(_attributes(match[2]), number + 1)
            elif match[3]:
                yield number

    def _formulas(self) -> Iterator[tuple[Attributes, bytes | None, bytes | None]]:
        """Each formula: its cell, what stands for an empty result, and the result."""
        start, end = re.escape(self._open), re.escape(self._close)
        pattern = re.compile(
            start + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*" + end + rb"f>)\s*"
            rb"(?:(" + start + rb"v\s*/>|" + start + rb"v>\s*" + end + rb"v>)|"
            + start + rb"v>([^<]*)<)?"
        )  # fmt: skip
        for match in pattern.finditer(self._xml):
            _, about = self._tag_before(match.start())
            yield about, match[1], match[2]


def _attributes(tag: bytes) -> Attributes:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _row_number(about: Attributes, usual: int) -> int:
    return int(about[b"r"]) if about.get(b"r", b"").isdigit() else usual


def _place(reference: bytes) -> tuple[int, int]:
    """b'AB12' -> (27, 12): the column from 0, the row from 1; row 0 where it is none."""
    letters = reference.rstrip(b"0123456789")
    digits = reference[len(letters) :]
    column = 0
    for letter in letters[:3].upper():
        column = column * 26 + letter - 64
    return column - 1, int(digits) if digits.isdigit() and len(digits) < 8 else 0
