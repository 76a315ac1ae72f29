"""The publications that figures and statements rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cwsw.benchmarks.series import load
from cwsw.tables.typed_data import strictly_typed

LOADED = "loaded by the school"
CONFIDENCE = ("checked", "checked, derived", "second-hand", "unchecked", LOADED)
"""How sure: seen at the publisher; worked out from that; seen on another page; from memory; read
from a file that the school downloaded from the publisher."""


@dataclass(frozen=True)
class Source:
    """A publication. `url` is empty where none was recorded."""

    key: str
    publisher: str
    title: str
    published: str
    url: str

    @property
    def citation(self) -> str:
        """'Department for Education, Local Authority Interactive Tool, 8 April 2026'."""
        return f"{self.publisher}, {self.title}, {self.published}"


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key."""
    return {
        key: strictly_typed(Source, {"key": key} | entry)
        for key, entry in load("sources.toml").items()
    }
