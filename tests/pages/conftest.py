"""The servers that page tests begin with. A module names the one it needs in its `pytestmark`."""

from collections.abc import Iterator

import pytest
import streamlit as st

from cwsw.cohort import today
from cwsw.intake import readers
from cwsw.ui.state import session
from tests.support.books import AS_AT
from tests.support.samples import sample_upload


@pytest.fixture
def empty_server() -> Iterator[None]:
    """A server of each test's own on which nothing has been loaded or worked out."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def day_of_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the day of small schools' data: on today's list nobody is in a later year group."""
    monkeypatch.setattr(today, "today", lambda: AS_AT)


@pytest.fixture(scope="module")
def one_server() -> Iterator[None]:
    """One server for all tests of a module, as in a school: a sample is worked out once."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session", autouse=True)
def sample_files_read_once() -> Iterator[None]:
    """Give every server the samples that are read already."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(session, "read_files", lambda files: sample_upload(files[0].name))
        yield


@pytest.fixture(scope="module", autouse=True)
def files_are_read_here() -> Iterator[None]:
    """The tests of intake, of the server and of the browser have files read by a process."""
    readers.choose(readers.same_process)
    yield
    readers.choose(readers.child_process)
