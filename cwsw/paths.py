"""Where the program's own files stand: in a checkout, or installed from the wheel.

In a checkout the scripts (app.py, serve_local.py, serve_hosted.py, pages/), the settings
(.streamlit) and the sample schools (data/sample) stand beside this package; the wheel takes them
along inside it (pyproject.toml).
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_THE_WHEEL = _PACKAGE / "_app"
IS_INSTALLED = _IN_THE_WHEEL.is_dir()

IMPORTED_FROM = _PACKAGE.parent
"""The folder that a process of our own must import from."""
APP = _IN_THE_WHEEL if IS_INSTALLED else IMPORTED_FROM
"""The folder that Streamlit is started in: it finds its scripts and settings from there."""
SAMPLE_FOLDER = APP / "data" / "sample"
DOCS = APP / "docs"
"""In a checkout only, for the programs that write them."""
REPLACED_BY_UPDATES = Path(sys.prefix).resolve() if IS_INSTALLED else APP
"""The folder that an update may replace whole, so that nothing of a school's may stand in it."""
