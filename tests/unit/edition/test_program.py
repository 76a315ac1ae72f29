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
import { filesOf, layDown } from "@BUNDLE@";
import { readFileSync } from "node:fs";
const files = { made: [], mkdirTree(path) { this.made.push(path); },
  writeFile(path, bytes) { this.made.push(path + " " + Buffer.from(bytes).toString("hex")); } };
layDown(filesOf(new Uint8Array(readFileSync("@FILE@")).buffer), files);
console.log(JSON.stringify(files.made));
"""

STUB_TRIED_BY_JAVASCRIPT = """
import { stubOf, useStubs } from "./libraries.mjs";
const Compiled = WebAssembly.Module;
const needs = Uint8Array.of(1, 7, 0xe0, 7, 4, 0xfb, 14, 0);
const name = new TextEncoder().encode("dylink.0");
const bytes = (last) => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  0, 1 + name.length + needs.length, name.length, ...name, ...needs, 0, 3, 1, 120, last);
const [one, two] = [new Compiled(bytes(1)), new Compiled(bytes(2))];
useStubs();
const stubs = [one, two].map(stubOf);
const signed = new Int8Array(stubs[1].buffer);  // as it comes out of Python's memory
const section = (module) => Compiled.customSections(module, "dylink.0")[0];
console.log(JSON.stringify({
  stubs: stubs.map((stub) => WebAssembly.validate(stub)),
  sameModule: [new WebAssembly.Module(stubs[0]) === one, new WebAssembly.Module(signed) === two],
  instance: (await WebAssembly.instantiate(stubs[0], {})).module === one,
  itself: ![one, two].includes(new WebAssembly.Module(bytes(3))),
  needs: Buffer.from(section(new Compiled(stubs[0]))).toString("hex"),
  needsFirst: Buffer.from(stubs[0].subarray(8, 19)).includes("dylink.0"),
}));
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


def test_a_library_for_another_machine_stays_behind():
    assert program.loads("numpy/x.cpython-312-wasm32-emscripten.so", b"\0asm\1")
    assert not program.loads("markupsafe/_speedups.so", b"\x7fELF")
    assert program.loads("markupsafe/_native.py", b"import re")


@pytest.mark.skipif(NODE is None, reason="node runs the page's own script")
def test_a_stub_stands_for_the_library_that_was_compiled(tmp_path):
    code = (SITE / "libraries.js").read_text(encoding="utf-8")
    (tmp_path / "libraries.mjs").write_text(code, encoding="utf-8")
    script = tmp_path / "script.mjs"
    script.write_text(STUB_TRIED_BY_JAVASCRIPT, encoding="utf-8")
    done = subprocess.run([NODE, script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "stubs": [True, True],
        "sameModule": [True, True],
        "instance": True,
        "itself": True,
        "needs": "0107e00704fb0e00",
        "needsFirst": True,
    }


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
    assert {"parts/program.bundle", "parts/libraries.bundle"} <= set(
        re.findall(r'"(parts/[\w.]+)"', text)
    )


def test_the_database_is_closed_as_on_a_computer():
    text = (SITE / "database.js").read_text(encoding="utf-8")
    there = dict(re.findall(r'"set (\w+) = (.+)"', text))
    only_here = {"python_enable_replacements", "memory_limit", "threads"}
    here = {name: value for name, value in workspace._HARDENED.items() if name not in only_here}
    assert {name: value.strip("'") for name, value in there.items()} == here
    assert list(there)[-1] == "lock_configuration"
