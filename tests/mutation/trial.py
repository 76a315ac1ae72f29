"""Whether the examples and the naive engine see a mistake.

Everything runs in this process on a copy of the SQL files. Judges are the examples of `tests/spec`,
one school with every sub-cohort, one of flags and their ends, and random schools with the naive
engine's answer; the judge that saw the last mistake goes first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest import mock

import duckdb
from hypothesis import HealthCheck, given, settings

from cwsw.store import query
from tests.mutation.mistakes import CWSW, Mistake
from tests.oracle.compare import differences, tidy
from tests.oracle.engine import answer
from tests.oracle.product import product_answer
from tests.oracle.strategies import RandomSchool, big_schools
from tests.spec.spec import Spec, failures
from tests.spec.specs_cohort import COHORT
from tests.spec.specs_measures import SPECS
from tests.support import flagged
from tests.support.sub_cohorts import EXPECTED, sub_cohorts

RANDOM_SCHOOLS = 30
PACKAGES = ("cohort", "measures")
Judge = Callable[[], bool]
"""Whether the product's answer is the right one."""


class Trial:
    """A scratch copy of the statements and the judges of what they answer."""

    def __init__(self, scratch: Path) -> None:
        """Copies the SQL of the rooms into an empty folder, and asks the naive engine."""
        self._scratch = scratch
        for package in PACKAGES:
            copytree(CWSW / package, scratch / package)
        examples = map(_of_example, (*COHORT, *SPECS))
        schools = (_of_sub_cohorts, flagged.is_right)
        self._judges: list[Judge] = [*schools, *_of_random_schools(), *examples]

    def is_right(self) -> bool:
        """Whether every judge is content with the SQL as it is."""
        with self._statements():
            return all(judge() for judge in self._judges)

    def sees(self, mistake: Mistake) -> bool:
        """Whether a judge finds a wrong answer, or none at all, with the mistake made."""
        path = self._scratch / mistake.path
        right = path.read_text(encoding="utf-8")
        path.write_text(mistake.made(right), encoding="utf-8")
        try:
            with self._statements():
                return self._is_seen()
        finally:
            path.write_text(right, encoding="utf-8")

    def _is_seen(self) -> bool:
        for judge in self._judges:
            if not _content(judge):
                self._judges.remove(judge)
                self._judges.insert(0, judge)
                return True
        return False

    @contextmanager
    def _statements(self) -> Iterator[None]:
        """The rooms read their statements from the scratch copy."""

        def files(package: str) -> Path:
            room = package.removeprefix("cwsw.")
            return (self._scratch if room in PACKAGES else CWSW) / room

        query.steps_of.cache_clear()
        with mock.patch.object(query, "files", files):
            yield
        query.steps_of.cache_clear()


def _content(judge: Judge) -> bool:
    """A statement that no longer runs, or an answer that cannot be made, is seen as well."""
    try:
        return judge()
    except (duckdb.Error, ArithmeticError, LookupError, TypeError, ValueError):
        return False


def _of_example(spec: Spec) -> Judge:
    return lambda: not failures(spec, product_answer(spec.school, spec.rows, spec.as_at))


def _of_sub_cohorts() -> bool:
    return sub_cohorts() == EXPECTED


def _of_random_schools() -> list[Judge]:
    """Always the same schools: big ones of every phase."""
    schools: list[RandomSchool] = []

    @settings(
        max_examples=RANDOM_SCHOOLS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(big_schools())
    def collect(made: RandomSchool) -> None:
        schools.append(made)

    collect()
    return [_of_school(made, tidy(answer(made.school, made.rows, made.as_at))) for made in schools]


def _of_school(made: RandomSchool, expected: dict[str, Any]) -> Judge:
    def judge() -> bool:
        found = product_answer(made.school, made.rows, made.as_at)
        return not differences(expected, tidy(found))

    return judge
