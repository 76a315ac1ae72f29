"""A hosted dashboard's pages: who is let in at each run, and what strangers see."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st

from cwsw.access import AuditEvent, Role, SignIns
from cwsw.access.directory import ROLES
from cwsw.intake import SourceFile, read_files
from cwsw.records import today
from cwsw.store import Workspace
from cwsw.ui.auth import hosted_settings, page_registry, signing_in
from cwsw.ui.state import archives, audit_store, session
from cwsw.ui.wording import archive_wording, text
from tests.support.app import new_session, press, words
from tests.support.archives import CHEAP, UNTIL
from tests.support.books import school_book
from tests.support.hosted import SECRET, USERS, as_settings, cookies, people_list

KEEP = "pages/data/keep.py"


@pytest.fixture(autouse=True)
def server(tmp_path, monkeypatch):
    """A hosted server with two schools, of which Hill's data are loaded."""
    st.cache_resource.clear()
    hosted_settings.forget()
    audit_store.forget()
    settings = as_settings(tmp_path)
    monkeypatch.setattr(hosted_settings._Switch, "on", True)
    monkeypatch.setattr(hosted_settings, "settings", lambda: settings)
    monkeypatch.setattr(signing_in, "get_cookie_secret", lambda: SECRET)
    book = SourceFile("hill.xlsx", school_book())
    session.workspaces().replace("hill", Workspace.load(read_files([book])))
    yield settings
    st.cache_resource.clear()
    monkeypatch.undo()
    hosted_settings.forget()
    audit_store.forget()


@pytest.fixture
def visit(monkeypatch):
    """Open the dashboard with what a provider says of somebody; None: not signed in."""

    def _visit(claims, secret=SECRET):
        sent = {} if claims is None else cookies(claims, secret)
        monkeypatch.setattr(signing_in, "cookies", lambda: sent)
        at = new_session()
        at.user = {"is_logged_in": claims is not None, **(claims or {})}
        return at.run()

    return _visit


def events(school="hill"):
    return [line.event for line in audit_store.trail().lines(school)]


def is_let_in(at):
    return any(button.label == text.SIGN_OUT for button in at.sidebar.button)


@pytest.mark.parametrize(("email", "role"), USERS.items())
def test_somebody_listed_gets_the_pages_of_their_role(visit, email, role):
    at = visit({"email": email.upper(), "email_verified": True})
    assert not at.error
    links = [link.proto.label for link in at.sidebar.get("page_link")]
    allowed = page_registry.entries_for(page_registry.whoever_is_alone(ROLES[role]))
    assert links == [section.title for section in dict.fromkeys(e.section for e in allowed)]
    assert "Hill School" in words(at).replace("\\", "")
    assert not [s for s in at.sidebar.selectbox if s.label == text.VIEW_AS]
    assert events() == [AuditEvent.SIGNED_IN]


def test_what_a_server_keeps_is_erased_and_not_only_removed_until_the_next_click(
    visit, monkeypatch
):
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    passphrase = archives.hosted_passphrase("hill")
    archives.begin("hill", archives.hosted_folder("hill"), passphrase, UNTIL)
    at = visit({"email": "head@hill.example"}).switch_page("pages/data/welcome.py").run()
    assert archive_wording.ERASE_THERE in words(at)
    assert text.REMOVE_YES not in [button.label for button in at.button]
    archives.close("hill")


def damaged():
    """What Hill keeps, with one file cut short, as the next start of the server finds it."""
    passphrase, folder = archives.hosted_passphrase("hill"), archives.hosted_folder("hill")
    archives.begin("hill", folder, passphrase, UNTIL)
    archives.close("hill")
    archives.workspaces().remove("hill")
    kept = folder / "000001.kept"
    kept.write_bytes(kept.read_bytes()[:-1])
    return folder


def test_what_is_damaged_is_said_on_every_page_and_can_be_erased_and_begun_anew(visit, monkeypatch):
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    folder = damaged()
    at = visit({"email": "head@hill.example"}).switch_page("pages/overview/overview.py").run()
    assert [error.value for error in at.error] == [archives.shut("hill")]
    assert "000001.kept has been changed or damaged" in at.error[0].value
    assert archive_wording.TITLE in [link.proto.label for link in at.main.get("page_link")]
    at.switch_page(KEEP).run()
    assert [error.value for error in at.error] == [archives.shut("hill")]
    press(at, archive_wording.ERASE_UNOPENED)
    assert archive_wording.ERASE_NOT_TYPED in words(at)
    assert folder.exists()
    at.text_input(key="unopened_typed 0").set_value("erase")
    press(at, archive_wording.ERASE_UNOPENED)
    assert not at.error
    assert not folder.exists()
    assert archive_wording.ERASED_UNOPENED in words(at)
    at.date_input(key="keep_until").set_value(today() + timedelta(days=365))
    press(at, archive_wording.BEGIN_BUTTON)
    assert not at.error
    assert archives.of("hill").folder == folder
    archives.close("hill")


def test_who_may_not_keep_is_told_and_led_nowhere(visit, monkeypatch):
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    damaged()
    email = next(email for email, role in USERS.items() if ROLES[role] is Role.PASTORAL)
    at = visit({"email": email}).switch_page("pages/children/children.py").run()
    assert [error.value for error in at.error] == [archives.shut("hill")]
    assert archive_wording.TITLE not in [link.proto.label for link in at.main.get("page_link")]


def test_where_no_day_can_be_read_any_more_that_is_said(visit, monkeypatch):
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    folder = damaged()
    (folder / "archive.cwsw").write_bytes(b"")
    at = visit({"email": "head@hill.example"}).switch_page(KEEP).run()
    assert archive_wording.DAY_UNKNOWN not in words(at)
    (folder / "keep-until.txt").write_bytes(b"")
    at = visit({"email": "head@hill.example"}).switch_page(KEEP).run()
    assert archive_wording.DAY_UNKNOWN in words(at)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (None, text.SIGN_IN_MEANS),
        ({"email": "somebody@else.example"}, text.NOT_LISTED),
        ({"email": "head@hill.example", "email_verified": False}, text.NOT_LISTED),
        ({"email": ["head@hill.example"]}, text.NOT_LISTED),
        ({"preferred_username": "head@hill.example"}, text.NOT_LISTED),
    ],
)
@pytest.mark.parametrize("script", [None, "pages/overview/overview.py", "pages/cohort/our_list.py"])
def test_a_stranger_gets_one_page_and_nothing_of_the_school(visit, claims, said, script):
    at = visit(claims)
    if script is not None:
        with pytest.raises(ValueError, match="navigation page"):
            at.switch_page(script)
    assert words(at).splitlines()[-1] == said
    assert "Hill" not in words(at)
    assert not at.sidebar.children
    assert len(at.button) == 1
    assert events() == []


@pytest.mark.parametrize("role", [None, Role.HEADTEACHER])
def test_a_role_cannot_be_chosen_when_hosted(monkeypatch, role):
    monkeypatch.setattr(signing_in, "cookies", dict)
    at = new_session()
    at.user = {"is_logged_in": False}
    if role is not None:
        at.session_state[page_registry.VIEW_AS] = role
    at.run()
    assert not is_let_in(at)
    assert words(at).splitlines()[-1] == text.SIGN_IN_MEANS


def test_a_forged_cookie_is_a_stranger(visit):
    at = visit({"email": "head@hill.example"}, secret="another secret of thirty-two characters")
    assert words(at).splitlines()[-1] == text.SIGN_IN_MEANS


def test_a_cookie_older_than_the_longest_sign_in_is_a_stranger(visit, server, monkeypatch):
    short = hosted_settings.HostedSettings(
        server.people, server.data, SECRET, server.idle, timedelta(seconds=-1), server.address
    )
    monkeypatch.setattr(hosted_settings, "settings", lambda: short)
    at = visit({"email": "head@hill.example"})
    assert words(at).splitlines()[-1] == text.SIGN_IN_MEANS


def test_streamlit_must_know_them_too(visit):
    at = visit({"email": "head@hill.example"})
    at.user = {"is_logged_in": False}
    assert not is_let_in(at.run())


@pytest.mark.parametrize(
    "after",
    [
        {},
        {"head@hill.example": "governor"},
        {"head@hill.example": "headteacher", "new@hill.example": "dsl"},
    ],
)
def test_a_right_removed_is_gone_at_the_next_run(visit, server, after):
    at = visit({"email": "head@hill.example"})
    assert is_let_in(at)
    server.people.write_text(people_list(after))
    at.run()
    stays = after.get("head@hill.example") == "headteacher"
    assert is_let_in(at) is stays
    assert ("Hill School" in words(at).replace("\\", "")) is stays


@pytest.mark.parametrize("broken", ["[", '[schools.hill]\nname = "Hill"\n', None])
def test_an_unusable_list_lets_nobody_in_and_says_so_once(visit, server, broken, caplog):
    at = visit({"email": "head@hill.example"})
    if broken is None:
        server.people.unlink()
    else:
        server.people.write_text(broken)
    with caplog.at_level(logging.ERROR, logger=hosted_settings.__name__):
        at.run()
        at.run()
    assert not is_let_in(at)
    assert text.HOSTED_AMISS in words(at)
    assert (
        len([r for r in caplog.records if "list of people" in r.message or "School" in r.message])
        == 1
    )
    server.people.write_text(people_list())
    assert is_let_in(at.run())


def test_a_sign_in_left_unused_ends_at_the_next_run(visit, server, monkeypatch):
    now = [datetime.now(UTC)]
    kept = SignIns(server.idle, server.longest, now[0], lambda: now[0])
    monkeypatch.setattr(hosted_settings, "sign_ins", lambda: kept)
    at = visit({"email": "head@hill.example"})
    now[0] += timedelta(minutes=29)
    assert is_let_in(at.run())
    now[0] += timedelta(minutes=31)
    assert not is_let_in(at.run())
    assert not is_let_in(at.run())
    assert events() == [AuditEvent.SIGNED_IN, AuditEvent.IDLE]


def test_nobody_is_let_in_whose_sign_in_cannot_be_noted(visit, server):
    server.data.write_text("a file where the folder should be")
    at = visit({"email": "head@hill.example"})
    assert not is_let_in(at)
    assert not is_let_in(at.run())


def test_nothing_of_one_person_is_left_for_the_next_in_the_same_tab(visit, monkeypatch):
    at = visit({"email": "head@hill.example"})
    at.session_state["my_name"] = "A. Head"
    at.session_state[session._LOOKING_AT] = session.COPY
    at.session_state[session._COPY] = session.sample_workspace("sample primary").copy()
    at.session_state[page_registry.VIEW_AS] = Role.HEADTEACHER
    at.run()
    assert text.SAMPLE_MARK in words(at)
    for claims in ({"email": "chair@hill.example"}, {"email": "head@dale.example"}):
        sent = cookies(claims)
        monkeypatch.setattr(signing_in, "cookies", lambda sent=sent: sent)
        at.user = {"is_logged_in": True, **claims}
        at.run()
        for key in ("my_name", session._LOOKING_AT, session._COPY, page_registry.VIEW_AS):
            assert key not in at.session_state
        assert text.SAMPLE_MARK not in words(at)


def test_a_school_sees_nothing_of_another(visit):
    at = visit({"email": "head@dale.example"})
    assert is_let_in(at)
    assert "Hill" not in words(at)
    assert text.NO_DATA in words(at.switch_page("pages/overview/overview.py").run())
    assert events("hill") == []


def test_only_the_program_itself_switches_hosting_on(monkeypatch):
    monkeypatch.setattr(hosted_settings._Switch, "on", False)
    monkeypatch.setattr(st, "get_option", lambda _: "0.0.0.0")  # noqa: S104
    at = new_session()
    at.user = {"is_logged_in": True, "email": "head@hill.example"}
    at.run()
    assert words(at).splitlines()[-1] == text.HOSTED
    assert not at.button
