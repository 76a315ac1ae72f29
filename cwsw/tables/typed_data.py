"""Plain data (JSON, TOML) as dataclasses and back: their types decide how each value is read.

What msgspec does elsewhere; decision 1 says why it cannot be used here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Reader = Callable[[Any], Any]


def plain(value: object) -> Any:  # noqa: ANN401 - what JSON can hold
    """A dataclass, a mapping or a day as what JSON can hold: the `default` of `json.dumps`."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return vars(value)  # the fields in their order: none of ours has slots or cached properties
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


def typed(kind: type[T], value: Any) -> T:  # noqa: ANN401
    """A value of JSON or TOML as the type asked for: dataclasses, tuples, mappings, days, words.

    A field that is not there takes its default. A name that is no field is passed over, since a
    later version may have written it. ValueError, TypeError or KeyError for any other shape.
    """
    return _read(kind, value, is_strict=False)


def strictly_typed(kind: type[T], value: Any) -> T:  # noqa: ANN401
    """The same for files of our own, in which a name that is no field is a slip: KeyError."""
    return _read(kind, value, is_strict=True)


def _read(kind: type[T], value: Any, is_strict: bool) -> T:  # noqa: ANN401
    cache_key: Any = kind  # a type that mypy lets be a key of the cache
    read: T = _reader(cache_key, is_strict)(value)
    return read


@cache
def _reader(kind: Any, is_strict: bool) -> _Reader:  # noqa: ANN401 - types are values here
    """What reads a value of one type; made once, since uploads hold thousands of values."""
    arguments = get_args(kind)
    if kind is Any:
        return lambda value: value
    if isinstance(kind, UnionType):
        (other,) = (_reader(k, is_strict) for k in arguments if k is not NoneType)
        return lambda value: None if value is None else other(value)
    if get_origin(kind) in (tuple, Sequence):
        item = _reader(arguments[0], is_strict)
        return lambda value: tuple(map(item, _checked(list, value)))
    if get_origin(kind) is Mapping:
        item = _reader(arguments[1], is_strict)
        return lambda value: {name: item(v) for name, v in _checked(dict, value).items()}
    if is_dataclass(kind):
        return _fields_reader(kind, is_strict)
    if kind is date:
        return date.fromisoformat
    if issubclass(kind, Enum):
        return lambda value: kind(value)
    return lambda value: _checked(kind, value)


def _fields_reader(kind: Any, is_strict: bool) -> _Reader:  # noqa: ANN401
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name], is_strict) for field in fields(kind)}

    def read(value: object) -> object:
        items = _checked(dict, value).items()
        return kind(**{n: readers[n](v) for n, v in items if is_strict or n in readers})

    return read


def _checked(kind: type[Any], value: Any) -> Any:  # noqa: ANN401
    """A value that is of a type already; a whole number may stand for one with decimals."""
    if not isinstance(value, kind) and not (kind is float and isinstance(value, int)):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value
