import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest

from cwsw.tables.typed_data import plain, strictly_typed, typed


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    name: str
    share: float = 0.5


@dataclass(frozen=True)
class Whole:
    parts: tuple[Part, ...]
    colour: Colour
    on: date | None = None
    by_name: Mapping[str, Part] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


WHOLE = Whole(
    parts=(Part("a", 1), Part("b")),
    colour=Colour.RED,
    on=date(2026, 2, 28),
    by_name={"c": Part("c", 0.25)},
    more=MappingProxyType({"x": [1, {"y": None}]}),
)


def there_and_back(value: object) -> Any:
    return json.loads(json.dumps(value, default=plain))


def test_what_is_written_is_read_again_with_its_types():
    again = typed(Whole, there_and_back(WHOLE))
    assert again == WHOLE
    assert type(again.parts[0].share) is int  # written again, the bytes are the same
    assert isinstance(again.colour, Colour)


def test_a_field_that_is_not_there_takes_its_default():
    assert typed(Whole, {"parts": [], "colour": "red"}) == Whole((), Colour.RED)


def test_a_name_of_a_later_version_is_passed_over_but_not_in_our_own_files():
    later = [{"name": "a", "weight": 3}]
    assert typed(tuple[Part, ...], later) == (Part("a"),)
    with pytest.raises(KeyError):
        strictly_typed(tuple[Part, ...], later)


@pytest.mark.parametrize(
    "change",
    [
        {"parts": "ab"},
        {"parts": [{"share": 1}]},
        {"parts": [{"name": 5}]},
        {"parts": [{"name": None}]},
        {"parts": [["name", "a"]]},
        {"colour": "green"},
        {"on": "yesterday"},
        {"on": 5},
        {"by_name": []},
    ],
)
def test_another_shape_is_refused(change):
    with pytest.raises((TypeError, ValueError)):
        typed(Whole, there_and_back(WHOLE) | change)


def test_what_has_no_plain_form_is_refused():
    with pytest.raises(TypeError, match="set has no plain form"):
        json.dumps({1, 2}, default=plain)
