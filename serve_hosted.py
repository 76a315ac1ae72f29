"""The dashboard for several people, each signed in: `python -m cwsw.ui.server run serve_hosted.py`.

docs/deployment.md says what it needs: a provider to sign in with, a list of people, and HTTPS.
"""

import streamlit as st
from starlette.middleware import Middleware

from cwsw.ui import server
from cwsw.ui.asgi import session_gate
from cwsw.ui.asgi.guard import Guard
from cwsw.ui.asgi.security_headers import SecurityHeaders
from cwsw.ui.auth import hosted_settings
from cwsw.ui.data import retention_task

# Before anything asks whether people sign in here.
hosted_settings.switch_on()
server.prepare()
server.answer_to(hosted_settings.own_host())
app = st.App(
    "app.py",
    lifespan=retention_task.watched,
    middleware=[
        Middleware(
            SecurityHeaders, sockets=hosted_settings.own_socket(), secure=hosted_settings.uses_tls()
        ),
        # From the outside in: every answer carries the headers, that of the guard too, and a
        # request that breaks in the gate is answered with a sentence.
        Middleware(Guard),
        Middleware(session_gate.SessionGate),
    ],
)
