"""Nothing in the log that a file held, nor anything that a terminal would obey."""

import io
import logging

import pytest

from cwsw.ui.asgi import safe_logging


@pytest.fixture
def log():
    """A logger whose records go through ours, and what it wrote."""
    factory, silent = logging.getLogRecordFactory(), logging.raiseExceptions
    logging.setLogRecordFactory(safe_logging._Record)
    out = io.StringIO()
    logger, handler = logging.getLogger("tests.safe_logging"), logging.StreamHandler(out)
    logger.addHandler(handler)
    yield logger, out
    logger.removeHandler(handler)
    logging.setLogRecordFactory(factory)
    logging.raiseExceptions = silent


def fails():
    try:
        int("Child Name")
    except ValueError:
        raise KeyError("Child Name") from None


@pytest.mark.parametrize(
    "write",
    [
        lambda logger, _: logger.exception("it broke at 5%"),
        lambda logger, _: logger.exception("%s broke at %d%%", "it", 5),
        lambda logger, error: logger.error("broken", exc_info=error),
        lambda logger, error: logger.error("%s", error),
        lambda logger, error: logger.error("%(why)s", {"why": error}),
        lambda logger, error: logger.error(error),
        lambda logger, error: logger.error("%r", [error]),
    ],
)
def test_of_an_error_its_kind_and_place_are_written_and_never_its_message(log, write):
    logger, out = log
    try:
        fails()
    except KeyError as error:
        write(logger, error)
    assert "Child Name" not in out.getvalue()
    assert "KeyError" in out.getvalue()


@pytest.mark.usefixtures("log")
def test_what_the_event_loop_says_of_a_task_ends_before_its_error():
    record = logging.getLogger("asyncio").makeRecord(
        "asyncio", logging.ERROR, "", 1, "Task failed\nfuture: KeyError('Child Name')", (), None
    )
    assert record.getMessage() == "Task failed"


@pytest.mark.parametrize("codes", ["\x1b[31m\x1b]0;owned\x07", "\x9b2J", "\r\x08\x7f", "\u202e"])
def test_no_terminal_code_of_an_address_reaches_the_log(log, codes):
    logger, out = log
    logger.warning("no page %s", f"a{codes}b")
    logger.warning(f"no page a{codes}b")
    written = out.getvalue()
    assert written.count("no page a") == 2
    assert not any(code in written for code in codes if not code.isprintable())


def test_a_value_begins_no_line_of_its_own(log):
    logger, out = log
    logger.warning("no page %s", "a\nERROR nobody signed in\u2028b")
    assert out.getvalue().count("\n") == 1
    assert "\u2028" not in out.getvalue()


def test_the_cause_of_an_error_is_named_too():
    try:
        try:
            int("Child Name")
        except ValueError as cause:
            raise OSError from cause
    except OSError as error:
        told = safe_logging.describe(error)
    assert told.startswith("OSError at test_safe_logging.py:")
    assert told.endswith(", after ValueError")
