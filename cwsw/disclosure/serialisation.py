"""Frozen dataclasses as JSON and back, exactly: their own types decide how each value is read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_frozen(value: Any, version: int) -> bytes:  # noqa: ANN401 - any frozen dataclass here
    """A dataclass of texts, numbers, days, tuples and other such dataclasses, as bytes.

    The version goes up when a field changes its meaning; a field added later has a default.
    """
    body = {"version": version, "content": asdict(value)}
    return json.dumps(body, default=date.isoformat, ensure_ascii=False).encode()


def from_frozen(kinds: Mapping[int, type[T]], data: bytes) -> T:
    """The dataclass behind bytes of `to_frozen`, of the kind that belongs to their version.

    ValueError where they are anything else.
    """
    try:
        body = json.loads(data)
        if body["version"] not in kinds:
            raise ValueError("written by another version of the dashboard")
        content: T = _read(kinds[body["version"]], body["content"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a publication of this dashboard") from error
    return content


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401 - types are read at run time
    """A value of JSON as the type that a field asks for."""
    if isinstance(kind, UnionType):
        (kind,) = (k for k in get_args(kind) if k is not NoneType)
        return None if value is None else _read(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        known = [f.name for f in fields(kind) if f.name in value]
        return kind(**{name: _read(hints[name], value[name]) for name in known})
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, int if kind is float else kind) and not isinstance(value, kind):
        raise TypeError("a value of another type")
    return value
