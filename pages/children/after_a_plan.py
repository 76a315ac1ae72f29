"""When a plan ends: the step-down list with its check-ins, and how children do since then."""

from cwsw.ui import after_plan, session
from cwsw.ui.names import name_visibility

session.require_page(__file__)
session.page_header("When a plan ends", after_plan.LEAD)
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

after_plan.show_after_plans(workspace, name_visibility())
