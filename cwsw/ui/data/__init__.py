"""Data and help: what is loaded and kept, who did what, what leaves, and what to read."""
