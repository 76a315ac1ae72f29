"""One child: what matters now, absence on one time line, what was tried and what is due."""

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.ui.children import choice
from cwsw.ui.children.opened_child import OpenedChild
from cwsw.ui.children.page import show_child
from cwsw.ui.state import audit_notes, session
from cwsw.ui.widgets.name_visibility import name_visibility

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("A child")
    session.no_data_yet()
names = name_visibility()
pupil = choice.asked_child(workspace)
if pupil is None:
    session.page_header("A child")
    choice.choose(workspace, names)
    st.stop()
# Before anything of the child is shown: a page that cannot be noted is not given.
audit_notes.note(AuditEvent.CHILD_OPENED, pupil.upn)
show_child(OpenedChild(user, workspace, pupil, names))
