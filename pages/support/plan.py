"""Plan support: what should get better, for whom, why, and one thing with its evidence."""

from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.support import plan_support
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import name_visibility

user = session.require_page(__file__)
session.page_header("Plan support")
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

edit_forms.show_done()
cohort = [member for member in members_today(workspace) if member.in_cohort]
plan_support.plan(user, workspace, cohort, name_visibility())
edit_forms.undo_and_workbook(user, workspace)
