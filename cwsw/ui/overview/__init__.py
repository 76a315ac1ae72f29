"""The overview: one screen for a head with one minute."""
