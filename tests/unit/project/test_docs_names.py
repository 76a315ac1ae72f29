"""What the documents call by its name is there: labels on the screen, files, modules, commands."""

import re
from functools import cache

import pytest

from tests.support.documents import ROOT, read

HOW_TO = (
    "README.md",
    "docs/headteacher.md",
    "docs/pastoral.md",
    "docs/governor.md",
    "docs/keeping.md",
    "docs/export-from-your-system.md",
    "docs/virtual-school-return.md",
    "docs/tutorial.md",
)
"""Documents in which words in bold or italics are words on the screen."""
NOT_ON_SCREEN = {"Open the page.", "One command", "A server"}
"""What README sets in bold beside labels: the ways to start."""
SCREENS = [
    ROOT / "pages",
    *(ROOT / "cwsw" / r for r in ("ui", "reports", "compare", "store", "tables", "access")),
]
SAMPLES = [f"try the sample {phase} school" for phase in ("primary", "secondary")]
FOLDERS = r"\.streamlit|cwsw|data|docs|edition|hosting|launcher|pages|perf|tests"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FILE_NAME = re.compile(r"[\w./-]+\.(?:py|toml|sql|csv|md|json|ya?ml)")
IN_A_FOLDER = re.compile(rf"(?:{FOLDERS})/[\w./-]*")
ELSEWHERE = {"pupils.csv", "plans.csv", "setup.py", "cwsw/_app"}
"""Files that readers have, and those of other packages and of the wheel."""
MODULE = re.compile(r"python3? -m ((?:cwsw|edition|launcher|perf|tests)\b[\w.]*)")


def words_only(text):
    """Words without punctuation, capitals and formatting."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


@cache
def texts_on_screen():
    """Every text in the code, cut at placeholders and between sentences: one on each line."""
    parts = set(SAMPLES)
    for path in (path for folder in SCREENS for path in folder.rglob("*.py")):
        code = re.sub(r'"""(?!<).*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        joined = re.sub(r'"\s*\n\s*f?"', "", code)
        for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', joined):
            parts.update(map(words_only, re.split(r"\{[^}]*\}|(?<=[.?!]) ", text)))
    return "\n".join(["", *sorted(parts), ""])


def labels(name):
    """What a document sets in bold or italics, but for words about gaps (test_docs.py has them)."""
    text = re.sub(r"```.*?```", "", read(name), flags=re.DOTALL).replace("\n", " ")
    for bold, italic in re.findall(r"\*\*(.+?)\*\*|(?<![*\w])\*([^*\s][^*]*)\*(?!\*)", text):
        label = " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", bold or italic).split())
        if label not in NOT_ON_SCREEN and not re.match(r"\d+(?:\.\d)? \w+ |\.\.\. ", label):
            yield label


@pytest.mark.parametrize("name", HOW_TO)
def test_a_label_in_a_how_to_is_on_the_screen(name):
    texts = texts_on_screen()
    # A label may be the beginning of a longer one, but never the middle of a sentence.
    assert [
        label
        for label in labels(name)
        if not re.search(rf"\n{re.escape(words_only(label))}[ \n]", texts)
    ] == []


@cache
def paths():
    """Every file and folder of the repository that is its own, with a slash before it."""
    top = [p for p in ROOT.iterdir() if p.is_file() or re.fullmatch(FOLDERS, p.name)]
    below = [path for folder in top for path in folder.rglob("*")]
    return {f"/{path.relative_to(ROOT).as_posix()}" for path in [*top, *below]}


def is_there(name):
    return any(path.endswith(f"/{name.strip('/')}") for path in paths())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_or_folder_that_a_document_names_is_there(path):
    named = re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))
    files = [
        name
        for name in named
        if (FILE_NAME.fullmatch(name) and not name.startswith(("/", "-")))
        or IN_A_FOLDER.fullmatch(name)
    ]
    assert [name for name in files if name not in ELSEWHERE and not is_there(name)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_that_a_document_runs_is_there(path):
    for module in MODULE.findall(path.read_text(encoding="utf-8")):
        place = ROOT / module.rstrip(".").replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module


def test_a_document_that_the_code_names_is_there():
    files = [p for folder in ("cwsw", "pages", "tests", "perf") for p in (ROOT / folder).rglob("*")]
    code = [p.read_text(encoding="utf-8") for p in files if p.suffix in (".py", ".sql", ".toml")]
    named = {name for text in code for name in re.findall(r"\bdocs/[\w./-]+\.md\b", text)}
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
