"""docs/measures.md says what the registry and the tested examples say."""

from cwsw.measures.registry import MEASURES
from tests.spec.docs import PATH, markdown


def test_the_page_is_not_stale():
    assert PATH.read_text(encoding="utf-8") == markdown(), "run: python -m tests.spec.docs"


def test_every_measure_has_a_heading():
    page = markdown()
    assert all(f"(`{measure.key}`)" in page for measure in MEASURES)
