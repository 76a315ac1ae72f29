"""`python -m cwsw`: the command line."""

import sys

from cwsw.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
