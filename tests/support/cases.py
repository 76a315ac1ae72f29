"""The made-up files of `tests/cases`, kinds of list that schools have, read as an upload."""

import csv
from collections.abc import Mapping, Sequence
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

from cwsw.cli.answers import measures_object
from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.measures.count import Tally, count
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.upload import Problem, Severity, Upload
from cwsw.tables.years import label

FILES = Path(__file__).resolve().parents[1] / "cases" / "files"
ROLL, ROLL_WITHOUT_ATTENDANCE, ROLL_OF_TWINS = (
    "base/roll.csv",
    "base/roll_noatt.csv",
    "base/roll_twins.csv",
)
SCHOOL = "base/School.csv"


def case_file(name: str) -> SourceFile:
    """A file of `tests/cases/files`, under its own name without the folder."""
    path = FILES / name
    return SourceFile(path.name, path.read_bytes())


class Case:
    """One upload: the base roll, the files of the case and the School sheet.

    `roll=None` leaves the roll out, for a case that is itself a list of all pupils. Files may be
    names under `tests/cases/files` or made-up `SourceFile`s (a neighbour of the same kind).
    """

    def __init__(
        self,
        *files: str | SourceFile,
        roll: str | None = ROLL,
        mapping: Mapping[str, Any] | None = None,
    ) -> None:
        names: list[str | SourceFile] = [*([roll] if roll else []), *files, SCHOOL]
        sources = [f if isinstance(f, SourceFile) else case_file(f) for f in names]
        self.upload: Upload = read_in_process(sources, mapping)

    @cached_property
    def answer(self) -> dict[str, Any]:
        """`measures --json` of an upload that is not refused."""
        assert not self.upload.refused, [p.message for p in self.upload.problems]
        workspace = Workspace.load(self.upload, None)
        answer = measures_object(summarise(workspace))
        workspace.close()
        return answer

    @cached_property
    def cohort(self) -> dict[str, int]:
        """The groups and sub-cohorts with anybody in them, counted without any measure."""
        assert not self.upload.refused, [p.message for p in self.upload.problems]
        workspace = Workspace.load(self.upload, None)
        counts = cohort_counts(workspace).as_dict()
        workspace.close()
        return {name: count for name, count in counts.items() if count}

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Every measure counted, without the benchmarks and verdicts of `answer`."""
        assert not self.upload.refused, [p.message for p in self.upload.problems]
        workspace = Workspace.load(self.upload, None)
        tallies = count(workspace)
        workspace.close()
        return tallies

    def counts(self, key: str) -> dict[str, tuple[int, int]]:
        """Academic year -> n and of, both groups together."""
        return {
            label(tally.year): (
                int(sum(tally.groups[group].n for group in ("cwsw", "other"))),
                int(sum(tally.groups[group].of for group in ("cwsw", "other"))),
            )
            for tally in self.tallies
            if tally.measure.key == key
            and any(tally.groups[group].of for group in ("cwsw", "other"))
        }

    @property
    def asked(self) -> list[str]:
        """The texts of the open questions."""
        return [q.text for q in self.upload.proposal.questions] if self.upload.proposal else []

    def told(self, code: str | None = None) -> list[Problem]:
        """Warnings and errors, of one code where it is given."""
        return [
            problem
            for problem in self.upload.problems
            if problem.severity is not Severity.NOTE and code in (None, problem.code)
        ]

    def told_rows(self, code: str | None = None) -> set[int]:
        """The spreadsheet rows that warnings and errors name."""
        return {problem.row for problem in self.told(code) if problem.row}


def csv_file(name: str, *rows: Sequence[object]) -> SourceFile:
    """A made-up CSV file, the headings first."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return SourceFile(name, out.getvalue().encode())


def with_children(
    *files: str | SourceFile,
    roll: str | None = ROLL,
    mapping: Mapping[str, Any] | None = None,
    lines: Mapping[int, Sequence[str]] | None = None,
) -> Case:
    """The upload with every listed child recognised: the only pupil that it may be.

    `lines` gives the names of the pupils of a row where the choice is not that, none for nobody.
    """
    case = Case(*files, roll=roll, mapping=mapping)
    names = lines or {}
    joins: dict[str, str] = {}
    for join in case.upload.joins:
        expected = names.get(join.row)
        is_it = expected is None or join.pupil_name in expected or join.upn in expected
        joins[join.key] = "accept" if is_it else "refuse"
    answered = Case(*files, roll=roll, mapping={**(mapping or {}), "joins": joins})
    assert answered.asked == []
    return answered
