"""The dashboard under Streamlit's own test runner."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from cwsw.access import Role
from cwsw.ui.auth import page_registry

ROOT = Path(__file__).resolve().parents[2]
TIME = 60.0


def new_session() -> AppTest:
    """A visitor who has opened nothing yet."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIME)


def open_app(role: Role = Role.HEADTEACHER, page: str | None = None) -> AppTest:
    """A new visitor's session in a role, on a page (None: the first one)."""
    at = new_session()
    at.session_state[page_registry.VIEW_AS] = role
    return open_first(at, page) if page else at.run()


def open_first(at: AppTest, page: str) -> AppTest:
    """A visitor's first run, on a page, as its address has it: no other page runs before it."""
    entry = page_registry.entry_of(page)
    assert entry is not None, page
    at._page_hash = calc_hash(entry.url)
    return at.run()


def open_page_alone(page: str, role: Role) -> AppTest:
    """A page's script run without app.py, as if the menu had been got round."""
    at = AppTest.from_file(str(ROOT / page), default_timeout=TIME)
    at.session_state[page_registry.VIEW_AS] = role
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    """Press the first button with these words."""
    return next(b for b in at.button if b.label == label).click().run()


def messages(at: AppTest) -> Iterator[Message]:
    """Every message that makes a page, of its blocks and elements."""
    yield from _messages(at._tree)


def _messages(block: Any) -> Iterator[Message]:
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if hasattr(child, "children"):
            yield from _messages(child)


def words(at: AppTest) -> str:
    """Everything written on the page, sidebar included."""
    parts = [
        *at.title,
        *at.header,
        *at.subheader,
        *at.markdown,
        *at.caption,
        *at.info,
        *at.warning,
        *at.error,
    ]
    bodies = [element.proto.body.strip() for element in at.get("html")]
    html = [body for body in bodies if not body.endswith("</style>")]
    return "\n".join([*(part.value for part in parts), *html])
