"""Set up, start or test the CWSW dashboard; `python3 run.py --help` says how.

This file is written so that even a very old Python can read it and say what is wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "The CWSW dashboard needs Python 3.11 or newer, and this is Python "
        + ".".join(str(part) for part in sys.version_info[:2])
        + ": install a newer one from python.org and start it with that."
    )

from launcher.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
