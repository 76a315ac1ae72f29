"""What download buttons offer: to whom, for how long, and what happens when one is pressed."""

import logging
from threading import Thread

import pytest

from cwsw.access import AuditEvent, Role, User
from cwsw.ui.state import audit_store
from cwsw.ui.state.download_registry import MOST_PER_SESSION, DownloadRegistry
from cwsw.ui.state.open_pages import OpenPages
from cwsw.ui.streamlit_internals import DownloadError
from cwsw.ui.wording import text

HEAD = User("head@hill.example", Role.HEADTEACHER, "hill")
GOVERNOR = User("head@hill.example", Role.GOVERNOR, "hill")
DALE = User("head@dale.example", Role.HEADTEACHER, "dale")


@pytest.fixture(autouse=True)
def anew():
    audit_store.forget()
    yield
    audit_store.forget()


@pytest.fixture
def pages():
    return OpenPages()


@pytest.fixture
def registry(pages):
    return DownloadRegistry(pages)


def offer(registry, session="s", button="list", make=lambda: b"names"):
    return registry.offer(session, button, make, "list.csv", "text/csv")


def refused(registry, token, session="s"):
    with pytest.raises(DownloadError) as told:
        registry.make(token, session)
    return str(told.value)


def test_a_button_keeps_its_id_over_every_run_and_gives_what_it_shows_last(pages, registry):
    pages.begin_run("s", HEAD)
    token = offer(registry)
    pages.begin_run("s", HEAD)
    assert registry.make(token, "s").data == b"names"
    assert offer(registry, make=lambda: b"later") == token
    made = registry.make(token, "s")
    assert (made.data, made.name, made.mime) == (b"later", "list.csv", "text/csv")


def test_each_press_is_noted_before_the_file_is_made(pages, registry):
    def make():
        noted.append([(line.user, line.event) for line in audit_store.trail().lines("hill")])
        return b""

    noted = []
    pages.begin_run("s", HEAD)
    token = offer(registry, make=make)
    registry.make(token, "s")
    registry.make(token, "s")
    assert noted == [[(HEAD.name, AuditEvent.EXPORTED)] * times for times in (1, 2)]


def test_what_cannot_be_noted_is_not_given(pages, registry, monkeypatch, caplog):
    def full(*_):
        raise OSError("the disk is full of Child Name")

    pages.begin_run("s", HEAD)
    token = offer(registry, make=lambda: pytest.fail("it was made"))
    monkeypatch.setattr(audit_store.trail(), "note", full)
    assert refused(registry, token) == text.NOT_NOTED
    assert "Child Name" not in caplog.text


def test_a_file_that_cannot_be_made_is_a_sentence_and_a_place_in_the_log(pages, registry, caplog):
    def breaks():
        raise ValueError("Child Name")

    pages.begin_run("s", HEAD)
    with caplog.at_level(logging.ERROR):
        assert refused(registry, offer(registry, make=breaks)) == text.FILE_NOT_MADE
    assert "ValueError at " in caplog.text
    assert "Child Name" not in caplog.text


def test_nothing_is_given_to_another_session_nor_for_another_id(pages, registry):
    pages.begin_run("s", HEAD)
    pages.begin_run("t", HEAD)
    token = offer(registry)
    assert refused(registry, token, "t") == text.FILE_NOT_OFFERED
    assert refused(registry, token[:-1]) == text.FILE_NOT_OFFERED
    assert audit_store.trail().lines("hill") == ()


def test_alone_nothing_the_head_saw_is_given_once_the_role_is_another(pages, registry):
    pages.begin_run("s", HEAD)
    token = offer(registry)
    pages.begin_run("s", GOVERNOR)
    assert refused(registry, token) == text.FILE_NOT_OFFERED


@pytest.mark.parametrize("later", [None, GOVERNOR, DALE])
def test_hosted_the_sign_in_is_asked_again_when_the_button_is_pressed(pages, registry, later):
    now = [HEAD]
    pages.begin_run("s", HEAD, lambda: now[0])
    token = offer(registry)
    assert registry.make(token, "s").data
    now[0] = later
    assert refused(registry, token) == text.FILE_NOT_OFFERED


def test_data_that_are_gone_take_along_what_was_offered_of_them_and_no_other(pages, registry):
    for session, person in (("s", HEAD), ("t", HEAD), ("u", DALE)):
        pages.begin_run(session, person)
    tokens = {session: offer(registry, session) for session in "stu"}
    assert in_thread(lambda: pages.data_gone("hill")) == {"s", "t"}
    registry.forget_data_of("hill")
    assert refused(registry, tokens["s"]) == refused(registry, tokens["t"], "t")
    assert registry.make(tokens["u"], "u").data
    pages.begin_run("s", HEAD)
    assert registry.make(offer(registry), "s").data


def test_a_run_that_began_before_the_data_went_offers_nothing_of_them(pages, registry):
    """The page is told to stop at its next step, which may come after its button."""
    pages.begin_run("s", HEAD)
    in_thread(lambda: pages.data_gone("hill"))
    in_thread(lambda: pages.begin_run("s", HEAD))
    assert refused(registry, offer(registry)) == text.FILE_NOT_OFFERED


def test_whoever_removes_the_data_goes_on_with_what_there_is_then(pages, registry):
    pages.begin_run("s", HEAD)
    assert pages.data_gone("hill") == set()
    assert registry.make(offer(registry), "s").data


def test_a_session_that_ended_leaves_nothing_behind(pages, registry):
    pages.begin_run("s", HEAD)
    token = offer(registry)
    registry.forget_session("s")
    assert refused(registry, token) == text.FILE_NOT_OFFERED
    assert not registry._offers
    assert not registry._ids


def test_a_button_that_is_switched_off_gives_nothing(pages, registry):
    pages.begin_run("s", HEAD)
    token = offer(registry)
    registry.withdraw("s", "list")
    assert refused(registry, token) == text.FILE_NOT_OFFERED


def test_a_session_that_never_ends_does_not_fill_the_memory(pages, registry):
    pages.begin_run("s", HEAD)
    first = offer(registry, button="first")
    for number in range(MOST_PER_SESSION):
        last = offer(registry, button=f"list {number}")
    assert registry.make(last, "s").data
    assert refused(registry, first) == text.FILE_NOT_OFFERED
    assert len(registry._ids) == MOST_PER_SESSION


def in_thread(work):
    """What work says in a thread of its own, as another visitor's run is."""
    said = []
    thread = Thread(target=lambda: said.append(work()))
    thread.start()
    thread.join()
    return said[0]
