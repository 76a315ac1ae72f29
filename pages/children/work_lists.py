"""Work lists: follow-ups, attendance that drifts, reviews, placements, unexplained absence."""

from cwsw.ui import session, work_lists
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
session.page_header("Work lists", work_lists.LEAD)
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

work_lists.show_work_lists(person, workspace, name_visibility())
