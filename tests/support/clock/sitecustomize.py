"""A server whose "today" a test sets: on its PYTHONPATH this module runs before anything else.

The day stands in the file that CWSW_TEST_DAY names, as ISO, and is read anew each time it is asked.
"""

import os
from datetime import date
from pathlib import Path

if "CWSW_TEST_DAY" in os.environ:
    from cwsw import records
    from cwsw.records import fact_store

    _FILE = Path(os.environ["CWSW_TEST_DAY"])

    def _today() -> date:
        return date.fromisoformat(_FILE.read_text(encoding="ascii").strip())

    fact_store.today = _today
    records.today = _today
