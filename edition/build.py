"""Makes the folder of the browser edition: `python -m edition.build OUT`.

Needs npm and node, which fetch and compile parts; every part is checked against `parts.json`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from edition import program, runtime, site
from edition.parts import PartsError, cache_folder


def build(out: Path, cache: Path) -> None:
    """Fill an empty or a new folder. Raises PartsError where a part is not what was pinned."""
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise PartsError(f"{out} is not empty: name a new folder")
    with tempfile.TemporaryDirectory() as work:
        # Packed last: the list of files with their checksums needs all of them.
        runtime.lay_down(out, cache)
        program.lay_down(out, cache, Path(work))
        site.lay_down(out, cache)
        site.pack(out)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m edition.build", description=__doc__)
    parser.add_argument("out", type=Path, help="a new folder")
    parser.add_argument(
        "--cache", type=Path, default=cache_folder(), help="the cache of fetched parts"
    )
    arguments = parser.parse_args()
    try:
        build(arguments.out, arguments.cache)
    except PartsError as error:
        print(f"Nothing was built: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in arguments.out.rglob("*") if path.is_file())
    print(f"{arguments.out}: {size / 2**20:.1f} MB, to be put on any web server")
    return 0


if __name__ == "__main__":
    sys.exit(main())
