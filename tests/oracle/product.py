"""The product's answer for a school of the oracle's, by the same road as the command line."""

from datetime import date

from cwsw.cli.answers import measures_object
from cwsw.store import Workspace
from cwsw.summary import summarise
from tests.oracle.case import Row, Rows
from tests.oracle.convert import to_upload


def product_answer(school: Row, rows: Rows, as_at: date | None = None) -> Row:
    """The `measures` object the product makes of clean typed rows."""
    workspace = Workspace.load(to_upload(school, rows), as_at=as_at)
    return dict(measures_object(summarise(workspace)))
