"""The ASGI middlewares between browser and Streamlit: headers, sign-in, WebSocket, error guard."""
