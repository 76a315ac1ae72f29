"""Whatever fails, its reader gets a sentence and the log no message."""

from urllib.parse import unquote

import httpx

from cwsw.ui.wording import text
from perf.visitor import Visitor
from tests.browser.support import ROOT, running_server
from tests.support.forger import Forger
from tests.support.hosted import hosted


def test_where_the_record_cannot_be_written_nobody_is_let_in_and_it_says_so(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with hosted(tmp_path) as place:
        with Forger(place.url, "head@hill.example") as head:
            head.go_to("")
            assert text.NOT_NOTED in head.text()
            assert not head.widgets("exception")
            assert text.SIGN_OUT not in head.text()
            assert head.get("/auth/logout").status_code < 500
        log = place.server.said()
        assert "NotNotedError" in log
        assert "Traceback" not in log


def test_signing_out_ends_a_sign_in_though_it_cannot_be_noted(tmp_path):
    with hosted(tmp_path) as place, Forger(place.url, "head@hill.example") as head:
        head.go_to("")
        assert text.SIGN_OUT in head.text()
        trail = place.data / "trail"
        trail.rename(place.data / "elsewhere")
        trail.write_text("")
        assert head.get("/auth/logout").status_code < 500
        assert "NotNotedError" in place.server.said()
        with Forger(place.url, "head@hill.example") as same:
            same.go_to("")
            assert text.SIGN_OUT not in same.text()


def test_an_address_with_terminal_codes_leaves_none_in_the_log(tmp_path):
    codes = "%1b%5d0%3bowned%07%1b%5b2J"
    with hosted(tmp_path) as place:
        answer = f"error={codes}&error_description={codes}%0aERROR%20made%20up"
        for path in (f"oauth2callback?{answer}", f"nowhere{codes}?{codes}", f"media/{codes}"):
            httpx.get(f"{place.url}/{path}", trust_env=False)
        with Visitor(place.url) as visitor:
            visitor.go_to(unquote(codes))
        log = place.server.said()
    assert "Error during authentication" in log
    assert not {"\x1b", "\x07"} & set(log)
    assert "\nERROR made up" not in log


PAGE = """
import streamlit as st
from cwsw.ui import shell
shell.prepare()

def breaks():
    raise ValueError("Child Name")

st.button("Break in a callback", on_click=breaks)

@st.fragment
def part():
    if st.button("Break in a part"):
        breaks()

part()
if st.button("Break in the script"):
    breaks()
"""


def test_an_error_of_a_callback_a_part_or_a_script_is_our_sentence(tmp_path):
    (tmp_path / "app.py").write_text(PAGE)
    with (
        running_server(tmp_path / "app.py", PYTHONPATH=str(ROOT)) as server,
        Visitor(server.url) as visitor,
    ):
        for label in ("Break in a callback", "Break in a part", "Break in the script"):
            visitor.go_to("")
            visitor.press(label)
            said = [alert.body for alert in visitor.all_elements("alert")]
            assert [words for words in said if text.SORRY in words], label
            assert not visitor.all_elements("exception")
        log = server.said()
    assert log.count("ValueError at ") >= 3
    assert "Child Name" not in log
