"""Small uploads of other systems for the tests of the reader."""

from collections.abc import Mapping
from typing import Any

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.tables.upload import Upload

ROLL = """UPN,Legal Surname,Legal Forename,DOB,Year,Reg,Date of Admission
A801200001001,Adams,Ava,13/05/2014,Year 7,7A,02/09/2024
B801200001002,Brown,Ben,25/11/2013,Year 8,8B,15/09/2023
C801200001003,Clark,Cai,21/02/2013,Year 8,8C,16/09/2023
"""
"""Three pupils as SIMS lists them; every column of dates has a day above 12 somewhere."""

AVA, BEN, CAI = "A801200001001", "B801200001002", "C801200001003"


def load(mapping: Mapping[str, Any] | None = None, roll: str = ROLL, **texts: str) -> Upload:
    """Read CSV texts of other systems beside the roll ('' for none)."""
    texts_by_name = {"roll": roll} | texts
    files = [
        SourceFile(f"{name}.csv", text.encode()) for name, text in texts_by_name.items() if text
    ]
    return read_in_process(files, mapping)


def with_column(heading: str, *cells: str, roll: str = ROLL) -> str:
    """The roll with one more column."""
    head, *rows = roll.strip().splitlines()
    quoted = [f'"{c}"' for c in cells]
    return "\n".join(
        [f"{head},{heading}", *(f"{r},{c}" for r, c in zip(rows, quoted, strict=True))]
    )


def read_as(upload: Upload, heading: str) -> str | None:
    """The field a heading was read as."""
    return next(c.field for c in upload.columns if c.heading == heading)


def decided(upload: Upload) -> str:
    """All decisions in one text."""
    assert upload.proposal is not None
    return "\n".join(d.text for d in upload.proposal.decisions)


def keys(upload: Upload) -> set[str]:
    """The keys of the open questions."""
    assert upload.proposal is not None
    return {q.key for q in upload.proposal.questions}


def skipped(upload: Upload) -> list[str]:
    """What was skipped, in sentences."""
    return [s.sentence for s in upload.skipped]
