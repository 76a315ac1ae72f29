"""The forms that keep the list under Streamlit's own test runner."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.support.app import open_app

OUR_LIST = "pages/cohort/our_list.py"
RECORDED = "recorded_changes"
"""The dialog with what was recorded."""


def open_form(at: AppTest, name: str, page: str = "list") -> AppTest:
    """Press the button of a form: 'add', 'end', 'correct', 'joined' or 'left'."""
    return open_dialog(at, f"{page}_{name}")


def open_dialog(at: AppTest, name: str) -> AppTest:
    """Press the button that opens a dialog."""
    return at.button(key=f"{name}_open").click().run()


def send_form(at: AppTest, name: str, label: str, page: str = "list") -> AppTest:
    """Press the button of an open form with these words."""
    return send_dialog(at, f"{page}_{name}", label)


def send_dialog(at: AppTest, name: str, label: str) -> AppTest:
    """Press a form's button in an open dialog.

    The test runner knows no run of a dialog alone, as a browser asks for: what opens the dialog is
    pressed along with it.
    """
    at.button(key=f"{name}_open").click()
    return next(b for b in at.button if b.label == label and b.form_id).click().run()


def fill(at: AppTest, form: str, **fields: object) -> None:
    """Fill in fields of a form by the ending of their keys; `form` as in 'list_add_0'."""
    kinds = (
        at.selectbox,
        at.radio,
        at.date_input,
        at.text_input,
        at.checkbox,
        at.multiselect,
    )
    by_key: dict[str | None, Any] = {one.key: one for kind in kinds for one in kind}
    for ending, value in fields.items():
        by_key[f"{form}_{ending}"].set_value(value)


def add_plan(child: str, kind: str, first: date, at: AppTest | None = None) -> AppTest:
    """Our list after a plan of a child was added there."""
    at = open_form(at or open_app(page=OUR_LIST), "add")
    fill(at, "list_add_0", child=child, kind=kind, first=first)
    return send_form(at, "add", "Add a plan")
