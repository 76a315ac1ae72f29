"""Formats that calamine does not read, and what it does not tell of those it does."""
