"""Words that stand on everything that leaves the dashboard as a file."""

SAMPLE_MARK = "Sample data: made-up pupils"
DRAFT_STAMP = "Draft, not published"


def sample_marks(is_sample: bool) -> tuple[str, ...]:
    """What stands at the head of each page of a paper: the mark, where its pupils are made up."""
    return (SAMPLE_MARK,) if is_sample else ()
