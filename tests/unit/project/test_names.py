"""One word for one thing, and names that say what they hold.

A class, or a module, of a name means the same wherever it stands.
"""

import ast
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from types import ModuleType

CWSW = Path(__file__).parents[3] / "cwsw"
SHOWN = "worked out in one room, shown or drawn in another"
SHARED = {
    "after_plan": SHOWN,
    "attendance": "sessions of children: read, made up, counted, shown",
    "before_after": SHOWN,
    "build": "puts the whole of a room's answer together",
    "checklist": SHOWN,
    "child": "one child: made up, and drawn",
    "children": "children who join, leave or change their key",
    "columns": SHOWN,
    "differences": SHOWN,
    "docs": "writes a page of docs/ from what the room states",
    "erasing": SHOWN,
    "figure_pupils": SHOWN,
    "filters": SHOWN,
    "holder": "holds what is open in this server, by school",
    "inspection": SHOWN,
    "joins": SHOWN,
    "left_out": SHOWN,
    "list_owner": SHOWN,
    "main": "where a command begins",
    "model": "the dataclasses that a room hands out",
    "page": "one page of the menu from top to bottom",
    "parsed_sheets": SHOWN,
    "passwords": "asks for the passwords of protected files",
    "plan_rows": "rows of Plans",
    "plans": "CIN and CP plans: read, recorded, made up",
    "publish": SHOWN,
    "published": SHOWN,
    "questions": SHOWN,
    "records": "what staff add: made up, and shown",
    "results": "the sheet Results",
    "roll": "who is on roll",
    "rounded": SHOWN,
    "school": "the school: its sheet, and a made-up one",
    "sentences": "figures in whole sentences",
    "series": SHOWN,
    "server": "starts Streamlit's server, from outside and inside",
    "sources": SHOWN,
    "steps": "the room's named steps of SQL",
    "suspended": SHOWN,
    "tabs": "the tabs of a page",
    "terms": SHOWN,
    "virtual_school": SHOWN,
    "words": "the fixed words of a room",
    "workbook": "writes a spreadsheet",
}
"""Names of modules that several rooms have, each with what it means in all of them."""

MOOD_WORDS = {"agreed", "asked", "found", "given", "got", "held", "kept", "people", "said", "seen"}
MOOD_WORDS |= {"shown", "taken", "takes", "told", "who", "whom"}
"""Words that say how something was come by, where a name should say what it holds."""
MOST_MOOD_NAMES = 0.006
"""Of all names that `cwsw` defines: what is left are values of the workbook ("told", "who"), the
people of a list, names stored in files, and what a user was shown (`last_seen`)."""


def classes(source):
    """The names of all classes that a source defines, at any depth."""
    return [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]


def defined_twice(sources):
    """Class names that more than one place defines."""
    count = Counter(name for source in sources for name in classes(source))
    return {name for name, times in count.items() if times > 1}


def test_a_class_name_has_one_meaning():
    sources = (path.read_text(encoding="utf-8") for path in CWSW.rglob("*.py"))
    assert defined_twice(sources) == set()


def test_the_check_sees_a_second_class_of_a_name():
    assert defined_twice(["class A: ...", "def f():\n    class A: ...", "class B: ..."]) == {"A"}


def test_a_module_name_has_one_meaning():
    rooms = defaultdict(set)
    for path in CWSW.rglob("*.py"):
        if not path.name.startswith("__"):
            rooms[path.stem].add(path.parent)
    assert {name for name, where in rooms.items() if len(where) > 1} == SHARED.keys()


def hidden_names(package):
    """What a package gives out by name and a module of its own has taken the place of."""
    names = getattr(package, "__all__", ())
    return [name for name in names if isinstance(getattr(package, name), ModuleType)]


def test_no_module_hides_a_name_that_its_package_gives_out():
    """An import of `cwsw.records.facts` that comes last takes the place of the function `facts`."""
    folders = [path.parent.relative_to(CWSW.parent) for path in CWSW.rglob("__init__.py")]
    packages = [import_module(".".join(folder.parts)) for folder in folders]
    assert [hidden for package in packages for hidden in hidden_names(package)] == []


def test_the_check_sees_a_name_that_a_module_hides():
    package = ModuleType("room")
    package.__all__ = ["facts", "record"]
    package.facts, package.record = ModuleType("room.facts"), print
    assert hidden_names(package) == ["facts"]


def defined_names(source):
    """Every name that a source gives to a function, class, argument, variable or attribute."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr


def mood_names(names):
    """Those names that have one of `MOOD_WORDS` in them."""
    return [name for name in names if MOOD_WORDS & set(name.lower().split("_"))]


def test_names_say_what_they_hold():
    sources = (path.read_text(encoding="utf-8") for path in CWSW.rglob("*.py"))
    names = [name for source in sources for name in defined_names(source)]
    moods = mood_names(names)
    assert len(moods) < MOST_MOOD_NAMES * len(names), Counter(moods).most_common()


def test_the_check_sees_a_name_that_says_a_mood():
    source = "def takes(who, rows):\n    found = rows\n    self.kept_rows = found\n"
    assert sorted(mood_names(defined_names(source))) == ["found", "kept_rows", "takes", "who"]
