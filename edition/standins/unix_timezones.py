"""In place of the time zones that pyarrow asks for: the dashboard has dates and no time zones."""


def setup() -> None:
    """Nothing to install."""
