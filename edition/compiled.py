"""Compiles Python for the browser, by the very Python that runs there: no start has to."""

import shutil
import subprocess
import zipfile
from pathlib import Path

from edition.archives import of_wheel
from edition.parts import PartsError

_SCRIPT = Path(__file__).with_name("compile.mjs")


def compiled(files: dict[str, bytes], python: dict[str, bytes], work: Path) -> dict[str, bytes]:
    """The same files with each module compiled.

    Args:
        files: By their place in the browser.
        python: Pyodide's own files: the runtime, its standard library and its lock file.
        work: A folder for temporary files.
    """
    sources, output = work / "given.zip", work / "made.zip"
    with zipfile.ZipFile(sources, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    _run(python, work / "python", sources, output)
    return dict(of_wheel(output))


def _run(python: dict[str, bytes], folder: Path, sources: Path, output: Path) -> None:
    # Pyodide reads its parts from one folder, under the names that its makers gave them.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in python.items():
        (folder / name).write_bytes(data)
    node = shutil.which("node")
    if node is None:
        raise PartsError("node is needed to compile the program")
    command = [node, str(_SCRIPT), str(folder), str(sources), str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PartsError(f"the program could not be compiled: {done.stderr.strip()[-600:]}")
