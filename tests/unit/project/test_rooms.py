import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from cwsw.ui.auth import page_registry

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "pages").rglob("*.py"))
FIGURES_ARE_WORKED_OUT_IN = {"duckdb", "numpy", "pandas", "pyarrow"}


def opens_with_the_guard(source):
    """Whether the first thing a page does after its imports is to ask the page registry."""
    tree = ast.parse(source)
    doing = [node for node in tree.body if not is_docstring(node) and not is_import(node)]
    return bool(doing) and calls_require(doing[0]) and imports_require(tree)


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_import(node):
    return isinstance(node, ast.Import | ast.ImportFrom)


def calls_require(node):
    call = getattr(node, "value", None)
    return (
        isinstance(node, ast.Expr | ast.Assign)
        and isinstance(call, ast.Call)
        and ast.unparse(call) == "session.require_page(__file__)"
    )


def imports_require(tree):
    """Whether `session` is the one of cwsw.ui."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "cwsw.ui.state"
        and "session" in [alias.name for alias in node.names]
        for node in tree.body
    )


def imported(source):
    """The top-level packages a source imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def navigates_always_and_first(source):
    """Whether st.navigation is called on the top level, with no st.stop anywhere before it."""
    tree = ast.parse(source)
    top = [node.lineno for node in tree.body if not is_block(node) and calls(node, "navigation")]
    stops = [node.lineno for node in ast.walk(tree) if is_call_of(node, "stop")]
    return bool(top) and not any(line < top[0] for line in stops)


def is_block(node):
    return hasattr(node, "body")


def calls(tree, name):
    return any(is_call_of(node, name) for node in ast.walk(tree))


def is_call_of(node, name):
    return isinstance(node, ast.Call) and (
        getattr(node.func, "attr", None) == name or getattr(node.func, "id", None) == name
    )


def test_rooms_import_in_one_direction(monkeypatch):
    monkeypatch.chdir(ROOT)
    # Its set-up of logging would silence every logger that other tests listen to.
    monkeypatch.setattr("importlinter.cli.logging_config.dictConfig", lambda _: None)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_no_page_stands_directly_in_pages():
    # Streamlit would open it by its address without app.py (platform notes A1).
    assert [page.name for page in PAGES if page.parent.name == "pages"] == []


def test_every_page_is_in_the_registry_and_every_entry_has_its_page():
    entries = {entry.path for entry in page_registry.PAGES}
    assert entries == {page.relative_to(ROOT).as_posix() for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_opens_with_the_guard(page):
    assert opens_with_the_guard(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_works_out_no_figures(page):
    assert imported(page.read_text(encoding="utf-8")).isdisjoint(FIGURES_ARE_WORKED_OUT_IN)


def internals_imported(source):
    """What a source imports of Streamlit beyond what it promises, and of Starlette."""
    tree = ast.parse(source)
    whole = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    parts = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found = {name for name in whole | parts if name.split(".")[0] in ("streamlit", "starlette")}
    return found - {"streamlit", "streamlit.delta_generator"}


def test_one_module_imports_what_streamlit_does_not_promise():
    others = [p for p in (ROOT / "cwsw").rglob("*.py") if p.name != "streamlit_internals.py"]
    found = {p: internals_imported(p.read_text("utf-8")) for p in [*others, *PAGES]}
    assert {path: names for path, names in found.items() if names} == {}
    assert internals_imported("from streamlit.runtime import Runtime") == {"streamlit.runtime"}


def test_one_widget_offers_downloads():
    sources = [*(ROOT / "cwsw").rglob("*.py"), *PAGES]
    users = {p.name for p in sources if ".download_button" in p.read_text("utf-8")}
    # The filter of the WebSocket reads what the server sends.
    assert users == {"downloads.py", "websocket_filter.py"}


def test_there_are_pages():
    assert PAGES


def test_app_calls_navigation_whoever_is_there():
    assert navigates_always_and_first((ROOT / "app.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "guarded"),
    [
        ('"""Page."""\nfrom cwsw.ui.state import session\nsession.require_page(__file__)\n', True),
        ("from cwsw.ui.state import session\nuser = session.require_page(__file__)\n", True),
        ("from cwsw.ui.state import session\nuser = session.require(Right.START)\n", False),
        ("from cwsw.ui.state import session\nprint()\nsession.require_page(__file__)\n", False),
        ("from cwsw.ui.state import session\nif 1:\n    session.require_page(__file__)\n", False),
        ("from somewhere import session\nsession.require_page(__file__)\n", False),
        ('"""Empty page."""\n', False),
    ],
)
def test_the_guard_check_can_fail(source, guarded):
    assert opens_with_the_guard(source) is guarded


@pytest.mark.parametrize(
    ("source", "safe"),
    [
        ("st.navigation(pages).run()\n", True),
        ("page = st.navigation(pages)\npage.run()\nst.stop()\n", True),
        ("if not who:\n    st.stop()\nst.navigation(pages).run()\n", False),
        ("if who:\n    st.navigation(pages).run()\n", False),
        ("st.title('x')\n", False),
    ],
)
def test_the_navigation_check_can_fail(source, safe):
    assert navigates_always_and_first(source) is safe
