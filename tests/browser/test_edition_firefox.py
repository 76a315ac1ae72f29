"""The browser edition in Firefox: the sample school's overview says what the program says."""

import pytest

from cwsw.compare.narrative import headline
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.ui.overview.gap_card import main_figures
from tests.browser.edition_support import built, hosted
from tests.browser.firefox import firefox_tab
from tests.support.samples import sample_upload

pytestmark = pytest.mark.long

LIMIT = 400.0
BUTTON = (
    "[...document.querySelectorAll('button')]"
    ".find(b => b.innerText.includes('Try the sample secondary school'))"
)
TITLE = "document.querySelector('h1')?.innerText"
AT_REST = (
    "document.querySelector(\"[data-testid='stApp'][data-test-script-state='notRunning']\")"
    " && document.documentElement.dataset.working !== 'true'"
)


def test_the_sample_schools_finding_in_firefox():
    with built() as folder, hosted(folder) as address, firefox_tab() as tab:
        tab.open(address)
        tab.wait_for(f"window.cwswTrouble || {BUTTON}", LIMIT)
        assert tab.evaluate("window.cwswTrouble") is None
        tab.evaluate(f"{BUTTON}.click()")
        tab.wait_for("document.body.innerText.includes('Is our list complete?')", LIMIT)
        tab.wait_for(AT_REST, LIMIT)
        finding = tab.evaluate(TITLE)
    summary = summarise(Workspace.load(sample_upload("secondary.xlsx")))
    assert finding == headline(main_figures(summary), summary.figures)
