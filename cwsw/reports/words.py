"""Words that stand on everything that leaves the dashboard as a file."""

from datetime import date

SAMPLE_MARK = "Sample data: these pupils are made up"
DRAFT_STAMP = "Draft, not published"


def day(date_: date) -> str:
    """'3 July 2026'."""
    return f"{date_.day} {date_:%B %Y}"
