"""A term in the life of a school, from the first upload to bringing everything back.

The steps read as docs/tutorial.md; `python -m tests.browser.tutorial` writes it from them.
"""

import pytest

from tests.browser.support import running_server, wait_for_app
from tests.browser.term_school import two_terms
from tests.browser.term_steps import STEPS
from tests.browser.term_walk import Walk, own_folders


@pytest.mark.long
def test_a_term_in_the_life_of_a_school(tmp_path, visit):
    with running_server(**own_folders(tmp_path)) as server:
        walk = Walk(visit(server.url), two_terms(), tmp_path / "kept")
        for step in STEPS:
            step(walk)
        wait_for_app(walk.page)
        said = server.said()
    assert "Error" not in said
    assert walk.terms.leaver not in said
