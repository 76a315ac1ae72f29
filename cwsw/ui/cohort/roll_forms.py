"""Children who join or leave the school's roll."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.cohort import Member
from cwsw.cohort.upkeep import NewChild, RecordedBy, child_joined, child_left
from cwsw.records import ListChange
from cwsw.tables.codes import YEAR_GROUPS, ListEvent, year_group_label
from cwsw.ui.cohort.list_forms import (
    ADD_PLAN,
    FormContext,
    choose_day,
    choose_two_days,
    open_next,
    show_form,
    sign,
    submit_changes,
    with_chosen,
)

JOINED, LEFT_SCHOOL = "A child joined", "Left the school"
_JOINED_FORM, _LEFT_FORM = "joined", "left"
NAMES_MISSING = "Fill in the surname and the forename."
ADMISSION_MISSING = "Fill in the day the child joined."
LEAVING_MISSING = "Fill in the last day on our roll."
CHILDREN_MISSING = "Choose who left."
ARE_PLANS = "Answered: these plans (added next)"
HISTORY: Mapping[str, str | None] = {
    "Not asked yet": None,
    "Asked, waiting for an answer": "ask",
    "Answered: no plan": "accept",
    ARE_PLANS: None,
}
"""What previous school and local authority answer about plans -> the decision that is saved."""
HISTORY_LABEL = "Plans before: previous school and local authority"


def child_left_form(context: FormContext) -> None:
    """Show the form for one or several children who have left, or will on a known day."""
    show_form(context, _LEFT_FORM, LEFT_SCHOOL, partial(_left_fields, context))


def child_joined_form(context: FormContext) -> None:
    """Show the form for a child who has joined and is in no upload yet."""
    show_form(context, _JOINED_FORM, JOINED, partial(_joined_fields, context))


def _left_fields(context: FormContext, form: str) -> None:
    """The fields and the button of the form for children who left."""
    with st.form(form, border=False):
        children = _choose_children(context, form)
        day = choose_day("Last day on our roll", f"{form}_day", context)
        signed = sign(context, form)
        mine = [_leaving_change(child, day, signed) for child in children] if day else []
        submit_changes(
            context,
            _LEFT_FORM,
            "Record who left",
            signed,
            mine,
            partial(_leave, context, children, day, signed),
            "" if children else CHILDREN_MISSING,
            "" if day else LEAVING_MISSING,
        )


def _choose_children(context: FormContext, form: str) -> tuple[Member, ...]:
    """The child whose page it is, or several by their names."""
    if context.child is not None:
        return (context.child,)
    words = context.names.options(context.children)
    members = {option: context.children[place] for option, place in words.items()}
    options = with_chosen(context, "children", f"{form}_who", members)
    options_chosen = st.multiselect(
        "Children", list(options), placeholder="Type a name", key=f"{form}_who"
    )
    return tuple(options[name] for name in options_chosen)


def _leave(
    context: FormContext, children: Sequence[Member], day: date | None, signed: RecordedBy
) -> tuple[ListChange, ...]:
    upns = [child.upn for child in children]
    return child_left(context.workspace, upns, day or context.day, signed)


def _leaving_change(child: Member, day: date, signed: RecordedBy) -> ListChange:
    return ListChange(
        upn=child.upn,
        change=ListEvent.LEFT.value,
        end_date=day,
        said_by=signed.said_by,
        by=signed.by,
        on=signed.on,
    )


def _joined_fields(context: FormContext, form: str) -> None:
    """The fields and the button of the form for a child who joined."""
    with st.form(form, border=False):
        surname, forename = _two_texts(("Surname", "Forename"), form)
        admission, born = choose_two_days(("Joined on", "Date of birth"), form, context)
        year, tutor_group = _year_and_form(form)
        upn = st.text_input("UPN (if known)", key=f"{form}_upn")
        history = st.selectbox(HISTORY_LABEL, list(HISTORY), key=f"{form}_history")
        signed = sign(context, form)
        day = admission or context.day
        new = NewChild(surname, forename, day, born, year, tutor_group, upn, HISTORY[history])
        submit_changes(
            context,
            _JOINED_FORM,
            "Record who joined",
            signed,
            # Nobody else can have recorded a child who is in no upload: there is nothing to
            # compare.
            (),
            partial(_join, context, new, signed, history == ARE_PLANS),
            "" if surname.strip() and forename.strip() else NAMES_MISSING,
            "" if admission else ADMISSION_MISSING,
        )


def _year_and_form(form: str) -> tuple[int | None, str]:
    """The year group and the form side by side."""
    year_side, form_side = st.columns(2)
    year = year_side.selectbox(
        "Year group",
        list(YEAR_GROUPS.values()),
        index=None,
        format_func=year_group_label,
        placeholder="Not known yet",
        key=f"{form}_year",
    )
    return year, form_side.text_input("Form", key=f"{form}_form")


def _two_texts(labels: tuple[str, str], form: str) -> tuple[str, str]:
    """Two texts side by side."""
    first_side, second_side = st.columns(2)
    first_label, second_label = labels
    return (
        first_side.text_input(first_label, key=f"{form}_{first_label.lower()}"),
        second_side.text_input(second_label, key=f"{form}_{second_label.lower()}"),
    )


def _join(
    context: FormContext, new: NewChild, signed: RecordedBy, are_plans: bool
) -> tuple[ListChange, ...]:
    upn = child_joined(context.workspace, new, signed)
    # The answer names plans: the form to add them opens next.
    if are_plans:
        open_next(context, ADD_PLAN, upn)
    joined, day = ListEvent.JOINED.value, new.admission
    return (ListChange(upn=upn, change=joined, start_date=day, by=signed.by, on=signed.on),)
