"""Plans of children: one has begun, one has ended, its dates were wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.cohort import Member, PlanSpan
from cwsw.cohort.upkeep import RecordedBy, add_plan, check_ins, correct_plan, end_plan
from cwsw.records import Action, ListChange
from cwsw.tables.codes import ListEvent
from cwsw.ui.cohort.list_columns import plan_words
from cwsw.ui.cohort.list_forms import (
    ADD_PLAN,
    CHILD_MISSING,
    KINDS,
    FormContext,
    choose_child,
    choose_day,
    choose_two_days,
    show_form,
    sign,
    submit_changes,
    with_chosen,
)

ADD, END, CORRECT = "Add a plan", "End a plan", "Correct dates"
_END, _CORRECT = "end", "correct"
KIND_MISSING = "Choose the kind of plan."
FIRST_MISSING = "Fill in the first day. If nobody knows it: the first day you know it ran."
LAST_MISSING = "Fill in the last day of the plan."
PLAN_MISSING = "Choose the plan."
WRONG_ORDER = "The last day is before the first day: correct one of the two."
ADULT_MISSING = "Fill in who checks in: this child has no key adult on record."
NO_RUNNING = "No plan is running here."
NO_PLAN = "No plan is on record here: add it."
SOURCES = ("Safeguarding lead's list", "Local authority list", "Previous school")
"""Which list a plan may be on; another may be typed."""
CHECK_IN = "Plan check-ins 6 weeks, 3, 6 and 12 months after"

Plan = tuple[Member, str]
"""A child and the kind of a plan that is running."""
Dated = tuple[Member, PlanSpan]
"""A child and one plan on record."""


def add_plan_form(context: FormContext) -> None:
    """Show the form for a plan that has begun, or that the school has heard of now."""
    show_form(context, ADD_PLAN, ADD, partial(_add_fields, context))


def end_plan_form(context: FormContext) -> None:
    """Show the form for a plan that has ended, or will end on a known day."""
    show_form(context, _END, END, partial(_end_fields, context))


def correct_dates_form(context: FormContext) -> None:
    """Show the form that corrects the dates of a plan on record."""
    show_form(context, _CORRECT, CORRECT, partial(_correct_fields, context))


def running_kinds(member: Member, day: date) -> tuple[str, ...]:
    """The kinds of plan that a child is on, from plans and from flags."""
    # A plan of which only a flag speaks has an end too, once somebody knows it (decision 20).
    kinds = {plan.plan for plan in member.plans if plan.runs_on(day)} | {*member.flags}
    return tuple(kind for kind in KINDS if kind in kinds)


def wrong_order(start: date | None, end: date | None) -> str:
    """The sentence for a last day before the first day; '' where the order is right."""
    return WRONG_ORDER if start and end and end < start else ""


def _add_fields(context: FormContext, form: str) -> None:
    """The fields and the button of the form that adds a plan."""
    with st.form(form, border=False):
        child = choose_child(context, form)
        kind = _choose_kind(form)
        start, end = choose_two_days(("First day", "Last day, if it has ended"), form, context)
        source = st.selectbox(
            "On whose list", SOURCES, key=f"{form}_source", accept_new_options=True
        )
        signed = sign(context, form)
        mine = _recorded(child, kind, ListEvent.BEGUN, start, end, signed)
        submit_changes(
            context,
            ADD_PLAN,
            ADD,
            signed,
            mine,
            partial(_add, context, mine, str(source or "").strip() or None, signed),
            "" if child else CHILD_MISSING,
            "" if kind else KIND_MISSING,
            "" if start else FIRST_MISSING,
            wrong_order(start, end),
        )


def _choose_kind(form: str) -> str | None:
    return st.radio(
        "Plan",
        list(KINDS),
        index=None,
        format_func=KINDS.__getitem__,
        horizontal=True,
        key=f"{form}_kind",
    )


def _add(
    context: FormContext, mine: Sequence[ListChange], source: str | None, signed: RecordedBy
) -> tuple[ListChange, ...]:
    # Saved only where nothing is missing in the form, so there is one change.
    (new,) = mine
    kind, start, end = new.plan or "", new.start_date, new.end_date
    return (add_plan(context.workspace, new.upn, kind, start, end, source, signed),)


def _end_fields(context: FormContext, form: str) -> None:
    """The fields and the button of the form that ends a plan."""
    options = with_chosen(context, "running", f"{form}_plan", _running_plans(context))
    if not options:
        st.write(NO_RUNNING)
        return
    with st.form(form, border=False):
        option = _choose_plan(options, form, context)
        end = choose_day("Last day", f"{form}_end", context)
        child, kind = options[option] if option else (None, None)
        adult_name = _check_in_fields(context, form)
        signed = sign(context, form)
        mine = _recorded(child, kind, ListEvent.ENDED, None, end, signed)
        # '' where no check-ins are wanted; None where they are and nobody is known to make them.
        adult = (
            (adult_name or (child.key_adult if child else None)) if adult_name is not None else ""
        )
        submit_changes(
            context,
            _END,
            END,
            signed,
            mine,
            partial(_end, context, mine, adult or None, signed),
            "" if option else PLAN_MISSING,
            "" if end else LAST_MISSING,
            "" if adult is not None or child is None else ADULT_MISSING,
        )


def _check_in_fields(context: FormContext, form: str) -> str | None:
    """Fields for check-ins: who makes them, '' for the key adult; None where none are wanted."""
    wanted_side, adult_side = st.columns(2, vertical_alignment="bottom")
    is_wanted = wanted_side.checkbox(CHECK_IN, key=f"{form}_check_ins")
    # On the list the child is chosen in this same form: known only when it is sent.
    adult = context.child.key_adult if context.child and not context.names.hidden else None
    adult_name = adult_side.text_input(
        "By (empty: the key adult)", value=adult or "", key=f"{form}_adult"
    )
    return " ".join(adult_name.split()) if is_wanted else None


def _end(
    context: FormContext, mine: Sequence[ListChange], adult: str | None, signed: RecordedBy
) -> tuple[ListChange, ...]:
    (new,) = mine
    end = new.end_date or context.day
    actions: tuple[Action, ...] = check_ins(end, adult, new.upn) if adult else ()
    return end_plan(context.workspace, new.upn, new.plan or "", end, signed, actions=actions)


def _correct_fields(context: FormContext, form: str) -> None:
    """The fields and the button of the form that corrects a plan's dates."""
    options = with_chosen(context, "on record", f"{form}_plan", _plans_on_record(context))
    if not options:
        st.write(NO_PLAN)
        return
    # Outside the form, since the dates it begins with are those of the plan that is chosen.
    option = _choose_plan(options, form, context)
    child, span = options[option] if option else (None, PlanSpan("", None, None))
    # Keys by plan: under one key the fields would keep the dates of the plan chosen before.
    of = f"{form}_{child.number}_{child.plans.index(span)}" if child else form
    with st.form(form, border=False):
        dates = (span.start, span.end)
        labels = ("First day", "Last day (empty: it runs)")
        start, end = choose_two_days(labels, of, context, dates)
        signed = sign(context, form)
        mine = _recorded(child, span.plan, ListEvent.CORRECTED, start, end, signed)
        submit_changes(
            context,
            _CORRECT,
            CORRECT,
            signed,
            mine,
            partial(_correct, context, mine, span, signed),
            "" if option else PLAN_MISSING,
            wrong_order(start, end),
        )


def _correct(
    context: FormContext, mine: Sequence[ListChange], span: PlanSpan, signed: RecordedBy
) -> tuple[ListChange, ...]:
    (new,) = mine
    dates = new.start_date, new.end_date
    return correct_plan(context.workspace, new.upn, span, *dates, signed)


def _choose_plan(options: Mapping[str, object], form: str, context: FormContext) -> str | None:
    """A select box of the plans; on a child's page with one plan, that one is chosen."""
    only = 0 if context.child is not None and len(options) == 1 else None
    return st.selectbox(
        "Plan", list(options), index=only, placeholder="Type a name", key=f"{form}_plan"
    )


def _running_plans(context: FormContext) -> Mapping[str, Plan]:
    """'Cooper, Amir, Year 7, 7A: Child in need' -> the child and the kind of plan."""
    return {
        f"{words}{KINDS[kind]}": (child, kind)
        for words, child in _by_words(context)
        for kind in running_kinds(child, context.day)
    }


def _plans_on_record(context: FormContext) -> Mapping[str, Dated]:
    """'Cooper, Amir, Year 7, 7A: CIN 21 Sep 2024 to now' -> the child and the plan."""
    return {
        f"{words}{plan_words(plan)}": (child, plan)
        for words, child in _by_words(context)
        for plan in child.plans
    }


def _by_words(context: FormContext) -> list[tuple[str, Member]]:
    """Each child with the words before its plans; none on a child's page."""
    if context.child is not None:
        return [("", context.child)]
    options = context.names.options(context.children)
    return [(f"{words}: ", context.children[place]) for words, place in options.items()]


def _recorded(
    child: Member | None,
    kind: str | None,
    event: ListEvent,
    start: date | None,
    end: date | None,
    signed: RecordedBy,
) -> tuple[ListChange, ...]:
    """The change that would be recorded; none while the child or the kind is not chosen."""
    if child is None or kind is None:
        return ()
    change = ListChange(
        upn=child.upn,
        change=event.value,
        plan=kind,
        start_date=start,
        end_date=end,
        said_by=signed.said_by,
        by=signed.by,
        on=signed.on,
    )
    return (change,)
