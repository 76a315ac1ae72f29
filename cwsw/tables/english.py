"""English for sentences: numbers with their words, days, lists, first letters."""

from collections.abc import Callable, Iterable
from datetime import date

_VERBS = {"were": "was", "have": "has", "are": "is"}


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """'1 session', '1,024 sessions'; `plural` for a word that takes more than an s."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


_SHARES = {10: "a tenth", 25: "a quarter", 50: "half"}


def share(percent: int) -> str:
    """'a tenth', 'half', '12%'."""
    return _SHARES.get(percent, f"{percent}%")


def verb(predicate: str, *numbers: int) -> str:
    """A predicate in the singular where any of the numbers before it is 1: 'was suspended'."""
    # Only the first word changes with the number: "were suspended" is "was suspended".
    first, *rest = predicate.split(" ")
    return " ".join([_VERBS.get(first, first), *rest]) if 1 in numbers else predicate


def day(date_: date) -> str:
    """'3 July 2026'."""
    # Not by %d, which begins with a nought, nor %-d, which Windows does not know.
    return f"{date_.day} {date_:%B %Y}"


def brief_day(date_: date) -> str:
    """'3 Feb 2021', for several days in one line."""
    return f"{date_.day} {date_:%b %Y}"


def span(
    start: date | None,
    end: date | None,
    day_words: Callable[[date], str] = brief_day,
    *,
    no_start: str = "start not known",
    no_end: str = "now",
) -> str:
    """'3 Feb 2021 to 9 Nov 2021', 'start not known to 9 Nov 2021', '3 Feb 2021 to now'.

    Args:
        start: The first day; None where it is not known.
        end: The last day; None where there is none, or none is known.
        day_words: How a day is written.
        no_start: The words for a start that is not known.
        no_end: The words for an end that is None.
    """
    first = day_words(start) if start else no_start
    return f"{first} to {day_words(end) if end else no_end}"


def listed(words: Iterable[str]) -> str:
    """'a, b and c'."""
    items = list(words)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def short_day(date_: date) -> str:
    """'03/07/2026', as a spreadsheet shows it: for sentences about cells of a file."""
    return f"{date_:%d/%m/%Y}"


def capital(words: str) -> str:
    """'pastoral team' -> 'Pastoral team'; the rest untouched, so that UPN stays UPN."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """'Joined today' -> 'joined today'."""
    return words[:1].lower() + words[1:]
