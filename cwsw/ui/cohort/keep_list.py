"""The forms that keep the list, side by side: above the list, and on a child's page."""

from collections.abc import Sequence

import streamlit as st

from cwsw.access import Right, User
from cwsw.cohort import Member
from cwsw.store import Workspace
from cwsw.ui.cohort.list_forms import FormContext
from cwsw.ui.cohort.plan_forms import add_plan_form, correct_dates_form, end_plan_form
from cwsw.ui.cohort.roll_forms import child_joined_form, child_left_form
from cwsw.ui.forms.edit_forms import may_change
from cwsw.ui.widgets.name_visibility import Names


def may_keep_list(user: User, workspace: Workspace) -> bool:
    """Whether the forms are offered: plans are a part of them, so that right is asked too."""
    return user.may(Right.PLAN_DETAIL) and may_change(user, workspace)


def show_list_forms(
    user: User, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """Show all forms; each begins with choosing the child from everybody on roll."""
    if not may_keep_list(user, workspace):
        return
    # By name, not by year group as the lists are: in these boxes somebody looks a child up.
    by_name = sorted(everybody, key=lambda m: (m.surname or "", m.forename or "", m.number))
    context = FormContext(user, workspace, names, by_name)
    with st.container(horizontal=True, gap="small"):
        _plan_forms(context)
        child_joined_form(context)
        child_left_form(context)


def show_child_forms(user: User, workspace: Workspace, child: Member, names: Names) -> None:
    """Show the forms about one child on roll, on the child's page."""
    if not may_keep_list(user, workspace):
        return
    context = FormContext(user, workspace, names, (child,), child)
    with st.container(horizontal=True, gap="small"):
        _plan_forms(context)
        child_left_form(context)


def _plan_forms(context: FormContext) -> None:
    add_plan_form(context)
    end_plan_form(context)
    correct_dates_form(context)
