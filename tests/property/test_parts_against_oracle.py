"""A measure by parts of the cohort, against the naive engine; its parts are those of the figure."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.measures.breakdown import Dimension, breakdown, counted_pupils
from cwsw.measures.count import Counts, Tally, count
from cwsw.measures.registry import FigureKind
from cwsw.store import Workspace
from tests.oracle.case import Case
from tests.oracle.convert import to_upload
from tests.oracle.entries import Side
from tests.oracle.parts import breakdown as naive
from tests.oracle.strategies import RandomSchool, big_schools, small_schools

EXAMPLES = max(1, settings.default.max_examples // 5)


def loaded(made: RandomSchool) -> Workspace:
    return Workspace.load(to_upload(made.school, made.rows), as_at=made.as_at)


def told(side: Side | Counts) -> tuple[int, int, int]:
    return side.n, side.of, side.pupils


def _agrees(made: RandomSchool, rnd: Random) -> None:
    """One figure of the school for each dimension: each is a query of its own."""
    workspace, case = loaded(made), Case(made.school, made.rows, made.as_at)
    tallies = count(workspace)
    for dimension in Dimension if tallies else ():
        tally = rnd.choice(tallies)
        key, year = tally.measure.key, tally.year
        parts = breakdown(workspace, key, year, dimension)
        found = {part.value: (told(part.cwsw), told(part.other)) for part in parts}
        expected = naive(case, key, year, dimension.value)
        assert found == {p: (told(a), told(b)) for p, (a, b) in expected.items()}, (key, year)
        _adds_up(workspace, tally, dimension, found)


def _adds_up(workspace: Workspace, tally: Tally, dimension: Dimension, found: dict) -> None:
    """To the figure itself, and to the pupils behind each part."""
    whole, measure = tally.groups["cwsw"], tally.measure
    sums = [sum(side[place] for side, _ in found.values()) for place in range(3)]
    assert sums == [whole.n, whole.of, whole.pupils]
    behind = counted_pupils(workspace, measure.key, tally.year, dimension)
    for value, (ours, _) in found.items():
        pupils = [pupil for pupil in behind if pupil.value == value]
        assert len({pupil.number for pupil in pupils}) == len(pupils) == ours[2]
        if measure.kind is FigureKind.PROPORTION:
            assert sum(bool(pupil.met) for pupil in pupils) == ours[0]


@settings(max_examples=2 * EXAMPLES)
@given(small_schools(), st.randoms(use_true_random=False))
def test_small_schools_have_the_parts_of_the_oracle(made, rnd):
    _agrees(made, rnd)


@settings(max_examples=EXAMPLES)
@given(big_schools(), st.randoms(use_true_random=False))
def test_big_schools_have_the_parts_of_the_oracle(made, rnd):
    _agrees(made, rnd)
