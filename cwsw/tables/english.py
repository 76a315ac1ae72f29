"""Numbers, days and lists in words, which agree with each other."""

from collections.abc import Iterable
from datetime import date

_VERBS = {"were": "was", "have": "has", "are": "is"}


def counted(number: int, singular: str, plural: str) -> str:
    """'1 session', '1,024 sessions'."""
    return f"{number:,} {singular if number == 1 else plural}"


_SHARES = {10: "a tenth", 25: "a quarter", 50: "half"}


def share(percent: int) -> str:
    """'a tenth', 'half', '12%'."""
    return _SHARES.get(percent, f"{percent}%")


def verb(did: str, *numbers: int) -> str:
    """What somebody did, of one where any of the numbers before it is 1: 'was suspended'."""
    first, *rest = did.split(" ")
    return " ".join([_VERBS.get(first, first), *rest]) if 1 in numbers else did


def day(date_: date) -> str:
    """'3 July 2026'."""
    return f"{date_.day} {date_:%B %Y}"


def listed(words: Iterable[str]) -> str:
    """'a, b and c'."""
    items = list(words)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
