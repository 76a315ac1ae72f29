"""What is missing, and why."""

from cwsw.summary.missing import missing
from cwsw.tables.upload import School


def test_what_is_missing_has_its_reason_and_suits_the_phase() -> None:
    school = School(phase="primary")
    reasons = {m.key: m.reason for m in missing(school, frozenset({"pupils", "wellbeing"}), ())}
    assert reasons["gld"].startswith("No Results sheet")
    assert "SDQ permission" in reasons["sdq_raised"]
    assert "em_strong" not in reasons
