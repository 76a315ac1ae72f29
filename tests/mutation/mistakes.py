"""The mistakes: one place of one statement changed, as a tired hand would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CWSW = Path(__file__).parents[2] / "cwsw"
FOLDERS = ("cohort/sql", "measures/facts", "measures/counting")

SWAPS = (
    (r"<=", "<"),
    (r">=", ">"),
    (r"<>", "="),
    (r"(?<![<>])=", "<>"),
    (r"<(?![=>])", "<="),
    (r"(?<![<=])>(?!=)", ">="),
    (r"\band\b", "or"),
    (r"\bor\b", "and"),
    (r"\bnot\b ", ""),
    (r"\bis null\b", "is not null"),
    (r"\bis not null\b", "is null"),
    (r"\bbool_or\b", "bool_and"),
    (r"\barg_min\b", "arg_max"),
    (r"\barg_max\b", "arg_min"),
    (r"\bmin\b", "max"),
    (r"\bmax\b", "min"),
    (r"\bsum\b", "max"),
    (r"\bleast\b", "greatest"),
    (r"\bdistinct\b", ""),
    (r"\bleft join\b", "join"),
    (r"\bsemi join\b", "anti join"),
    (r"\bcross join\b", "semi join"),
    (r"\bfalse\b", "true"),
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r"(?<=[\s(])\d+\b", lambda found: str(int(found[0]) + 1)),
    (r"(?<=')[A-Za-z][\w ]*(?=')", lambda found: f"{found[0]}?"),
)


@dataclass(frozen=True)
class Mistake:
    """A change of one place of one file; `name` tells it apart and stays when others come."""

    path: str
    line: int
    start: int
    end: int
    now: str
    then: str

    @property
    def name(self) -> str:
        """'cohort/sql/05_pupil_shown.sql:9:12 <= becomes <'."""
        return f"{self.path}:{self.line}:{self.start} {self.now.strip()} becomes {self.then}"

    def made(self, text: str) -> str:
        """The file with the mistake in it."""
        lines = text.splitlines(keepends=True)
        old = lines[self.line - 1]
        lines[self.line - 1] = old[: self.start] + self.then + old[self.end :]
        return "".join(lines)


def mistakes() -> Iterator[Mistake]:
    """Every mistake, file by file."""
    for folder in FOLDERS:
        for path in sorted((CWSW / folder).glob("*.sql")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if not line.lstrip().startswith("--"):
                    yield from _of_line(f"{folder}/{path.name}", number, line)


def _of_line(path: str, number: int, line: str) -> Iterator[Mistake]:
    for pattern, instead in SWAPS:
        for found in re.finditer(pattern, line):
            then = instead if isinstance(instead, str) else instead(found)
            yield Mistake(path, number, found.start(), found.end(), found[0], then)
