"""What the documents say stands in the code, and what the code holds stands in the documents."""

import json
import re
import tomllib
from operator import itemgetter

import pytest

from cwsw.access import Right, Role, User
from cwsw.cli.main import main as cwsw_main
from cwsw.intake import docs as intake_docs
from cwsw.intake.columns import is_never_read
from cwsw.records import (
    Action,
    Awareness,
    ChecklistLook,
    Decision,
    FollowUp,
    ListChange,
    Meeting,
    Override,
    Voice,
)
from cwsw.start.server import DEFAULT_PORT, NEXT_PORTS
from cwsw.tables.schema import BY_NAME
from cwsw.ui.auth.page_registry import PAGES
from launcher.main import main as run_main
from tests.support.documents import ROOT, read, roles_by_page, rows

TITLES = {entry.path: entry.title for entry in PAGES}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def person(role):
    return User("Somebody", role, "a school")


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in found}


def links(path):
    """The targets inside this repository that a page links to or shows."""
    found = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    return [target for target in found if not target.startswith(("http:", "https:", "mailto:"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_resolve(path):
    for link in links(path):
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", ["contract", "design"])
def test_a_section_that_the_code_cites_is_in_the_document(name):
    sections = set(re.findall(r"^## (\d)\. ", read(f"docs/{name}.md"), re.MULTILINE))
    files = [p for folder in ("cwsw", "tests", "perf") for p in (ROOT / folder).rglob("*.*")]
    code = "\n".join(p.read_text() for p in files if p.suffix in (".py", ".sql", ".toml"))
    cited = re.findall(rf"\b{name} sections? (\d(?:(?:, | and | to )\d)*)", code, re.IGNORECASE)
    assert cited
    assert set(re.findall(r"\d", " ".join(cited))) <= sections


def test_the_index_of_documents_names_each():
    documents = {*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")}
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in links(index)}
    assert documents - {index} <= linked


@pytest.mark.parametrize(("path", "make"), intake_docs.PAGES.items())
def test_the_tables_of_the_workbook_and_of_the_problems_are_not_stale(path, make):
    text = path.read_text(encoding="utf-8")
    assert text == intake_docs.page(text, make()), "run: python -m cwsw.intake.docs"


def test_no_sheet_is_read_for_nothing():
    sql = "\n".join(path.read_text() for path in (ROOT / "cwsw").rglob("*.sql"))
    kinds = (
        Action,
        Awareness,
        ChecklistLook,
        Decision,
        FollowUp,
        ListChange,
        Meeting,
        Override,
        Voice,
    )
    kept = {kind.TABLE for kind in kinds} | {"terms", "school"}
    assert [name for name in BY_NAME.keys() - kept if not re.search(rf"\b{name}\b", sql)] == []


def test_what_is_said_never_to_be_read_is_never_read():
    section = read("docs/workbook.md").split("## Never read")[1].split("##")[0]
    listed = re.search(r"has them: (.+?)\.", " ".join(section.split()))
    names = listed[1].split(", ")
    assert len(names) == 6
    assert all(is_never_read(name) for name in names)


def test_every_page_is_listed_with_those_who_may_open_it():
    assert roles_by_page() == {
        entry.title: {role for role in Role if entry.is_open_to(person(role))} for entry in PAGES
    }


def test_the_table_of_rights_is_the_one_that_is_enforced():
    heading = "Who may see what is decided in one place"
    said = {right: cells for right, *cells in rows(read("docs/security.md"), heading)}
    assert said == {
        right.value: ["yes" if person(role).may(right) else "no" for role in Role]
        for right in Right
    }


@pytest.mark.parametrize("recipe", rows(read("DEVELOPERS.md"), "Recipes"), ids=itemgetter(0))
def test_a_recipe_names_files_that_are_there_and_hold_what_it_names(recipe):
    words = re.findall(r"`([^`]+)`", " ".join(recipe))
    named = [word for word in words if re.search(r"\.(py|toml|sql|csv)$", word)]
    paths = {name: path_of(name) for name in named}
    assert [name for name, path in paths.items() if path is None] == []
    texts = "".join(path.read_text(encoding="utf-8") for path in paths.values())
    symbols = [m[0] for word in words if (m := re.match(r"_?[A-Z]\w+", word))]
    assert [name for name in symbols if not re.search(rf"\b{name}\b", texts)] == []


def path_of(name):
    """The file that a document calls by its path or its name alone; None where there is none."""
    return next((p for f in ("", "cwsw/**/", "tests/**/") for p in ROOT.glob(f + name)), None)


def test_the_words_of_a_gap_are_those_explained():
    source = read("cwsw/compare/narrative.py").replace("{unit}", "").casefold()
    shown = rows(read("docs/headteacher.md"), "Reading the overview, and Explore")
    for said, _ in shown:
        for words in said.replace("*", "").replace("... ", "").split(", 44"):
            assert words.casefold() in source, words
    assert len(shown) == 6


def commands_of(main, capsys):
    """The names of the commands that a program's own help lists."""
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out.split("positional arguments:")[1].split("options:")[0]
    return re.findall(r"^    (\w+)", listed, re.MULTILINE)


def test_every_command_of_the_program_has_its_line(capsys):
    commands = commands_of(cwsw_main, capsys)
    said = [row[0] for row in rows(read("docs/deployment.md"), "The command line")]
    assert "check" in commands
    assert [c for c in commands if not any(f"-m cwsw {c} " in s for s in said)] == []
    assert len(said) == len(commands)


def test_every_command_of_run_py_has_its_line(capsys):
    commands = commands_of(run_main, capsys)
    page = read("docs/deployment.md")
    assert "setup" in commands
    assert [c for c in commands if f"| `python3 run.py {c}` |" not in page] == []


def test_the_ports_are_those_tried():
    assert f"from {DEFAULT_PORT} to {DEFAULT_PORT + NEXT_PORTS - 1}" in read("docs/deployment.md")


def test_every_setting_has_its_line_and_its_value():
    settings = tomllib.loads(read(".streamlit/config.toml"))
    held = {
        f"`{section}.{key}`": f"`{json.dumps(value)}`"
        for section, keys in settings.items()
        if section != "theme"
        for key, value in keys.items()
    }
    said = {key: value for key, value, _ in rows(read("docs/deployment.md"), "Settings")}
    assert said == held


def test_every_test_and_file_named_for_a_promise_exists():
    page = read("docs/security.md")
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    files = re.findall(r"`((?:cwsw|launcher|tests|\.streamlit)/[\w/]+(?:\.\w+)?)`", page)
    assert len(tests) > 30
    assert [name for name in files if not (ROOT / name).exists()] == []
    for name, function in tests:
        assert f"def {function}(" in read(name), f"{name}::{function}"


def test_every_promise_says_how_it_is_kept_and_proved():
    promises = read("docs/security.md").split("## Not promised")[0].split("\n### ")[1:]
    assert len(promises) > 8
    assert [
        p.splitlines()[0] for p in promises if "Kept by:" not in p or "Proved by" not in p
    ] == []
