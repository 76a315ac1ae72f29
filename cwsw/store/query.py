"""Statements made of named steps: each step is one `.sql` file that reads well on its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Step:
    """A named part of a statement: a select that may read the steps before it."""

    name: str
    sql: str


@cache
def steps_of(package: str, folder_name: str = "sql") -> tuple[Step, ...]:
    """The steps in a package's folder, in the order of their numbered file names."""
    folder = files(package) / folder_name
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".sql")), key=lambda p: p.name)
    return tuple(Step(p.name[3:-4], p.read_text(encoding="utf-8")) for p in paths)


def statement(steps: Iterable[Step], final: str) -> str:
    """One statement: `with a as (...), b as (...) <final>`. Names come from our own files only."""
    named = ",\n\n".join(f"{step.name} as (\n{step.sql.strip()}\n)" for step in steps)
    return f"with {named}\n\n{final.strip()}"
