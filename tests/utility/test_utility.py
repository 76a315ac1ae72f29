"""What the rules leave to say is promised and measured, beside the attack that they withstand."""

import pytest

from tests.utility import docs
from tests.utility.schools import schools

SLICE = 400


@pytest.mark.parametrize("phase", docs.PROMISED)
def test_an_outcome_is_said_in_most_schools(phase, long_run):
    number = docs.SCHOOLS if long_run else SLICE
    drawn = list(schools(phase, number, docs.SEED))
    assert docs.share_now(drawn) >= docs.PROMISED[phase]
    assert docs.share_now(drawn) >= docs.share_before(drawn)


@pytest.mark.long
def test_the_page_says_what_the_simulation_says():
    written = docs.PATH.read_text(encoding="utf-8")
    day = written.split(" on ", 1)[1].split(",")[0]
    assert written == docs.page(day)
