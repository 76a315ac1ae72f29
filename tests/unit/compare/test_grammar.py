"""A number and its words agree, at none, one and two."""

import re

import pytest

from cwsw.advice.suggest import suggestions
from cwsw.cohort.counts import CohortCounts
from cwsw.compare import words
from cwsw.compare.sentences import cohort_sentence, group_sentence
from cwsw.compare.years_together import pooled, pooled_sentence
from cwsw.measures.registry import MEASURES, FigureKind
from cwsw.tables.english import counted, verb
from tests.support.figures import mean, proportion, sessions

ONE_OF_MANY = re.compile(
    r"(?<![\d,.])1 (?:children|pupils|other pupils|looked-after children|sessions|have|are|were)\b"
)
WITH_ONE = re.compile(r"(?<![\d,.])1 of [\d,]+ [^.]*? (?:were|have|are)\b")


def whole_roll(cwsw, on_roll):
    return CohortCounts(on_roll, cwsw, 0, 0, cwsw, 0, 0, 0, 0, 0, on_roll - cwsw)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 sessions"), (1, "1 session"), (2, "2 sessions"), (1024, "1,024 sessions")],
)
def test_a_number_and_its_word(number, said):
    assert counted(number, "session", "sessions") == said


@pytest.mark.parametrize(
    ("did", "numbers", "said"),
    [
        ("were suspended", (0, 2), "were suspended"),
        ("were suspended", (1, 2), "was suspended"),
        ("were suspended", (0, 1), "was suspended"),
        ("have had no look", (1,), "has had no look"),
        ("met the standard", (1,), "met the standard"),
        ("are", (1,), "is"),
    ],
)
def test_what_one_did(did, numbers, said):
    assert verb(did, *numbers) == said


@pytest.mark.parametrize("name", words.GROUPS)
def test_every_group_has_a_word_for_one_child(name):
    assert words.group(name, 1) == words.ONE[name] != words.GROUPS[name]
    assert words.group(name, 0) == words.group(name, 2) == words.group(name) == words.GROUPS[name]


@pytest.mark.parametrize("measure", [m for m in MEASURES if m.kind is FigureKind.PROPORTION])
@pytest.mark.parametrize(("n", "of"), [(0, 1), (1, 1), (0, 2), (1, 2), (2, 2), (1, 12)])
def test_proportions_of_none_one_and_two(measure, n, of):
    for name in ("cwsw", "ended"):
        figure = proportion(measure.key, (n, of), (3, 40), ended=(n, of))
        said = group_sentence(figure, name)
        assert not ONE_OF_MANY.search(said.replace(f"of {of} ", "of x ") if of > 1 else said)
        assert not WITH_ONE.search(said)
        assert words.group(name, of) in said


def test_one_child_of_one_and_of_two():
    assert group_sentence(proportion(cwsw=(1, 1)), "cwsw") == (
        "1 of 1 child with a social worker was persistently absent in 2025/26."
    )
    assert group_sentence(proportion(cwsw=(1, 2)), "cwsw") == (
        "1 of 2 children with a social worker was persistently absent in 2025/26."
    )


@pytest.mark.parametrize(
    ("pupils", "said"),
    [
        (0, "No children with a social worker are counted"),
        (1, "1 child with a social worker has a score in Attainment 8"),
        (2, "2 children with a social worker have a score in Attainment 8"),
    ],
)
def test_means_of_none_one_and_two(pupils, said):
    assert group_sentence(mean([30.0] * pupils, [40.0] * 12), "cwsw").startswith(said)


@pytest.mark.parametrize(
    ("pupils", "said"),
    [
        ([], "No children with a social worker are counted"),
        ([(1, 1)], "1 child with a social worker missed 1 of 1 session so far"),
        ([(1, 380)], "1 child with a social worker missed 1 of 380 sessions"),
        ([(1, 2), (0, 2)], "2 children with a social worker missed 1 of 4 sessions"),
    ],
)
def test_sessions_of_none_one_and_two(pupils, said):
    found = group_sentence(sessions(pupils, [(1, 380)] * 12), "cwsw")
    assert found.startswith(said.removesuffix(" so far"))


@pytest.mark.parametrize(
    ("cwsw", "on_roll", "said"),
    [
        (0, 1, "None of the 1 pupil is known"),
        (0, 2, "None of the 2 pupils is known"),
        (1, 1, "1 of 1 pupil is a child with a social worker: "),
        (1, 2, "1 of 2 pupils is a child with a social worker: "),
    ],
)
def test_the_cohort_of_none_and_one(cwsw, on_roll, said):
    assert cohort_sentence(whole_roll(cwsw, on_roll)).startswith(said)


def test_three_years_of_one_child():
    years = [
        proportion("part_time_timetable", (n, 1), year=y)
        for n, y in ((0, 2025), (1, 2024), (0, 2023))
    ]
    said = pooled_sentence(pooled(years, "cwsw"), "cwsw")
    assert "1 of 3 children with a social worker had a part-time timetable" in said


def test_advice_on_one_child():
    figure = proportion("wellbeing_known", (1, 2), (10, 20))
    (said,) = [s.because for s in suggestions([figure], whole_roll(2, 40), "secondary")]
    assert said.startswith("1 of 2 children with a social worker has had no look")
