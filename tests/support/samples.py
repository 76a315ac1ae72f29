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
    cache_file = _folder / f"{file}.upload" if _folder else None
    if cache_file is not None and cache_file.exists():
        return unpack_answer(cache_file.read_bytes())
    upload = read_files([SourceFile(file, (SAMPLES / file).read_bytes())])
    if cache_file is not None:
        handle, temporary = mkstemp(dir=cache_file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(pack_answer(upload))
        Path(temporary).replace(cache_file)  # whole or not there, whoever looks
    return upload
