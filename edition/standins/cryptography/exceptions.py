"""The package's own errors."""


class UnsupportedAlgorithm(Exception):
    """It cannot be done here."""


class InvalidTag(Exception):
    """What was encrypted has been changed, or the key is wrong."""
