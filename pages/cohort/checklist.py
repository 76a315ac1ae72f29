"""What schools need to do, as a list with owners and evidence."""

import streamlit as st

from cwsw.cohort.today import list_day
from cwsw.tables.years import academic_year, first_day
from cwsw.ui.cohort import checklist
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.row_table import TWO_LINES, show_words

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Checklist")
    session.no_data_yet()
points = checklist.points_with_evidence(
    workspace, session.summary().cohort, members_today(workspace)
)
since = first_day(academic_year(list_day(workspace)))
session.page_header(checklist.finding(points, since), checklist.MEANS)
edit_forms.show_done()

table, form = st.columns((2.4, 1), gap="large")
with table:
    rows = checklist.points_table(points, name_visibility())
    selected_places = show_words(
        rows, key="checklist", visible_rows=8, row_height=TWO_LINES, widths=checklist.WIDTHS
    )
    st.caption(checklist.SOURCE)
with form:
    checklist.look_form(user, workspace, points, selected_places)
edit_forms.undo_and_workbook(user, workspace)
