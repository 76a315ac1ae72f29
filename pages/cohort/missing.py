"""Who may be missing from the list, and which rows are waiting for an answer."""

from functools import partial

from cwsw.cohort.history import late_and_silent
from cwsw.cohort.unclear import unclear
from cwsw.ui import keeping, session
from cwsw.ui.cohort import missing_children
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.widgets.tabs import show_tabs

person = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("May be missing")
    session.no_data_yet()
everybody = members_of(workspace)
rows, late = unclear(everybody, workspace.as_at), late_and_silent(workspace, everybody)
session.page_header(missing_children.finding(len(rows), len(late)))
keeping.show_done()

names = name_visibility()
missing_children.show_size(session.summary().cohort)
missing_children.show_recheck(workspace)
show_tabs(
    {
        "Rows without dates": partial(
            missing_children.show_unclear, person, workspace, rows, names
        ),
        "Joined, no history": partial(
            missing_children.show_history, person, workspace, everybody, names
        ),
    },
    "waiting",
)
keeping.keep_block(person, workspace)
