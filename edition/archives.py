"""What is inside the parts: files of npm's tarballs and of wheels."""

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

_WHEN = (2026, 1, 1, 0, 0, 0)
"""The time of every file in a zip file, so that the same commit makes the same bytes."""


def of_npm(path: Path, *names: str) -> dict[str, bytes]:
    """Some files of an npm package, by their path in it. Raises KeyError for one it lacks."""
    with tarfile.open(path) as archive:
        return {name: _read(archive, name) for name in names}


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(f"package/{name}")
    if stream is None:
        raise KeyError(name)
    with stream:
        return stream.read()


def of_wheel(wheel: Path | bytes) -> Iterator[tuple[str, bytes]]:
    """Every file of a wheel or another zip file."""
    with zipfile.ZipFile(io.BytesIO(wheel) if isinstance(wheel, bytes) else wheel) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                yield name, archive.read(name)


def zipped(path: Path, files: dict[str, bytes]) -> None:
    """A zip file that is the same, byte by byte, whenever it is made.

    Nothing in it is packed: the whole file is for its way to the browser, which unpacks it once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), files[name])


def bundled(path: Path, files: dict[str, bytes]) -> None:
    """One file that a browser takes apart without copying: a list of names and sizes, the bytes.

    The first four bytes are the length of the list, which is JSON.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    names = sorted(files)
    listed = json.dumps([[name, len(files[name])] for name in names]).encode()
    blocks = [len(listed).to_bytes(4, "little"), listed, *(files[name] for name in names)]
    path.write_bytes(b"".join(blocks))


def written(folder: Path, files: dict[str, bytes]) -> None:
    """Files into a folder."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
