"""Every test of the kept list is on the same day."""

import pytest

from tests.support.kept_list import TODAY, kept_list


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    monkeypatch.setattr("cwsw.cohort.today.today", lambda: TODAY)


@pytest.fixture
def workspace():
    return kept_list()
