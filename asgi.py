"""The dashboard for several people, each signed in: `python -m cwsw.ui.server run asgi.py`.

docs/deployment.md says what it needs: a provider to sign in with, a list of people, and HTTPS.
"""

import streamlit as st
from starlette.middleware import Middleware

from cwsw.ui import gate, hosting, kept_days, server
from cwsw.ui.door import Door, Downloads

hosting.switch_on()
server.prepare()
server.answer_to(hosting.own_host())
app = st.App(
    "app.py",
    lifespan=kept_days.watched,
    middleware=[
        Middleware(Door, sockets=hosting.own_socket(), secure=hosting.uses_tls()),
        Middleware(gate.Gate),
        Middleware(Downloads, who=gate.person),
    ],
)
