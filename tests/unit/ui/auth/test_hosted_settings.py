"""The settings of a hosted dashboard: complete, or nobody gets in and one sentence says why."""

import tomllib
from pathlib import Path

import pytest
import streamlit as st

from cwsw.ui.auth import hosted_settings, signing_in
from tests.support.hosted import SECRET, cookies, secrets

PROVIDER = "https://login.example"
WHOLE = tomllib.loads(secrets(Path("/etc/cwsw/people.toml"), Path("/var/lib/cwsw"), PROVIDER))
EXAMPLE = Path(__file__).parents[4] / ".streamlit" / "secrets.example.toml"


@pytest.fixture(autouse=True)
def anew():
    hosted_settings.forget()
    yield
    hosted_settings.forget()


def with_secrets(monkeypatch, told):
    monkeypatch.setattr(st, "secrets", told)
    return hosted_settings.settings()


def test_what_is_set_is_used(monkeypatch):
    found = with_secrets(monkeypatch, WHOLE)
    assert found.people == Path("/etc/cwsw/people.toml")
    assert found.idle.total_seconds() == 30 * 60
    assert found.longest.total_seconds() == 10 * 3600
    assert hosted_settings.own_host() == "127.0.0.1"
    assert hosted_settings.own_socket().startswith("ws://127.0.0.1:")
    assert not hosted_settings.uses_tls()
    assert len({found.key("trail"), found.key("pseudonyms"), SECRET.encode()}) == 3


def without(section, name):
    return WHOLE | {section: {k: v for k, v in WHOLE[section].items() if k != name}}


def changed(section, name, value):
    return WHOLE | {section: WHOLE[section] | {name: value}}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "no sections"),
        ({"auth": WHOLE["auth"]}, "no sections"),
        ({"cwsw": WHOLE["cwsw"]}, "no sections"),
        (without("auth", "client_secret"), "no client_secret"),
        (without("auth", "redirect_uri"), "no redirect_uri"),
        (without("cwsw", "people"), "people, a whole path"),
        (without("cwsw", "data"), "data, a whole path"),
        (changed("cwsw", "data", "kept/here"), "data, a whole path"),
        (without("cwsw", "secret"), "32 characters"),
        (changed("cwsw", "secret", "short"), "32 characters"),
        (changed("auth", "cookie_secret", "short"), "32 characters"),
        (changed("cwsw", "idle_minutes", 0), "idle_minutes"),
        (changed("cwsw", "idle_minutes", True), "idle_minutes"),
        (changed("cwsw", "longest_hours", "ten"), "longest_hours"),
        *(
            (
                changed(
                    "auth",
                    "server_metadata_url",
                    f"https://login.microsoftonline.com/{anybodys}/v2.0/.well-known/x",
                ),
                "every organisation",
            )
            for anybodys in ("common", "organizations", "consumers")
        ),
    ],
)
def test_the_first_thing_amiss_is_said_without_its_value(monkeypatch, told, said):
    with pytest.raises(hosted_settings.NotSetUpError, match=said) as amiss:
        with_secrets(monkeypatch, told)
    assert SECRET not in str(amiss.value)
    assert hosted_settings.own_host() == ""


def test_hosting_is_off_unless_asgi_switches_it_on():
    assert not hosted_settings.is_on()


def test_the_example_of_the_secrets_is_whole_but_for_its_secrets(monkeypatch):
    told = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    with pytest.raises(hosted_settings.NotSetUpError, match="no cookie_secret"):
        with_secrets(monkeypatch, told)
    told["auth"]["cookie_secret"] = told["cwsw"]["secret"] = SECRET
    assert with_secrets(monkeypatch, told).longest.total_seconds() > 0


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({"email": "a@b.example"}, "a@b.example"),
        ({"email": "a@b.example", "email_verified": True}, "a@b.example"),
        ({"email": "a@b.example", "email_verified": "true"}, "a@b.example"),
        ({"email": "a@b.example", "email_verified": False}, ""),
        ({"email": "a@b.example", "email_verified": "false"}, ""),
        ({"email": "a@b.example", "email_verified": None}, ""),
        ({"email": "a@b.example", "email_verified": 1}, ""),
        ({"email": "a@b.example", "email_verified": 1.0}, ""),
        ({"email": "a@b.example", "email_verified": "True"}, ""),
        ({"email": "a@b.example", "email_verified": "1"}, ""),
        ({"email": "a@b.example", "email_verified": [True]}, ""),
        ({"email": 3}, ""),
        ({}, ""),
    ],
)
def test_an_address_counts_unless_the_provider_says_it_is_not_verified(claims, email):
    assert signing_in.verified_email(claims) == email


def test_each_sign_in_has_a_key_of_its_own(monkeypatch):
    monkeypatch.setattr(signing_in, "get_cookie_secret", lambda: SECRET)
    with_secrets(monkeypatch, WHOLE)
    first = signing_in.read_cookies(cookies({"email": "a@b.example", "nonce": "1"}))
    second = signing_in.read_cookies(cookies({"email": "a@b.example", "nonce": "2"}))
    assert first.email == second.email == "a@b.example"
    assert first.key != second.key


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "eyJ9.e30.x", "é" * 30])
def test_what_is_no_cookie_of_ours_is_nobody(monkeypatch, value):
    monkeypatch.setattr(signing_in, "get_cookie_secret", lambda: SECRET)
    with_secrets(monkeypatch, WHOLE)
    assert signing_in.read_cookies({"_streamlit_user": value}) is None
