"""What the forms of the list share: the button and its dialog, choosing a child, saving.

Each form is in a dialog behind its button and is sent to the browser only when it is opened. What
was typed stays where it cannot be saved, and where the dialog is closed and opened again before
anything else is done on the page. Once it is saved the form is empty again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from cwsw.access import AuditEvent, User
from cwsw.cohort import Member
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep import RecordedBy, reaches_figures
from cwsw.records import ChangedMeanwhile, ListChange, facts
from cwsw.store import Workspace
from cwsw.ui.cohort.change_words import in_short
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import Signature, signature, submit, usual_name
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.state.audit_notes import note_change
from cwsw.ui.widgets.dialogs import dialog_button, show_dialog
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

KINDS: Mapping[str, str] = {"CIN": "Child in need", "CP": "Child protection", "CLA": "Looked after"}
"""A kind of plan -> its name on a form."""
ADD_PLAN = "add"
"""The name of the form that adds a plan; a child who joined may be led on to it."""
CHILD_MISSING = "Choose the child."
SAID_BY = "Said by (may be left out)"
# Streamlit's own limit is ten years before today: too late for a date of birth, and for some plans.
EARLIEST = date(1995, 1, 1)
_AHEAD = timedelta(days=730)
"""How far ahead a day may lie: a leaving date may be known long before."""
_LIST_PAGE = "list"

T = TypeVar("T")

_OFFERED: WeakKeyDictionary[Workspace, dict[str, dict[str, Any]]] = WeakKeyDictionary()
"""Workspace -> page and what is chosen there -> all that was ever offered, by its words."""


@dataclass(frozen=True)
class FormContext:
    """The user of the forms, and the children that they may be about.

    `page` begins the keys of all fields. `child` is the child whose page it is; without one the
    child is chosen from the `children`.
    """

    user: User
    workspace: Workspace
    names: Names
    children: Sequence[Member]
    child: Member | None = None

    @property
    def page(self) -> str:
        """What the keys of the fields begin with: forms of two children share nothing."""
        return _LIST_PAGE if self.child is None else f"child{self.child.number}"

    @property
    def day(self) -> date:
        """The day of the list."""
        return list_day(self.workspace)


def show_form(context: FormContext, name: str, label: str, fill: Callable[[str], None]) -> None:
    """Show a button that opens a form in a dialog; `fill` draws the form, given its key."""
    form = form_key(context, name)
    # Taken out at once: a dialog that somebody closes must not be open again at the next run.
    is_next = st.session_state.pop(f"{form}_next", False)
    if dialog_button(label, _form(context, name), opens=is_next):
        show_dialog(label, context.user, context.workspace, partial(fill, form))


def open_next(context: FormContext, name: str, upn: str) -> None:
    """Have another form open at the next run, with a child chosen in it."""
    form = form_key(context, name)
    st.session_state[f"{form}_next"] = True
    st.session_state[f"{form}_for"] = upn


def form_key(context: FormContext, name: str) -> str:
    """What the keys of a form's fields begin with: another text after each saving."""
    return f"{context.page}_{name}_{round_of(_form(context, name))}"


def choose_child(context: FormContext, form: str) -> Member | None:
    """The child whose page it is, or else the one chosen in a select box; None before that."""
    if context.child is not None:
        return context.child
    words = context.names.options(context.children)
    members = {option: context.children[place] for option, place in words.items()}
    options = with_chosen(context, "children", f"{form}_child", members)
    child_upn = st.session_state.get(f"{form}_for")
    upns = [member.upn for member in options.values()]
    chosen = st.selectbox(
        "Child",
        list(options),
        index=upns.index(child_upn) if child_upn in upns else None,
        placeholder="Type a name",
        key=f"{form}_child",
    )
    return None if chosen is None else options[chosen]


def with_chosen(
    context: FormContext, field: str, key: str, options: Mapping[str, T]
) -> Mapping[str, T]:
    """The options of a field, with what is chosen in it even if it is no option any more.

    Where somebody else was quicker, the visitor is told so when they save, and their form stays as
    it was. The former options are held as long as the data are, and go with them.

    Args:
        context: The page of the form.
        field: What the options are, the same for each form with such a field.
        key: The key of the widget.
        options: What can be chosen now, by its words.
    """
    of_data = _OFFERED.setdefault(context.workspace, {})
    offered: dict[str, T] = of_data.setdefault(f"{context.page} {field}", {})
    offered.update(options)
    value = st.session_state.get(key)
    # A multiselect holds a list, a select box one value or None.
    selected_options: list[str] = value if isinstance(value, list) else [value] if value else []
    return {**options, **{words: offered[words] for words in selected_options if words in offered}}


def choose_day(
    label: str, key: str, context: FormContext, value: date | None = None
) -> date | None:
    """A field for a day, empty to begin with unless a value is given."""
    return st.date_input(
        label,
        value,
        min_value=EARLIEST,
        max_value=context.day + _AHEAD,
        format="DD/MM/YYYY",
        key=key,
    )


def choose_two_days(
    labels: tuple[str, str],
    form: str,
    context: FormContext,
    values: tuple[date | None, date | None] = (None, None),
) -> tuple[date | None, date | None]:
    """Two fields for days side by side, with the keys `{form}_first` and `{form}_second`."""
    first_side, second_side = st.columns(2)
    with first_side:
        first = choose_day(labels[0], f"{form}_first", context, values[0])
    with second_side:
        second = choose_day(labels[1], f"{form}_second", context, values[1])
    return first, second


def sign(context: FormContext, form: str) -> RecordedBy:
    """Fields for who records it, on which day, and who told the school."""
    said_by = st.text_input(SAID_BY, key=f"{form}_said", placeholder="The social worker")
    signed = signature(form, "Recorded on", usual_name(context.user))
    return RecordedBy(signed.by, signed.on, " ".join(said_by.split()) or None)


def submit_changes(
    context: FormContext,
    name: str,
    label: str,
    signed: RecordedBy,
    mine: Sequence[ListChange],
    save: Callable[[], Sequence[ListChange]],
    *problems: str,
) -> None:
    """Show the button of a form, which records it; the next run says what was recorded.

    An error is shown instead, and what was typed stays, where something was recorded about the same
    children since the form was shown, and where it cannot be recorded.

    Args:
        context: The page of the form.
        name: The form.
        label: The words on the button.
        signed: Who records it, and when.
        mine: What would be recorded, to be shown next to what others recorded.
        save: Records it.
        problems: What is wrong with the form, each in a sentence or ''.
    """
    facts_seen = as_seen(_form(context, name), facts(context.workspace, ListChange))
    record = partial(_unless_changed, context, name, mine, facts_seen, save)
    submit(label, Signature(signed.by, signed.on), record, *problems)


def recorded_words(context: FormContext, changes: Sequence[ListChange]) -> str:
    """When what was recorded counts on the list, and whether figures change with it."""
    as_at = context.workspace.as_at
    begins = max((c.start_date for c in changes if c.start_date), default=as_at)
    counts = "it counts on the list at once"
    if begins > context.day:
        counts = f"it counts on the list from {text.day(begins)}"
    if any(reaches_figures(change, as_at) for change in changes):
        return f"{counts}, and figures follow: it reaches the time before {text.day(as_at)}"
    return f"{counts}; figures stay as at {text.day(as_at)}"


def _unless_changed(
    context: FormContext,
    name: str,
    mine: Sequence[ListChange],
    facts_seen: Iterable[ListChange],
    save: Callable[[], Sequence[ListChange]],
) -> str:
    """Record it unless a change of the same children was recorded or taken back since."""
    workspace, upns = context.workspace, {change.upn for change in mine}
    with workspace.exclusive():
        before = {change for change in facts_seen if change.upn in upns}
        current = [change for change in facts(workspace, ListChange) if change.upn in upns]
        if set(current) != before:
            raise ChangedMeanwhile(mine, [change for change in current if change not in before])
        changes = save()
        # While nobody else can change anything: what cannot be noted is undone, and nothing else
        # with it.
        note_change(workspace, AuditEvent.LIST_CHANGED, (change.upn for change in changes))
    reset_form(_form(context, name))
    return f"recorded: {in_short(changes)}; {recorded_words(context, changes)}"


def _form(context: FormContext, name: str) -> str:
    return f"{context.page}_{name}"
