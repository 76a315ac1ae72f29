"""The national picture needs no data of the school, and shows every series and phase."""

import pytest

from tests.support.app import open_app, words

NATIONAL = "pages/national/national.py"

pytestmark = pytest.mark.usefixtures("one_server")


def test_it_needs_no_data():
    at = open_app(page=NATIONAL)
    seen = words(at)
    assert not at.exception
    assert "50% of children with a social worker" in seen
    assert "No: context only" in seen
    assert "12.7%" in seen
    assert len(at.get("vega_lite_chart")) == 1


def test_every_series_and_phase_can_be_shown():
    at = open_app(page=NATIONAL)
    for measure in at.selectbox(key="national_measure").options:
        at.selectbox(key="national_measure").select(measure).run()
        for phase in at.selectbox(key="national_phase").options:
            at.selectbox(key="national_phase").select(phase).run()
            assert not at.exception, (measure, phase)
            assert "England" in words(at)
