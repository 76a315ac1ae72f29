"""Hosted, what is past its day is erased though nobody opens a page."""

import asyncio
from datetime import timedelta

import pytest
import streamlit as st

from cwsw.records import today
from cwsw.ui.auth import hosted_settings
from cwsw.ui.data import retention_task
from cwsw.ui.state import archives, erasures
from tests.support.archives import CHEAP, school
from tests.support.coroutines import run_coroutine
from tests.support.hosted import as_settings


@pytest.fixture(autouse=True)
def hosted(tmp_path, monkeypatch):
    """A hosted server on which two schools keep their data."""
    settings = as_settings(tmp_path)
    monkeypatch.setattr(hosted_settings, "is_on", lambda: True)
    monkeypatch.setattr(hosted_settings, "settings", lambda: settings)
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    monkeypatch.setattr(retention_task, "EVERY", 0.01)
    st.cache_resource.clear()
    for name in ("hill", "dale"):
        archives.workspaces().replace(name, school(name=name))
        archives.begin(
            name, archives.hosted_folder(name), archives.hosted_passphrase(name), today()
        )
    yield
    for name in ("hill", "dale"):
        archives.close(name)
    st.cache_resource.clear()


async def run_until(done):
    """The server running with no visitor until something is so."""
    async with retention_task.watched(None):
        for _ in range(500):
            if done():
                return
            await asyncio.sleep(0.01)
    pytest.fail("nothing was done about it")


def test_while_the_server_runs_a_school_goes_on_its_day_and_the_other_stays():
    archives.of("hill").retain_until(today() - timedelta(days=1))
    run_coroutine(run_until(lambda: not archives.hosted_folder("hill").exists()))
    assert archives.workspaces().get("hill") is None
    assert "are erased" in erasures.erased("hill")
    assert archives.workspaces().get("dale") is not None


def test_at_the_start_what_nobody_has_open_goes():
    archives.of("hill").retain_until(today() - timedelta(days=1))
    archives.close("hill")
    run_coroutine(run_until(lambda: not archives.hosted_folder("hill").exists()))
    assert archives.hosted_folder("dale").exists()


def test_a_clock_that_is_set_back_keeps_nothing_longer(monkeypatch):
    day = today()
    archives.of("hill").retain_until(day + timedelta(days=1))
    for ahead, is_there in ((0, True), (2, False)):
        monkeypatch.setattr(erasures, "today", lambda ahead=ahead: day + timedelta(days=ahead))
        archives.of("hill").is_past(day + timedelta(days=ahead))
        monkeypatch.setattr(erasures, "today", lambda: day)
        erasures.keep_to_the_day()
        assert archives.hosted_folder("hill").exists() is is_there


def test_one_failure_does_not_end_the_watch(monkeypatch, caplog):
    calls = []

    def fails():
        calls.append(None)
        raise OSError("/home/somebody")

    monkeypatch.setattr(erasures, "keep_to_the_day", fails)
    run_coroutine(run_until(lambda: len(calls) > 1))
    assert "OSError while keeping to the day" in caplog.text
    assert "somebody" not in caplog.text
