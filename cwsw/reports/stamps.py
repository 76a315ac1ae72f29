"""The marks on every file that leaves the dashboard."""

SAMPLE_MARK = "Sample data: made-up pupils"
DRAFT_STAMP = "Draft, not published"


def sample_marks(is_sample: bool) -> tuple[str, ...]:
    """The sample mark where the pupils are made up, else no mark."""
    return (SAMPLE_MARK,) if is_sample else ()
