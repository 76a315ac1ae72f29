"""Parts a table whose columns repeat for two years, periods or plans into one table for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.headers import is_day_heading
from cwsw.intake.exports.labelled import has_facet, same_label, split_heading
from cwsw.intake.exports.sheet import ExportSheet

SHARED = frozenset(("upn", "full_name", "surname", "forename", "date_of_birth"))
"""Fields that each block takes from the columns beside it."""


@dataclass(frozen=True)
class _Head:
    """A heading as written, its words without the label, and the label above or inside it."""

    text: str
    bare: str
    label: str = ""

    @property
    def field(self) -> str | None:
        alias = aliases().get(fold(self.bare))
        return alias.field if alias else None


def blocks_of(sheet: ExportSheet) -> Iterator[ExportSheet]:
    """The table itself, or one table for each block, each with the columns that name the child.

    What stands in no block is a table of its own, where it is more than who the children are.
    """
    labels = sheet.labels or [""] * len(sheet.headings)
    heads = [_head(plain(c), label) for c, label in zip(sheet.headings, labels, strict=True)]
    blocks = _blocks(heads)
    if not blocks:
        # Labels that make no blocks are still words around the table.
        unused = dict.fromkeys(text for text in sheet.labels if text)
        yield replace(sheet, labels=(), titles=(*sheet.titles, *unused))
        return
    shared = [i for i, head in enumerate(heads) if head.field in SHARED]
    inside = {i for columns in blocks.values() for i in columns}
    rest = [i for i, head in enumerate(heads) if i not in inside and head.text]
    # Names alone are no table of their own: they stand in each block.
    if any(i not in shared for i in rest):
        yield _only(sheet, heads, rest, "")
    for label, columns in blocks.items():
        yield _only(sheet, heads, [*shared, *columns], label)


def _only(
    sheet: ExportSheet, heads: Sequence[_Head], columns: Sequence[int], label: str
) -> ExportSheet:
    """The table with some of its headings; the others are blank, as if they were not there."""
    indexes = set(columns)
    headings = [head.text if i in indexes else "" for i, head in enumerate(heads)]
    key = f"{sheet.key} {label}" if label else sheet.key
    return replace(
        sheet, headings=headings, labels=(), label=label, key=key, columns=[], is_block=True
    )


def _head(text: str, label: str) -> _Head:
    """A heading with the label above it, or the one inside it: 'Possible 2024/25'."""
    bare = text
    # In '02/09/2024 AM' the year is part of the day.
    if not label and not is_day_heading(text):
        bare, label = split_heading(text)
    return _Head(text, bare, same_label(label))


def _blocks(heads: Sequence[_Head]) -> Mapping[str, list[int]]:
    """Label -> its columns, of labels that say something or stand over the same headings again."""
    times = Counter(fold(h.bare) for h in heads if h.label and h.field not in SHARED)
    repeated_labels = {h.label for h in heads if h.label and times[fold(h.bare)] > 1}
    by_label: dict[str, list[int]] = {}
    for index, head in enumerate(heads):
        if (
            head.label
            and head.field not in SHARED
            and (head.label in repeated_labels or has_facet(head.label))
        ):
            by_label.setdefault(head.label, []).append(index)
    return by_label
