"""What the program imports is in the browser edition too, and its files arrive there whole."""

import ast
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cwsw.store import workspace
from edition import archives, parts, program, runtime

ROOT = Path(__file__).parents[3]
SITE = ROOT / "edition" / "site"
STANDINS = ROOT / "edition" / "standins"
BEHIND_SEAMS = frozenset(("typst", "vl_convert"))
"""Imported where they are used alone, and replaced in the browser by another engine."""
NODE = shutil.which("node")
_IMPORT = re.compile(r"^ *((?:from [A-Za-z]\S* )?import (?:\([^)]*\)|[^\n(]+))$", re.MULTILINE)
FILES = {"app/one.py": b"1", "app/two/three.so": b"\0wasm\xff" * 9, "lib/empty": b"", "lib/é": b"x"}
WRITTEN_BY_JAVASCRIPT = """
import { unbundle } from "@BUNDLE@";
import { readFileSync } from "node:fs";
const files = { made: [], mkdirTree(path) { this.made.push(path); },
  writeFile(path, bytes) { this.made.push(path + " " + Buffer.from(bytes).toString("hex")); } };
unbundle(new Uint8Array(readFileSync("@FILE@")), files);
console.log(JSON.stringify(files.made));
"""


@cache
def imports() -> frozenset[tuple[str, tuple[str, ...]]]:
    """Each module that the program names in an import, with the names it takes of it."""
    paths = [path for folder in ("cwsw", "pages") for path in (ROOT / folder).rglob("*.py")]
    return frozenset(pair for path in paths for pair in _imports_of(path))


def _imports_of(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    text = path.read_text(encoding="utf-8")
    for line in ast.walk(ast.parse("\n".join(_IMPORT.findall(text)))):
        if isinstance(line, ast.Import):
            yield from ((alias.name, ()) for alias in line.names)
        elif isinstance(line, ast.ImportFrom) and line.module:
            yield line.module, tuple(alias.name for alias in line.names)


def defined_in(path: Path) -> set[str]:
    """The names at the top of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    made = {t.id for n in tree.body if isinstance(n, ast.Assign) for t in n.targets}
    made |= {n.name for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)}
    imported = [n for n in tree.body if isinstance(n, ast.ImportFrom)]
    return made | {alias.asname or alias.name for n in imported for alias in n.names}


def test_every_package_of_the_program_is_in_the_edition():
    packages = {module.partition(".")[0] for module, _ in imports()}
    others = packages - set(sys.stdlib_module_names) - {"cwsw"} - BEHIND_SEAMS
    assert {"duckdb", "streamlit", "pyarrow"} <= others
    standins = {path.stem for path in STANDINS.iterdir()}
    names = {part.name for part in parts.locked().values()} | set(runtime.FROM_MIRROR)
    of_package = importlib.metadata.packages_distributions()
    absent = {
        package
        for package in others - standins
        if not names & {name.lower().replace("_", "-") for name in of_package[package]}
    }
    assert absent == set()


def test_a_stand_in_has_every_name_that_the_program_takes_of_the_package():
    absent = []
    for module, names in imports():
        place = STANDINS / module.replace(".", "/")
        path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if not path.exists():
            package = STANDINS / module.partition(".")[0]
            if package.is_dir() or package.with_suffix(".py").exists():
                absent.append(module)
            continue
        below = {p.stem for p in place.iterdir()} if place.is_dir() else set()
        absent += [f"{module}.{name}" for name in {*names} - defined_in(path) - below]
    assert absent == []


def test_tests_and_sources_of_packages_stay_behind():
    wanted = ("pandas/core/frame.py", "numpy/_core/_multiarray_umath.cpython-312-wasm32.so")
    unwanted = (
        *("pandas/tests/test_x.py", "numpy/f2py/f2py2e.py"),
        *("pyarrow/include/arrow/api.h", "altair-6.dist-info/RECORD", "x.data/scripts/x.py"),
    )
    assert all(map(program.is_wanted, (*wanted, "altair-6.dist-info/METADATA")))
    assert not any(map(program.is_wanted, unwanted))


@pytest.mark.skipif(NODE is None, reason="node runs the page's own script")
def test_the_page_takes_a_bundle_apart_as_it_was_made(tmp_path):
    bundle = tmp_path / "program.bundle"
    archives.bundled(bundle, FILES)
    script = tmp_path / "script.mjs"
    code = (SITE / "bundle.js").read_text(encoding="utf-8")
    (tmp_path / "bundle.mjs").write_text(code, encoding="utf-8")
    text = WRITTEN_BY_JAVASCRIPT.replace("@BUNDLE@", "./bundle.mjs")
    script.write_text(text.replace("@FILE@", bundle.as_posix()), encoding="utf-8")
    done = subprocess.run([NODE, script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [
        *("/app", f"/app/one.py {b'1'.hex()}"),
        *("/app/two", f"/app/two/three.so {FILES['app/two/three.so'].hex()}"),
        *("/lib", "/lib/empty ", "/lib/é 78"),
    ]


@pytest.mark.skipif(NODE is None, reason="node reads the scripts")
@pytest.mark.parametrize("name", sorted(p.name for p in SITE.glob("*.js")))
def test_a_script_can_be_read(name, tmp_path):
    copy = tmp_path / (name if name == "sw.js" else f"{Path(name).stem}.mjs")
    copy.write_bytes((SITE / name).read_bytes())
    done = subprocess.run([NODE, "--check", copy], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_scripts_ask_for_files_that_are_laid_down():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SITE.glob("*.js"))
    ours = set(re.findall(r'"\./(\w+\.js)"', text)) | set(
        re.findall(r"\$\{[\w.#]+\}(\w+\.js)\b", text)
    )
    assert {"bundle.js", "database.js", "program.js", "papers.js"} <= ours
    assert {name for name in ours if not (SITE / name).exists()} == set()
    assert f'const ARROW = "{runtime.ARROW}"' in text
    assert "parts/program.bundle" in text


def test_the_database_is_closed_as_on_a_computer():
    text = (SITE / "database.js").read_text(encoding="utf-8")
    there = dict(re.findall(r'"set (\w+) = (.+)"', text))
    only_here = {"python_enable_replacements", "memory_limit", "threads"}
    here = {name: value for name, value in workspace._HARDENED.items() if name not in only_here}
    assert {name: value.strip("'") for name, value in there.items()} == here
    assert list(there)[-1] == "lock_configuration"
