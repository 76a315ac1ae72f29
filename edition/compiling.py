"""Within Pyodide: /given.zip becomes /made.zip, each module compiled, all else as it is.

Pages and the script that Streamlit reads as text stay text.
"""

import zipfile
from importlib import _bootstrap_external as external

_STAY_TEXT = ("app/pages/", "app/app.py")
_LIBRARY = "lib/python3.12/site-packages/"
_WITHOUT_DOCSTRINGS = tuple(f"{_LIBRARY}{name}/" for name in ("pandas", "pyarrow", "streamlit"))
_NO_SOURCE_HASH = b"\0" * 8
_WHEN = (2026, 1, 1, 0, 0, 0)


def _compiled(name: str, source: bytes) -> tuple[str, bytes]:
    """The compiled module; what is not of this Python (a package may hold older files) stays."""
    try:
        code = compile(source, f"/{name}", "exec", dont_inherit=True, optimize=_optimize(name))
    except SyntaxError:
        return name, source
    # Checked by neither date nor source: the browser has no source files.
    return f"{name}c", bytes(external._code_to_hash_pyc(code, _NO_SOURCE_HASH, checked=False))


def _optimize(name: str) -> int:
    """As `python -OO` where manuals take most room; NumPy and Altair cannot run without theirs."""
    return 2 if name.startswith(_WITHOUT_DOCSTRINGS) else 0


with zipfile.ZipFile("/given.zip") as sources, zipfile.ZipFile("/made.zip", "w") as output:
    for name in sorted(sources.namelist()):
        data = sources.read(name)
        if name.endswith(".py") and not name.startswith(_STAY_TEXT):
            name, data = _compiled(name, data)
        output.writestr(zipfile.ZipInfo(name, _WHEN), data)
