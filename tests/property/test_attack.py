"""Everything published, together and over time, against a reader who knows the rules.

The reader also knows the whole school's totals and the exact size of every group. The long run
takes all schools of up to 50 pupils and 200 that publish three times; docs/security.md
states the last one.
"""

from itertools import product
from random import Random

import pytest

from cwsw.disclosure import first_published
from cwsw.disclosure.rules import SchoolCount
from tests.support.attacker import attack
from tests.support.published_schools import KEYS_ATTACKED, History, alike, history, said_over_time
from tests.support.small_schools import (
    Table,
    exact_but_few,
    linked,
    possible,
    ranges_with_every_cut,
    rounded_to_five,
    said_of_parts,
    statement,
    tables,
    tables_of,
)


def attack_tables(worlds, says, *, sizes_known=True):
    """The attack on single tables."""
    return attack(
        worlds,
        lambda t: (t.school, t.of) if sizes_known else t.school,
        says,
        lambda t: t.counts,
    )


@pytest.fixture(scope="module")
def largest(long_run):
    return 50 if long_run else 30


@pytest.mark.parametrize("sizes_known", [True, False])
def test_no_small_school_says_too_much(largest, sizes_known):
    assert attack_tables(tables(largest), statement, sizes_known=sizes_known) == ()


def test_many_small_schools_say_something(largest):
    every = [statement(t) for t in tables(largest)]
    assert sum(s is not None for s in every) > len(every) / 50


@pytest.mark.parametrize("worse", [exact_but_few, rounded_to_five, ranges_with_every_cut])
def test_worse_rules_lose(worse):
    assert attack_tables(tables(24), worse)


def test_overlapping_sums_of_three_years_lose():
    """Years 1 to 3 in one number, then years 2 to 4: each sum keeps to the rules by itself."""
    school = SchoolCount(8, 16)
    years = [possible(8, school)] * 4

    def says(counts):
        return tuple(
            statement(Table(sum(counts[i : i + 3]), 24, SchoolCount(24, 48)))
            for i in range(len(counts) - 2)
        )

    def named(counts):
        return {f"year {number}": count for number, count in enumerate(counts, 1)}

    worlds = [counts for counts in product(*years) if all(c in (0, 2, 4, 6, 8) for c in counts)]
    assert attack(worlds, lambda _: None, says, named)


def three_linked(random):
    """Three measures of the same children; of the third some children may be left out."""
    everyone = random.randint(21, 26)
    totals = [random.choice((random.randint(10, 14), random.randint(0, everyone))) for _ in "123"]
    fewer = random.randint(0, 2)
    third = min(totals[2], everyone - fewer)
    schools = (
        SchoolCount(totals[0], everyone),
        SchoolCount(totals[1], everyone),
        SchoolCount(third, everyone - fewer),
    )
    return schools, (0, 0, fewer)


@pytest.mark.parametrize("sizes_known", [True, False])
def test_three_linked_tables_say_no_more_together(long_run, sizes_known):
    random = Random(15)
    for _ in range(200 if long_run else 4):
        schools, fewer = three_linked(random)
        narrowed = attack(
            linked(schools, fewer),
            lambda world: tuple(t.of for t in world) if sizes_known else None,
            lambda world: tuple(map(statement, world)),
            lambda world: {f"{i} meets": t.n for i, t in enumerate(world)},
        )
        assert narrowed == (), schools


def test_year_groups_in_one_number_say_no_more_of_each(long_run):
    random = Random(3)
    for _ in range(200 if long_run else 6):
        ofs = [random.randint(6, 9) for _ in "RYS"]
        schools = [SchoolCount(random.randint(0, of), of) for of in ofs]
        worlds = product(*(list(tables_of(school)) for school in schools))
        some = (w for w in worlds if sum(t.of for t in w) in (11, 13, 15))
        narrowed = attack(
            some,
            lambda world: tuple(t.of for t in world),
            said_of_parts,
            lambda world: (
                {"all": sum(t.n for t in world)} | {f"{i} meets": t.n for i, t in enumerate(world)}
            ),
        )
        assert narrowed == (), schools


@pytest.fixture(scope="module")
def histories(long_run):
    return [history(seed) for seed in range(200 if long_run else 8)]


def test_five_values_of_every_count_would_have_published_the_same(histories):
    """All else known, three publications over two years, three closed years of every measure."""
    for school in histories:
        for key in KEYS_ATTACKED:
            for year in school.years:
                left = alike(school, key, year)
                assert len(left) >= min(5, len(school.possible(key, year))), (school.seed, key)


def test_the_histories_are_worth_attacking(histories: list[History]):
    every = [f for school in histories for s in said_over_time(school) for f in s.figures]
    assert sum(not f.hidden for f in every) > len(every) / 4
    assert sum(f.hidden for f in every) > len(every) / 10
    assert {f.beside_others for f in every} == {"more", "less", "cannot_tell", None}


def test_restated_years_would_lose(histories, monkeypatch):
    """What freezing is for: corrected data would say two ranges of one count."""
    monkeypatch.setattr(first_published, "_first_published", lambda _earlier, _drafted: {})
    assert any(
        len(alike(school, key, year)) < min(5, len(school.possible(key, year)))
        for school in histories
        for key in KEYS_ATTACKED
        for year in school.years
    )
