"""Run inside a copy of the project: prints what its screens, files and documents say, as JSON.

python -m tests.support.registry_walk KEY     KEY: a measure to open on Explore, with each tab
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from cwsw.cli.main import main
from cwsw.ui.auth.page_registry import PAGES
from cwsw.ui.explore.tabs import TABS
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import download_registry
from tests.spec import docs
from tests.support.app import messages
from tests.support.downloads import words_of
from tests.support.explore import EXPLORE, ask
from tests.support.schools import SAMPLES, open_sample

SESSION = "test session id"
"""What Streamlit's own test runner calls every visitor."""
Place = tuple[str, str]
"""Where words stand, and the words."""


def all_words(key: str) -> Iterator[Place]:
    """All words of both samples, and of the documents that are made from the registry."""
    download_registry._note = lambda user: None  # noqa: ARG005
    yield "docs/measures.md", docs.markdown()
    for choice in SAMPLES:
        yield from _screens(choice, key)
        yield f"{choice} measures --json", _command_line("measures", choice, "--json")
        yield f"{choice} measures", _command_line("measures", choice)


def _screens(choice: str, key: str) -> Iterator[Place]:
    at = open_sample(choice, EXPLORE)
    for entry in PAGES:
        yield from _page(at.switch_page(entry.path).run(), f"{choice} {entry.path}")
    at.switch_page(EXPLORE).run()
    for tab in TABS:
        yield from _page(ask(at, measure=key, tab=tab), f"{choice} {key} {tab}")


def _page(at: AppTest, place: str) -> Iterator[Place]:
    """The words of a page, of its charts and tables, and of its files but for the workbook."""
    yield place, "\n".join([*(str(e.value) for e in at.exception), *map(str, messages(at))])
    for button in at.get("download_button"):
        if not button.proto.disabled and button.proto.label != edit_forms.DOWNLOAD:
            yield f"{place}: {button.proto.label}", _file(button.proto)


def _file(button: Any) -> str:
    """The words of a file; of one that is no paper or spreadsheet its text."""
    data = download_registry.REGISTRY.make(button.deferred_file_id, SESSION).data
    return words_of(data) or data.decode("utf-8", "replace")


def _command_line(command: str, choice: str, *options: str) -> str:
    file = Path("data", "sample", f"{choice.removeprefix('sample ')}.xlsx")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        main([command, str(file), *options])
    return printed.getvalue()


if __name__ == "__main__":
    json.dump([*all_words(sys.argv[1])], sys.stdout)
