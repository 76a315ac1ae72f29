"""What stands between a browser and Streamlit: headers, sign-in, WebSocket, and the guard."""
