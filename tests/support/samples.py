"""The sample schools as the product reads them, once for all workers: an upload never changes."""

import os
from functools import cache
from pathlib import Path
from tempfile import mkstemp

from cwsw.intake import SourceFile, read_files
from cwsw.intake.wire import pack_answer, unpack_answer
from cwsw.tables.upload import Upload

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sample"
_folder: Path | None = None


def share_in(folder: Path) -> None:
    """Keep what is read in a folder that other workers of the same run look into as well."""
    global _folder
    _folder = folder


@cache
def sample_upload(file: str) -> Upload:
    """A sample file's upload; its registers take longer to read than any page to show."""
    kept = _folder / f"{file}.upload" if _folder else None
    if kept is not None and kept.exists():
        return unpack_answer(kept.read_bytes())
    upload = read_files([SourceFile(file, (SAMPLES / file).read_bytes())])
    if kept is not None:
        handle, made = mkstemp(dir=kept.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(pack_answer(upload))
        Path(made).replace(kept)  # whole or not there, whoever looks
    return upload
