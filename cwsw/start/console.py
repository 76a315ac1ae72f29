"""How a program that starts things speaks to the person at the keyboard."""


class StopError(Exception):
    """The work cannot go on; the message is one clear sentence for the reader."""


def echo(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)
