"""The dashboard on one computer, for whoever sits there; `python3 run.py` starts it."""

import streamlit as st
from starlette.middleware import Middleware

from cwsw.ui import server
from cwsw.ui.asgi.guard import Guard
from cwsw.ui.asgi.security_headers import SecurityHeaders

server.prepare()
app = st.App(
    "app.py",
    middleware=[
        Middleware(SecurityHeaders, sockets="ws://127.0.0.1:* ws://localhost:*"),
        # Inside the headers: the sentence about an error carries them too.
        Middleware(Guard),
    ],
)
