"""One word for one thing: a class name says the same wherever it stands."""

import ast
from collections import Counter
from pathlib import Path

CWSW = Path(__file__).parents[3] / "cwsw"


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
