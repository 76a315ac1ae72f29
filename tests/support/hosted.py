"""A hosted dashboard for tests: secrets, a list of people, and a provider to sign in with."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from cwsw.ui.auth.hosted_settings import HostedSettings
from tests.browser.support import ROOT, Server, running_server

ADDRESS = "https://dashboard.hill.example/oauth2callback"
SECRET = "a secret for tests, thirty-two characters at least"
USERS = {
    "head@hill.example": "headteacher",
    "dsl@hill.example": "dsl",
    "pastoral@hill.example": "pastoral",
    "chair@hill.example": "governor",
}
OTHER_SCHOOL = {"head@dale.example": "headteacher", "chair@dale.example": "governor"}
STRANGER = "somebody@else.example"
UNVERIFIED = "unverified@else.example"
"""Signs in to the provider with the head's address, which it says it has not verified."""


@dataclass(frozen=True)
class Hosted:
    """A running hosted dashboard, its list of people and the folder it keeps things in."""

    server: Server
    people: Path
    data: Path
    provider: str

    @property
    def url(self) -> str:
        """Where browsers find it."""
        return self.server.url

    def list_people(self, hill: dict[str, str]) -> None:
        """Write the list anew."""
        self.people.write_text(people_list(hill))


def people_list(hill: dict[str, str] = USERS) -> str:
    """The list of people as TOML: two schools."""
    lines = []
    for key, name, people in (
        ("hill", "Hill School", hill),
        ("dale", "Dale School", OTHER_SCHOOL),
    ):
        lines += [f"[schools.{key}]", f'name = "{name}"', f"[schools.{key}.people]"]
        lines += [f'"{email}" = "{role}"' for email, role in people.items()]
    return "\n".join(lines)


def secrets(people: Path, data: Path, provider: str, idle_minutes: float = 30) -> str:
    """The secrets file as TOML."""
    return f"""
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "cwsw"
client_secret = "made up"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[cwsw]
people = "{people}"
data = "{data}"
secret = "{SECRET}"
idle_minutes = {idle_minutes}
"""


@contextmanager
def hosted(folder: Path, idle_minutes: float = 30) -> Iterator[Hosted]:
    """Run serve_hosted.py on a free port beside a provider that signs anybody in."""
    with warnings.catch_warnings():
        # The mock provider uses parts of Authlib that Authlib means to drop one day.
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread
    addresses = [*USERS, *OTHER_SCHOOL, STRANGER]
    users = [User(sub=email, claims={"email": email}) for email in addresses]
    claims: dict[str, object] = {"email": "head@hill.example", "email_verified": False}
    users.append(User(sub=UNVERIFIED, claims=claims))
    with run_server_in_thread(user_claims=users) as mock:
        provider = f"http://localhost:{mock.server_port}"
        people, data, file = folder / "people.toml", folder / "data", folder / "secrets.toml"
        people.write_text(people_list())
        file.write_text(secrets(people, data, provider, idle_minutes))
        with running_server(
            ROOT / "serve_hosted.py", "cwsw.ui.server", STREAMLIT_SECRETS_FILES=str(file)
        ) as server:
            yield Hosted(server, people, data, provider)


def as_settings(folder: Path) -> HostedSettings:
    """The same settings as an object, for tests that run pages in their own process."""
    people = folder / "people.toml"
    if not people.exists():
        people.write_text(people_list())
    return HostedSettings(
        people, folder / "data", SECRET, timedelta(minutes=30), timedelta(hours=10), ADDRESS
    )


def cookies(claims: dict[str, object], secret: str = SECRET) -> dict[str, str]:
    """What a browser sends after signing in; `claims` are what the provider said."""
    payload = json.dumps({**claims, "origin": ADDRESS, "is_logged_in": True, "provider": "default"})
    signed = create_signed_value(secret, USER_COOKIE_NAME, payload)
    return {USER_COOKIE_NAME: signed.decode()}
