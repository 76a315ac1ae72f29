"""The documents of the repository as text, and the tables in them."""

import re
from collections.abc import Mapping
from pathlib import Path

from cwsw.access import Role

ROOT = Path(__file__).parents[2]
_BY_LETTER = {"H": Role.HEADTEACHER, "D": Role.DSL, "P": Role.PASTORAL, "G": Role.GOVERNOR}


def read(name: str) -> str:
    """A document by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, each a list of its cells."""
    section = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    lines = re.split(r"^#+ ", section, flags=re.MULTILINE)[0].splitlines()
    cells = [[c.strip() for c in line.strip("|").split(" | ")] for line in lines if "|" in line]
    return [row for row in cells[1:] if not row[0].startswith("---")]


def roles_by_page() -> Mapping[str, set[Role]]:
    """Title of a page -> the roles to which docs/headteacher.md says it is open."""
    return {
        title: {_BY_LETTER[letter] for letter in letters.split()}
        for title, _, letters in rows(read("docs/headteacher.md"), "The pages")
    }
