"""The menu entry Governors: what is published, publishing, and what goes to the virtual school."""
