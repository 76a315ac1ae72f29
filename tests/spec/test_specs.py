"""Every example, through the product and through the naive engine that judges it elsewhere."""

from collections.abc import Callable
from datetime import date

import pytest

from cwsw.measures import registry
from tests.oracle.case import Row, Rows
from tests.oracle.engine import answer
from tests.oracle.outcomes import MEASURES
from tests.spec.spec import Spec, failures
from tests.spec.specs_cohort import COHORT
from tests.spec.specs_gap import GAP
from tests.spec.specs_measures import SPECS

ALL = (*COHORT, *SPECS, *GAP)
Engine = Callable[[Row, Rows, date | None], Row]


def _product(school: Row, rows: Rows, as_at: date | None) -> Row:
    from tests.oracle.product import product_answer

    return product_answer(school, rows, as_at)


@pytest.mark.parametrize("engine", [answer, _product], ids=["oracle", "product"])
@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.title)
def test_example(spec: Spec, engine: Engine):
    assert failures(spec, engine(spec.school, spec.rows, spec.as_at)) == []


def test_every_measure_has_an_example():
    named = {name.split()[0] for spec in SPECS for name in spec.expected}
    assert {*MEASURES, *(measure.key for measure in registry.MEASURES)} <= named


def test_titles_are_told_apart():
    titles = [spec.title for spec in ALL]
    assert len(titles) == len(set(titles))


def test_a_wrong_answer_fails():
    spec = SPECS[0]
    found = answer(spec.school, spec.rows, spec.as_at)
    for measure in found["measures"]:
        measure["groups"]["cwsw"]["n"] += 1
    assert failures(spec, found)
