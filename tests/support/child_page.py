"""A child's page and the views of the table under Streamlit's own test runner."""

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from cwsw.access import Role
from cwsw.children.address import address
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.children import choice
from cwsw.ui.children.child_parts import PART_PARAMETER
from cwsw.ui.children.views import VIEW
from cwsw.ui.state import session
from tests.support.app import new_session, open_first

CHILD = "pages/children/child.py"
CHILDREN = "pages/children/children.py"


def open_child(
    workspace: Workspace,
    number: int = 1,
    role: Role = Role.HEADTEACHER,
    part: str | None = None,
    sample: str | None = None,
) -> AppTest:
    """The page of one child; `part` is the part that is opened, `sample` the school looked at."""
    at = new_session()
    if sample:
        at.session_state[session._LOOKING_AT] = sample
    else:
        at.session_state[page_registry.VIEW_AS] = role
    at.query_params[choice.CHILD_PARAMETER] = address(workspace, number)
    at.session_state[PART_PARAMETER] = part
    return open_first(at, CHILD)


def open_view(key: str, role: Role = Role.HEADTEACHER) -> AppTest:
    """A view of the table of children."""
    at = new_session()
    at.session_state[page_registry.VIEW_AS] = role
    at.session_state[VIEW] = key
    return open_first(at, CHILDREN)


def payload(at: AppTest) -> str:
    """Everything a page has sent, charts, tables and lists of choices included.

    But the number of a download, another each time it is offered, and of a child, another in each
    upload.
    """
    sent = "\n".join(str(element.proto) for element in _elements(at._tree))
    return re.sub(r'file_id: "\w+"|child(ren)?=[\d,]+', "", sent)


def table(at: AppTest) -> dict[str, list[object]]:
    """The table of children as it was sent: heading -> cells."""
    (frame,) = at.dataframe
    return {str(name): list(cells) for name, cells in frame.value.items()}


def _elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child
