"""Whatever a user writes is read in time that grows with its length, not with the square of it.

Times are of this process alone, the least of several, and compared as a ratio of two lengths: four
times the length takes four times the time, where a quadratic pattern takes sixteen times.
"""

import re
from functools import partial
from time import process_time

import pytest

from tests.support import hostile_texts
from tests.support.hostile_texts import UNITS, as_text

SHORT, LONG = 1_000, 4_000
END = "\x00"
"""Fits no pattern, so that each one has to look for another way."""
QUICK = 0.0005
"""Seconds for the long text in which nothing can have grown with the square of its length."""
MOST = 8.0
"""Between 4, for reading in proportion to the length, and 16."""
AT_ONCE = ((22, 0.02), (60, 0.05), (300, 0.1))
"""Lengths and seconds that even a busy machine needs only for what grows faster still."""


def text_of(unit, length):
    return (unit * (length // len(unit) + 1))[:length] + END


def seconds(use, text, rounds=1):
    times = []
    for _ in range(rounds):
        began = process_time()
        use(text)
        times.append(process_time() - began)
    return min(times)


def slow_on(use, units):
    """The first unit that, repeated, takes more than in proportion; None where there is none."""
    for unit in units:
        if any(seconds(use, text_of(unit, length)) > most for length, most in AT_ONCE):
            return unit
        if seconds(use, text_of(unit, LONG)) > QUICK and grows(use, unit):
            return unit
    return None


def grows(use, unit):
    """Whether the time grows too fast, looked at again with longer texts before it is believed."""
    for times in (1, 2):
        short, long = text_of(unit, times * SHORT), text_of(unit, times * LONG)
        if seconds(use, long, 2) < MOST * seconds(use, short, 3):
            return False
    return True


def used(pattern, how):
    """A use of a pattern as a function of a text."""
    method = getattr(pattern, how)
    if isinstance(pattern.pattern, bytes):
        inner = method
        method = lambda *a: inner(*(x.encode("latin-1", "replace") for x in a))  # noqa: E731
    if how in ("sub", "subn"):
        return partial(method, "")
    return (lambda text: list(method(text))) if how == "finditer" else method


def ways(uses):
    """One way for all uses that look at every place of a text, and one for those at its start."""
    everywhere = [how for how in ("sub", "findall", "finditer", "split", "search") if how in uses]
    return [*everywhere[:1], *[how for how in ("fullmatch", "match") if how in uses][:1]]


def slow_patterns(patterns):
    return [
        (pattern.pattern, how, unit)
        for pattern, uses in patterns.items()
        for how in ways(uses)
        if (unit := slow_on(used(pattern, how), units_of(pattern))) is not None
    ]


def units_of(pattern):
    own = hostile_texts.units_for(pattern)
    letters = as_text(pattern.pattern)
    # Of the general ones those that the pattern may have to do with.
    return dict.fromkeys([*own, *(u for u in UNITS if u.strip() == "" or set(u) & set(letters))])


def test_every_pattern_reads_in_proportion_to_the_length():
    patterns = hostile_texts.patterns()
    assert len(patterns) > 150
    assert slow_patterns(patterns) == []


@pytest.mark.long
def test_every_function_of_texts_reads_in_proportion_to_the_length():
    functions = dict(hostile_texts.functions())
    assert len(functions) > 150
    slow = {name: slow_on(function, UNITS) for name, function in functions.items()}
    assert {name: unit for name, unit in slow.items() if unit is not None} == {}


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"[\s,;|(]+(CIN|CP)\)?$", "search"),
        (r"[-+]?\d*[.,]?\d+", "fullmatch"),
        (r"(a+)+b", "match"),
        (rb"(\w+)\s*=", "findall"),
    ],
)
def test_the_reading_would_find_a_slow_pattern(pattern, how):
    assert slow_patterns({re.compile(pattern): {how}})


@pytest.mark.parametrize(
    "bad", [lambda t: [t[:i] for i in range(len(t))], lambda t: [t.count(c) for c in t]]
)
def test_the_reading_would_find_a_slow_function(bad):
    assert slow_on(bad, ["a", " "])
