"""`python -m tests.mutation.run [PART OF A PATH]` makes mistakes and prints those unseen."""

import sys
import tempfile
from pathlib import Path

from tests.mutation.mistakes import mistakes
from tests.mutation.trial import Trial


def main(part: str) -> None:
    """Every mistake in the files whose path holds the part, one line for each unseen."""
    chosen = [mistake for mistake in mistakes() if part in mistake.path]
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(Path(scratch))
        for mistake in chosen:
            if not trial.sees(mistake):
                sys.stdout.write(f"{mistake.name}\n")
                sys.stdout.flush()
    sys.stdout.write(f"of {len(chosen)} mistakes\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
