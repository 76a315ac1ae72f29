"""What schools need to do, as a list that lives."""

from cwsw.ui import keeping, session
from cwsw.ui.cohort import checklist
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.tables import show_table

person = session.require_page(__file__)
session.page_header("Checklist", checklist.MEANS)
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
found = checklist.found_points(workspace, summary.cohort, members_of(workspace))
show_table(checklist.points_table(found, names))
checklist.look_form(person, workspace, found)
keeping.keep_block(person, workspace)
