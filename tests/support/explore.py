"""Explore under Streamlit's own test runner: one measure, as its address asks for it."""

from streamlit.testing.v1 import AppTest

from cwsw.access import Role
from tests.support.schools import open_sample

EXPLORE = "pages/explore/explore.py"


def explore(choice: str, role: Role = Role.HEADTEACHER, **choices: str) -> AppTest:
    """A sample school's Explore; `choices` are the parts of the address (measure, by, tab ...)."""
    return ask(open_sample(choice, EXPLORE, role), **choices)


def ask(at: AppTest, **choices: str) -> AppTest:
    """The same page after other choices."""
    for name, value in choices.items():
        at.session_state[name] = value
    return at.run()
