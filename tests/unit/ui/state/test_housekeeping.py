"""Clearing up where there are no threads: the event loop looks between two runs."""

import asyncio

import pytest

from cwsw.ui.state import housekeeping
from tests.support.coroutines import run_coroutine


@pytest.fixture
def cleared(monkeypatch):
    """How often memory was cleared; looks come quickly, and one session has just ended."""
    times = []
    housekeeping._WAKE.clear()
    monkeypatch.setattr(housekeeping, "EVERY", 0.001)
    monkeypatch.setattr(housekeeping.internals, "release_fetched", lambda: False)
    monkeypatch.setattr(housekeeping.memory, "clear", lambda: times.append(1))
    yield times
    housekeeping._WAKE.clear()


def looks(seconds=0.1):
    async def run():
        task = asyncio.get_running_loop().create_task(housekeeping._run_in_loop())
        await asyncio.sleep(seconds)
        task.cancel()

    run_coroutine(run())


def test_it_clears_once_for_each_time_it_is_asked(monkeypatch, cleared):
    monkeypatch.setattr(housekeeping.internals, "end_sessions_that_left", frozenset)
    looks()
    assert not cleared
    housekeeping.soon()
    looks()
    assert len(cleared) == 1


def test_it_goes_on_after_a_look_that_failed(monkeypatch, cleared):
    answers = iter([RuntimeError("Ava Adams")])

    def ended():
        for error in answers:
            raise error
        return frozenset({"left"})

    monkeypatch.setattr(housekeeping.internals, "end_sessions_that_left", ended)
    looks()
    assert cleared
