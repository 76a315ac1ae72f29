"""A school whose every word tries to become formatting, a link, a picture or a formula."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
from markdown_it import MarkdownIt

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.sample import sample_workbook
from cwsw.tables.schema import TABLES, CellKind
from cwsw.tables.upload import Upload

MARK = "Zx"
"""Begins what is hostile; no word of ours holds it."""
HOSTILE = (
    "Zx *b* __e__ `c` [l](https://evil.example/l) ![i](https://evil.example/i.png) $x^2$ $y$ "
    ":red[r] :b{c} :material/home: :smile: <b>h</b> https://evil.example "
    "www.evil.example a@evil.example -> ~~s~~ &amp; [^1] :small "
    "\u202e\u05d0\u05d1\u05d2\u202c end"
)
FILE_NAME = HOSTILE.replace("/", "_")
NAME = "Zx *b* __e__ `c` $x^2$ :smile: www.evil.example a@evil.example ~~s~~"
"""Without what is taken for a remark behind a name."""
PUPILS = 120
LEADING = ("", "=1+1 ", "# ", "- ", "> ", "1. ", "＝1 ", "@SUM(1) ")  # noqa: RUF001
"""What it may begin with: a formula, a heading, a list, a quotation."""

_CODES = {"results", "wellbeing", "checklist", "awareness", "decisions"}
"""Tables whose texts are codes that the program reads."""
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LOOKS_LIKE = str.maketrans(
    "∖ˋ∗∼＄ˍ∶",  # noqa: RUF001
    "\\`*~$_:",
    "\N{WORD JOINER}\u202e\u202c",
)
_VARIANTS = tuple(words.translate(_LOOKS_LIKE) for words in (HOSTILE, FILE_NAME, NAME))
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_READ_IN_TEXT = re.compile(
    r"https?://|www(?=\.)|[-.\w+]@[-\w]+\.[-\w]|:[\w+-]+:|:material[/_]|<->|<-|->|--|[<>~]=",
    re.IGNORECASE,
)
"""What Streamlit reads in a text after Markdown has been read."""
_READ_IN_SOURCE = re.compile(r"(?<!\\)\$|(?<!\\):(?:small\b|[^\s:\[{\\]+[\[{])")
"""Mathematics, and directives of Streamlit's, which no reader of Markdown alone knows."""


def hostile_upload() -> Upload:
    """A made-up school of every age with every free text in it replaced."""
    book = sample_workbook("all-through", PUPILS, seed=1)
    upload = read_in_process([SourceFile("school.xlsx", book)])
    tables = {name: _hostile(name, rows) for name, rows in upload.tables.items()}
    school = replace(upload.school, name=HOSTILE, local_authority=HOSTILE, sample=False)
    return replace(upload, school=school, tables=tables)


def _hostile(name: str, rows: pa.Table) -> pa.Table:
    table = next((table for table in TABLES if table.name == name), None)
    for column in table.columns if table and name not in _CODES else ():
        if column.kind is CellKind.TEXT and column.field in rows.column_names:
            place = rows.column_names.index(column.field)
            values = rows.column(place).to_pylist()
            by_value = {v: _words(i) for i, v in enumerate(dict.fromkeys(values)) if v is not None}
            changed = pa.array([by_value.get(v) for v in values], rows.schema.field(place).type)
            rows = rows.set_column(place, rows.schema.field(place), changed)
    return rows


def _words(number: int) -> str:
    return f"{LEADING[number % len(LEADING)]}{HOSTILE} {number}"


def not_plain(words: str) -> str:
    """Why Markdown that holds hostile words does not show them as typed; '' where it does."""
    if DIRECTION_MARKS.search(words):
        return "what follows is turned round"
    if match := _READ_IN_SOURCE.search(words):
        return f"read in the source: {match[0]}"
    texts = list(_texts(_MARKDOWN.parse(words)))
    for text in texts:
        if MARK in text and not is_whole(text):
            return f"formatting: {text[:80]}"
        if MARK in text and (match := _READ_IN_TEXT.search(text[text.index(MARK) :])):
            return f"read as more: {match[0]}"
    return "" if any(MARK in text for text in texts) else "gone"


def is_whole(text: str) -> bool:
    """Whether all hostile words of a text are there from beginning to end, or to an ellipsis."""
    _, *parts = text.translate(_LOOKS_LIKE).split(MARK)
    return all(
        any(f"{MARK}{part}".startswith(words) or _is_cut(part, words) for words in _VARIANTS)
        for part in parts
    )


def _is_cut(part: str, words: str) -> bool:
    before, cut, _ = part.partition("…")
    return bool(cut) and words.startswith(MARK + before)


def _texts(tokens: Any) -> Iterator[str]:
    """The texts of Markdown between one mark and the next."""
    for token in tokens:
        if token.type == "inline":
            whole = ""
            for child in token.children:
                if child.type in ("text", "text_special", "softbreak", "entity"):
                    whole += child.content or " "
                else:
                    yield whole
                    whole = ""
            yield whole
