"""This server's own cookies in a request, whatever other sites of its domain send along with them.

Cookies are read as Starlette reads them for Streamlit: none stops the reading of the next, and each
Cookie header counts. Only our own are passed on, so that Streamlit sees the ones we have seen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from cwsw.ui.streamlit_internals import cookie_parser

Scope = MutableMapping[str, Any]
Pair = tuple[str, str]

OURS = "_streamlit_"
"""How the names of Streamlit's cookies begin."""
_COOKIE = b"cookie"
_PLAIN = re.compile(r"[!#-+\--:<-\[\]-~]*")
"""What may stand in a cookie without quotes (RFC 6265): all that Streamlit writes into its own."""


def own_cookies(scope: Scope) -> tuple[Pair, ...]:
    """Name and value of our own, in the order they were sent; one name may have several values."""
    return tuple(
        (name, value)
        for name, value in _sent(scope)
        if name.startswith(OURS) and _PLAIN.fullmatch(name + value)
    )


def one_value_each(
    pairs: Iterable[Pair], is_signed: Callable[[str, str], bool]
) -> Mapping[str, str]:
    """One value for each name: the last that is signed, or as Starlette has it the last of all."""
    by_name: dict[str, str] = {}
    for name, value in pairs:
        # Another host of the same domain can plant a cookie of our name: one that we signed wins.
        if name not in by_name or is_signed(name, value) or not is_signed(name, by_name[name]):
            by_name[name] = value
    return by_name


def with_cookies(scope: Scope, cookies: Mapping[str, str]) -> Scope:
    """The same request with these cookies and no others."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() != _COOKIE]
    if cookies:
        joined = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers.append((_COOKIE, joined.encode("latin-1")))
    return {**scope, "headers": headers}


def _sent(scope: Scope) -> Iterator[Pair]:
    for name, value in scope["headers"]:
        if name.lower() == _COOKIE:
            for chunk in value.decode("latin-1").split(";"):
                yield from cookie_parser(chunk).items()
