"""Words that stand on everything that leaves the dashboard as a file."""

from datetime import date

SAMPLE_MARK = "Sample data: made-up pupils"
DRAFT_STAMP = "Draft, not published"


def sample_marks(is_sample: bool) -> tuple[str, ...]:
    """What stands at the head of each page of a paper: the mark, where its pupils are made up."""
    return (SAMPLE_MARK,) if is_sample else ()


def day(date_: date) -> str:
    """'3 July 2026'."""
    return f"{date_.day} {date_:%B %Y}"
