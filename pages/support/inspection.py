"""The inspection sheet: the cohort, six children's stories, what was done."""

from cwsw.access import AuditEvent
from cwsw.ui import session, trail
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.support import inspection
from cwsw.ui.widgets.roster import roster

session.require_page(__file__)
session.page_header("Inspection sheet", inspection.LEAD)
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

trail.note(AuditEvent.SHEET_OPENED)
who_is = roster(workspace, name_visibility())
cohort = [member for member in members_of(workspace) if member.in_cohort]
chosen = inspection.choose(workspace, cohort, who_is)
sheet = inspection.made(workspace, summary.cohort, cohort, chosen)
inspection.paper_button(sheet, who_is)
inspection.show_sheet(sheet, who_is)
