"""A user's own words on the screen: every text that somebody typed goes through here.

Streamlit reads nearly every text as Markdown, and changes parts of plain text besides: addresses
become links, `:smile:` a picture, `->` an arrow; what follows a colon may be taken for a directive
and left out. An invisible joiner within those keeps them as they were typed; copied from the screen
it comes along.
"""

import re
from html import escape

from cwsw.tables.controls import one_line, without_controls

_JOINER = "\N{WORD JOINER}"
_READ_AS_MORE = re.compile(
    r"""(?<=@)(?=\S)                        # an e-mail address
    | (?<=:)(?=//|[\w+/-]{1,60}:)           # https://, :smile:, :material/home:
    | (?<=www)(?=\.)                        # www.school.example
    | (?<=[<>~=-])(?=[<>=-])                # arrows and dashes: ->, --, >=
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPED = re.compile(r"[\\`*_\[\]<~$]|&(?=[#\w])|:(?=\S)|^[#>+=|-]")
"""Marks of formatting wherever they stand, and those that mean something at the beginning."""
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_LOOK_ALIKES = str.maketrans(
    {"\\": "∖", "`": "ˋ", "*": "∗", "~": "∼", "$": "＄"}  # noqa: RUF001 - that is their purpose
)
_LONE_LINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_COLON = re.compile(r":(?=[^\s\d]|\d\w{0,60}:)")
"""A colon that may begin more: `:smile:`, `:100:`, `:red[...]`, `:small`, `https://`; not 8:30."""
_READ_IN_LABELS = re.compile(r"(?<=[&<\]!])(?=\S)|^(?=[#>+-]|\d{1,9}[.)])")


def plain(value: str) -> str:
    """Escape words for Markdown, to be shown as typed: no link, no formatting, one line."""
    # In one line: a line break begins a paragraph, and after it marks of lists and headings count
    # anew.
    words = _READ_AS_MORE.sub(_JOINER, one_line(value))
    return _NUMBERED.sub(r"\1\\\2", _ESCAPED.sub(r"\\\g<0>", words))


def label(value: str) -> str:
    """Escape words for a label or an option of a widget.

    A screen reader speaks them as they are sent, escapes too, so a few marks are others that look
    like them.
    """
    words = _COLON.sub("∶", one_line(value).translate(_LOOK_ALIKES))  # noqa: RUF001
    words = _READ_AS_MORE.sub(_JOINER, _LONE_LINE.sub("ˍ", words))
    return _READ_IN_LABELS.sub(_JOINER, words)


def in_html(value: str) -> str:
    """Escape words for HTML, between tags or in a quoted attribute."""
    # Quotes too, since the same words stand in attributes.
    return escape(without_controls(value), quote=True)
