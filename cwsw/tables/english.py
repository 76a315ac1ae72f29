"""A number and the words after it, which agree with it."""

_VERBS = {"were": "was", "have": "has", "are": "is"}


def counted(number: int, one: str, more: str) -> str:
    """'1 session', '1,024 sessions'."""
    return f"{number:,} {one if number == 1 else more}"


def verb(did: str, *numbers: int) -> str:
    """What somebody did, of one where any of the numbers before it is 1: 'was suspended'."""
    first, *rest = did.split(" ")
    return " ".join([_VERBS.get(first, first), *rest]) if 1 in numbers else did
