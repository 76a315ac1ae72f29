"""Measures everything and writes docs/performance.md: `python -m perf.docs`, in ten minutes."""

import sys
from contextlib import redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path

from perf.browser_edition import kept_part
from perf.run import main

PLACE = Path(__file__).parents[1] / "docs" / "performance.md"
_TEXT = """# How fast it is

Written by `python -m perf.docs` on {day}; nothing here is typed by hand. The limits are those the
design sets itself. Seconds belong to the machine; the ratios are what to compare with another one.

Each figure is the median of several runs, in one go and on the same machine as what it is set
beside: reading the same file with python-calamine and nothing more, a script with pandas and
openpyxl that works out three of the measures, and an empty Streamlit page. The process that reads a
file has started when the file is there, as it has on the Upload page; the row below says how long
it takes where it has not. The growth curve is the table of
schools from 250 to 250,000 pupils: the last column is what one more pupil costs.

```
{said}
```

A page's own work is a small part of what a visitor waits for; the rest is Streamlit's and the
browser's. Streamlit can sweep all memory after every run of a page; that took four fifths of a page
change, so it is off (`runner.postScriptGC`), and the rows on memory show that nothing piles up.
"""


def write(place: Path = PLACE) -> int:
    """Write the page with what a fresh measurement prints; its exit code."""
    output = StringIO()
    with redirect_stdout(output):
        code = main([])
    measured_at = datetime.now().astimezone()
    text = _TEXT.format(
        day=f"{measured_at.day} {measured_at:%B %Y}", said=output.getvalue().strip()
    )
    # The browser edition is measured by itself, in a browser: its section stays as it is.
    more = kept_part(place.read_text(encoding="utf-8"))
    place.write_text(f"{text}\n{more}" if more else text, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(write())
