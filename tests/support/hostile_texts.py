"""Every pattern of the program, the ways it is used, and texts that make a bad one slow."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, partial
from re import _constants as code  # type: ignore[attr-defined]  # how Python sees a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from types import FunctionType, ModuleType
from typing import Any, get_type_hints

import cwsw

USES = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
UNITS = (
    " ", "\t", "A", "1", ".", ",", "-", "/", "(", '"', "'", "#", "=", "x\n", "é", "a ", "1/", ", ",
    "Aa", "- ", "a b ", "CIN ", "of ", "2025/26 ", "(a) ",
)  # fmt: skip

READ_BY = (
    "cwsw.access.", "cwsw.children.", "cwsw.cohort.", "cwsw.disclosure.own_words",
    "cwsw.intake.", "cwsw.records.", "cwsw.reports.", "cwsw.tables.", "cwsw.ui.widgets.export",
    "cwsw.ui.upload.wording", "cwsw.ui.wording.escaping", "cwsw.ui.asgi.safe_logging",
    "cwsw.ui.wording.text", "cwsw.ui.auth.cookies", "cwsw.ui.asgi.websocket_filter",
)  # fmt: skip
"""Modules whose functions of texts are called with hostile ones: they do nothing but read."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the program but those that run when imported."""
    names = (info.name for info in pkgutil.walk_packages(cwsw.__path__, "cwsw."))
    return tuple(importlib.import_module(name) for name in names if "__main__" not in name)


def patterns() -> Mapping[re.Pattern[Any], set[str]]:
    """Each compiled pattern -> the names of the methods that are used on it."""
    used = _uses_by_name()
    by_pattern: dict[re.Pattern[Any], set[str]] = defaultdict(set)
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                by_pattern[value] |= used.get(name, set()) or {"search"}
            else:
                for pattern in _within(value):
                    by_pattern[pattern] |= {"search", "fullmatch"}
        for use, pattern in _inline(module):
            by_pattern[pattern].add(use)
    return by_pattern


def _within(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """Patterns in tables of patterns."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _within(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _within(one, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _within(getattr(value, one.name), depth - 1)


def _uses_by_name() -> Mapping[str, set[str]]:
    """Name of a pattern -> methods called on it, or handed on, anywhere in the program."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Attribute) and node.attr in USES:
                value = node.value
                name = getattr(value, "id", None) or getattr(value, "attr", None)
                if name:
                    by_name[name].add(node.attr)
    return by_name


def _inline(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns that are written where they are used: `re.sub(r"...", ...)`."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_re = getattr(node.func.value, "id", "") == "re"
            first = node.args[0] if node.args else None
            if of_re and node.func.attr in USES and isinstance(first, ast.Constant):
                ignores = any("re.I" in ast.unparse(part) for part in (*node.args, *node.keywords))
                yield node.func.attr, re.compile(first.value, re.IGNORECASE if ignores else 0)


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def functions() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Every function of those that read what a user wrote that takes one text, or several."""
    for module in modules():
        if module.__name__.startswith(READ_BY):
            for name, value in vars(module).items():
                function = inspect.unwrap(value) if callable(value) else None
                if inspect.isfunction(function) and function.__module__ == module.__name__:
                    number = _number_of_texts(function)
                    if number:
                        yield f"{module.__name__}.{name}", partial(_call, function, number)


def _number_of_texts(function: FunctionType) -> int:
    """How many texts a function asks for; 0 where it asks for anything else."""
    required = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    hints = get_type_hints(function)
    are_texts = all(hints.get(one.name) in (str, str | None) for one in required)
    makes_pattern = hints.get("return") == re.Pattern[str]
    return len(required) if are_texts and not makes_pattern else 0


def _call(function: Callable[..., object], number: int, text: str) -> None:
    with suppress(Exception):  # a refusal is an answer too
        result = function(*[text] * number)
        if inspect.isgenerator(result):
            deque(result, maxlen=0)


def units_for(pattern: re.Pattern[Any]) -> list[str]:
    """Pieces that, repeated, are likely to be slow: how it begins, and its own characters."""
    text = as_text(pattern.pattern)
    flags = pattern.flags if text == pattern.pattern else pattern.flags & ~re.UNICODE
    tree = list(parser.parse(text, flags))
    starts = {"".join(map(_sample, tree[:end])) for end in range(1, len(tree) + 1)}
    return sorted(filter(None, starts | set(map(_sample, _flat(tree)))))


def as_text(pattern: str | bytes) -> str:
    """A pattern of bytes as one of text."""
    return pattern if isinstance(pattern, str) else pattern.decode("latin-1")


def _flat(tree: Any) -> Iterator[Any]:
    """Every item of a pattern, those within groups and branches too."""
    for item in tree:
        yield item
        op, value = item
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            yield from _flat(value[2])
        elif op is code.SUBPATTERN:
            yield from _flat(value[3])
        elif op is code.BRANCH:
            for branch in value[1]:
                yield from _flat(branch)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from _flat(value[1])
        elif op is code.ATOMIC_GROUP:
            yield from _flat(value)


def _sample(item: Any) -> str:
    """A short text that an item of a pattern matches."""
    op, value = item
    if op is code.LITERAL:
        return chr(value)
    if op in (code.NOT_LITERAL, code.ANY):
        return "~"
    if op is code.IN:
        return str(_member(value))
    if op is code.BRANCH:
        return "".join(map(_sample, value[1][0]))
    if op is code.SUBPATTERN:
        return "".join(map(_sample, value[3]))
    if op is code.ATOMIC_GROUP:
        return "".join(map(_sample, value))
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        times: int = max(1, min(value[0], 12))
        return "".join(map(_sample, value[2])) * times
    return ""


_CATEGORY = {code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a"}


def _member(members: Any) -> str:
    """One character of a set."""
    if members[0][0] is code.NEGATE:
        return "~"
    op, value = members[0]
    if op is code.RANGE:
        return chr(value[0])
    return _CATEGORY.get(value, "~") if op is code.CATEGORY else chr(value)
