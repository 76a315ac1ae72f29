"""The forms that keep the list under Streamlit's own test runner."""

from datetime import date

from streamlit.testing.v1 import AppTest

from tests.support.app import open_app, press

OUR_LIST = "pages/cohort/our_list.py"


def open_form(at: AppTest, name: str, page: str = "list", turn: int = 0) -> AppTest:
    """Press the button of a form: 'add', 'end', 'correct', 'joined' or 'left'."""
    at.session_state[f"{page}_{name}_{turn}_open"] = True
    return at.run()


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
    by_key = {one.key: one for kind in kinds for one in kind}
    for ending, value in fields.items():
        by_key[f"{form}_{ending}"].set_value(value)


def add_plan(child: str, kind: str, first: date, at: AppTest | None = None) -> AppTest:
    """Our list after a plan of a child was added there."""
    at = open_form(at or open_app(page=OUR_LIST), "add")
    fill(at, "list_add_0", child=child, kind=kind, first=first)
    return press(at, "Add a plan")
