"""The server's own few middlewares, asked without a server."""

import pytest

from cwsw.ui.asgi import security_headers
from cwsw.ui.asgi.security_headers import SecurityHeaders
from tests.support.coroutines import run_coroutine


def answering(status, *headers):
    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b"told"})

    return app


def ask(app, path, method="GET", host=b"127.0.0.1"):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"host", host)]}
    run_coroutine(app(scope, None, send))
    return sent[0]["status"], sent[0]["headers"], b"".join(m.get("body", b"") for m in sent[1:])


@pytest.mark.parametrize("secure", [True, False])
def test_no_cookie_travels_without_https_where_the_dashboard_is_reached_by_it(secure):
    given = [(b"set-cookie", b"a=1; Path=/"), (b"Set-Cookie", b"b=2; Secure"), (b"x", b"y")]
    app = SecurityHeaders(answering(200, *given), "wss://school.example", secure)
    headers = ask(app, "/")[1]
    assert (b"set-cookie", b"a=1; Path=/" + b"; Secure" * secure) in headers
    assert (b"Set-Cookie", b"b=2; Secure") in headers


def test_headers_of_the_dashboard_stand_in_place_of_others():
    given = (b"Content-Security-Policy", b"default-src *")
    headers = ask(SecurityHeaders(answering(200, given), "wss://school.example"), "/")[1]
    policies = [value for name, value in headers if name.lower() == b"content-security-policy"]
    assert len(policies) == 1
    assert b"wss://school.example" in policies[0]
    assert b"*" not in policies[0]


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        ("/", False),
        ("/overview", False),
        ("/static/js/index.js", False),
        ("/_stcore/health", False),
        ("/_stcore/host-config", False),
        ("/_stcore/stream", False),
        ("/_stcore/upload_file/s/f", False),
        ("/_stcore/metrics", True),
        ("/_stcore/agent/interact", True),
        ("/_stcore/whatever-comes-next", True),
        ("/component/a/b.js", True),
        ("/app/static/secrets.toml", True),
    ],
)
def test_what_streamlit_adds_is_closed_until_it_is_needed(path, closed):
    status, _, body = ask(SecurityHeaders(answering(200), ""), path)
    assert (status, body) == ((404, b"") if closed else (200, b"told"))


def test_the_policy_names_no_other_host_and_no_inline_script():
    parts = dict(
        part.split(" ", 1) for part in security_headers.policy("wss://a.example").split("; ")
    )
    assert parts["default-src"] == parts["base-uri"] == parts["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in parts["script-src"]
    assert "http" not in " ".join(parts.values())
    assert parts["connect-src"] == "'self' wss://a.example"
