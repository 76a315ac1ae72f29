"""The local authority's list, the safeguarding lead's and the school system's flags compared."""

from functools import partial

from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.ui.cohort import list_comparison, list_decisions
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.tabs import show_tabs

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Compare lists")
    session.no_data_yet()
comparison = list_comparison.compared_lists(workspace)
session.page_header(list_comparison.finding(comparison))
edit_forms.show_done()
list_comparison.show_day(workspace)

names, pupils = name_visibility(), cached(workspace, pupils_by_upn)
# Lists are compared as of their own day, but a letter asks about children who are on roll today.
everybody = members_today(workspace)
show_tabs(
    {
        "To decide": partial(
            list_comparison.show_disagreements, user, workspace, comparison, pupils, names
        ),
        "Where they agree": partial(list_comparison.show_regions, comparison, pupils, names),
        "Decisions": partial(
            list_decisions.show_decided, user, workspace, comparison, pupils, names
        ),
        "Ask the local authority": partial(
            list_decisions.show_letter, workspace, comparison, pupils, everybody
        ),
    },
    "compare",
)
edit_forms.undo_and_workbook(user, workspace)
