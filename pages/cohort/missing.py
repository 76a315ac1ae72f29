"""Who may be missing from the list: joiners to ask about, and rows without dates."""

from functools import partial

from cwsw.cohort.history import joiners, worth_asking
from cwsw.cohort.today import list_day
from cwsw.cohort.unclear import unclear
from cwsw.ui.cohort import joiners as joiners_view
from cwsw.ui.cohort import missing_children
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.tabs import show_tabs

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("May be missing")
    session.no_data_yet()
day = list_day(workspace)
everybody = members_today(workspace)
rows, unknown = unclear(everybody, day), joiners(workspace, everybody, day)
questions = missing_children.open_questions(rows, worth_asking(unknown))
on_list = sum(member.in_cohort for member in everybody)
session.page_header(missing_children.finding(questions, on_list))
edit_forms.show_done()

names = name_visibility()
missing_children.show_size(session.summary().cohort)
missing_children.show_recheck(workspace)
show_tabs(
    {
        "Joined, no history": partial(
            joiners_view.show_joiners, user, workspace, everybody, unknown, names
        ),
        "Rows without dates": partial(missing_children.show_unclear, user, workspace, rows, names),
    },
    "waiting",
)
edit_forms.undo_and_workbook(user, workspace)
