"""The pages: ours, Streamlit's own, and the list of every file with its checksum."""

import gzip
import hashlib
import json
import re
from html import escape
from pathlib import Path

from edition.archives import of_wheel, written
from edition.parts import PartsError, fetched, locked

_OURS = Path(__file__).parent / "site"
_STATIC = "streamlit/static/"
_SCRIPT = re.compile(r'<script type="module" crossorigin src="\./([^"]+)"></script>')
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="\./([^"]+)">')
_AS_IT_IS = frozenset(("index.html", "boot.js", "boot.css", "sw.js", "build.js", "favicon.png"))
"""Asked of the host before the service worker stands, so never packed."""
_PACKED_ALREADY = frozenset((".whl", ".woff2", ".png", ".ttf"))
_SMALL = 2_000
POLICY = "; ".join(
    (
        "default-src 'none'",
        # Python and the charts are compiled in the browser; no script comes from elsewhere.
        "script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def lay_down(out: Path, cache: Path) -> None:
    """index.html, the workers' scripts and Streamlit's pages."""
    pages = dict(of_wheel(fetched(locked()["streamlit@1.67.0"], cache)))
    static = {
        name.removeprefix(_STATIC): data
        for name, data in pages.items()
        if name.startswith(f"{_STATIC}static/") or name == f"{_STATIC}favicon.png"
    }
    written(out, static)
    own = {path.name: path.read_bytes() for path in _OURS.iterdir()}
    theirs = pages[f"{_STATIC}index.html"].decode()
    scripts, styles = _SCRIPT.findall(theirs), _STYLE.findall(theirs)
    if not scripts or not styles:
        raise PartsError("Streamlit's page names its scripts in another way now")
    own["index.html"] = _page(own["index.html"].decode(), styles).encode()
    own["pages.json"] = json.dumps({"scripts": scripts}).encode()
    written(out, own)


def _page(text: str, styles: list[str]) -> str:
    links = "\n    ".join(f'<link rel="stylesheet" href="./{escape(s)}" />' for s in styles)
    return text.replace("@POLICY@", POLICY).replace("@STYLES@", links)


def pack(out: Path) -> None:
    """Pack what is large, and write build.js: each file's checksum, and the edition's version."""
    files = {}
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        name, data = path.relative_to(out).as_posix(), path.read_bytes()
        if name in ("sw.js", "build.js"):
            continue
        is_packed = _packs(name, len(data))
        files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "packed": is_packed}
        if is_packed:
            # Without a time: the same commit makes the same bytes.
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
            path.unlink()
    about = {"policy": POLICY, "files": files}
    version = hashlib.sha256(json.dumps(about).encode()).hexdigest()[:16]
    text = f"self.BUILD = {json.dumps({'version': version, **about}, indent=1)};\n"
    (out / "build.js").write_text(text, encoding="utf-8")


def _packs(name: str, size: int) -> bool:
    is_first = name in _AS_IT_IS or name.endswith(".css")
    is_own_script = "/" not in name
    packed = Path(name).suffix in _PACKED_ALREADY
    return not (is_first or is_own_script or packed) and size > _SMALL
