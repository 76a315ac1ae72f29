"""English for sentences: numbers with their words, days, lists, first letters."""

from collections.abc import Iterable
from datetime import date

_VERBS = {"were": "was", "have": "has", "are": "is"}


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """'1 session', '1,024 sessions'; `plural` for a word that takes more than an s."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


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


def short_day(date_: date) -> str:
    """'03/07/2026', as a spreadsheet shows it: where it stands beside cells of a file."""
    return f"{date_:%d/%m/%Y}"


def capital(words: str) -> str:
    """'pastoral team' -> 'Pastoral team'; the rest untouched, so that UPN stays UPN."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """'Joined today' -> 'joined today'."""
    return words[:1].lower() + words[1:]
