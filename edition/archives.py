"""What is inside the parts: files of npm's tarballs and of wheels."""

import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

_WHEN = (2026, 1, 1, 0, 0, 0)


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


def of_wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a wheel."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                yield name, archive.read(name)


def zipped(path: Path, files: dict[str, bytes]) -> None:
    """A zip file that is the same, byte by byte, whenever it is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, _WHEN)
            archive.writestr(about, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)


def written(folder: Path, files: dict[str, bytes]) -> None:
    """Files into a folder."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
