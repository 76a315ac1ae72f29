"""A log that holds no data: of an error its kind and the lines of code, and no terminal codes.

The message of an error may quote a cell, and what a browser sends may hold codes that a terminal
obeys. Every record of every library goes through here before it is written anywhere.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path

_LOG = logging.getLogger(__name__)
_PLAIN = {**dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " "), 0x0A: "\n", 0x09: "\t"}
_REORDERING = dict.fromkeys((0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
                             *range(0x2066, 0x206A), 0xFEFF))  # fmt: skip
_IN_MESSAGES = _PLAIN | _REORDERING
_IN_VALUES = _IN_MESSAGES | {0x0A: " ", 0x09: " "}
"""In a value a new line would look like another record."""


def install() -> None:
    """Have every record, and every error that nothing caught, go through here. Safe to repeat."""
    logging.setLogRecordFactory(_Record)
    logging.raiseExceptions = False  # a handler that fails would print the record and its error
    threading.excepthook = lambda args: _log_uncaught(args.exc_value, "in a thread")
    sys.excepthook = lambda _kind, error, _trace: _log_uncaught(error, "at the top")
    sys.unraisablehook = lambda args: _log_uncaught(args.exc_value, "while clearing up")


def log_error(error: BaseException, doing: str) -> None:
    """Log the kind of an error and the lines of code it passed through."""
    _LOG.error("%s %s", describe(error), doing)


def describe(error: BaseException) -> str:
    """'ValueError at app.py:3 > cells.py:40', with what caused it; never a message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    description = f"{type(error).__name__} at {places or 'no line'}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return description if cause is None else f"{description}, after {type(cause).__name__}"


def plain_line(value: str) -> str:
    """A value without anything that a terminal or an editor would obey."""
    return value.translate(_IN_VALUES)


class _Record(logging.LogRecord):
    """A record whose error is described and whose values are plain."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.msg, self.args = _plain_message(self.msg, self.name), _plain_values(self.args)
        _, error, _ = self.exc_info or (None, None, None)
        self.exc_info = None
        if error is not None:
            self.msg = f"{self.getMessage()} [{describe(error)}]"
            self.args = None


def _plain_message(message: object, logger: str) -> str:
    if isinstance(message, BaseException):
        return describe(message)
    # The event loop writes out what failed, its error with it, from the second line on.
    words = str(message).partition("\n")[0] if logger == "asyncio" else str(message)
    return words.translate(_IN_MESSAGES)


def _plain_values(
    values: tuple[object, ...] | Mapping[str, object] | None,
) -> tuple[object, ...] | Mapping[str, object] | None:
    if isinstance(values, Mapping):
        return {name: _plain_value(value) for name, value in values.items()}
    return values and tuple(map(_plain_value, values))


def _plain_value(value: object) -> object:
    if isinstance(value, BaseException):
        return describe(value)
    if isinstance(value, list | tuple | set | frozenset):
        return str([_plain_value(item) for item in value])
    return value if isinstance(value, int | float) or value is None else plain_line(str(value))


def _log_uncaught(error: BaseException | None, place: str) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        log_error(error, place)
