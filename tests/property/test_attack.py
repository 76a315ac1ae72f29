"""All tables of all publications of a school at once, against a reader who knows the rules.

The attacker (tests/support/attacker.py) reads every number and every "too few to say safely" of up
to three publications. Long runs take 5,000 schools; docs/security.md states the last one.
"""

import json
from dataclasses import replace

import pytest

from cwsw.cli.answers import governors_object
from cwsw.disclosure import publications, rules
from cwsw.disclosure.rules import Tally
from tests.support.attacker import Known, Pinned, Seen, attack
from tests.support.random_schools import CLOSED, case

SLICE, ALL = 60, 5000


@pytest.fixture(scope="module")
def seeds(long_run):
    return range(ALL if long_run else SLICE)


def test_no_count_is_pinned(seeds):
    """With the totals of the whole school known, and then the exact size of every group too."""
    for seed in seeds:
        school = case(seed)
        assert attack(school.seen, school.known) == (), seed
        assert attack(school.seen, replace(school.known, sizes=school.sizes)) == (), seed


def test_the_schools_are_worth_attacking():
    """Some figures are said, some hidden; some cohorts are small, some figures all or nothing."""
    seen = [s for seed in range(60) for s in case(seed).seen if isinstance(s, Seen)]
    said = [s for s in seen if s.count is not None]
    assert len(said) > 50
    assert len(seen) - len(said) > 500


def test_without_secondary_suppression_the_attacker_wins(monkeypatch):
    monkeypatch.setattr(rules, "_of_the_rest", lambda _shown, _everyone: ())
    won = []
    for seed in range(8):
        school = case(seed)
        won += attack(school.seen, replace(school.known, linked=False))
    assert won


def test_without_rounding_s_spread_the_attacker_wins(monkeypatch):
    """Hiding 1 to 5 and no more: a count that is said as 5 can only be 6 or 7."""
    plain = Seen("suspended", 5, 20)
    everyone = {"suspended": Tally(90, 400)}
    assert attack([plain], Known(everyone)) == ()
    monkeypatch.setattr("tests.support.attacker.SPREAD", 1)
    assert attack([plain], Known(everyone)) == (
        Pinned("suspended", "meets", 4, 6),
        Pinned("suspended", "children", 19, 21),
    )


def test_a_closed_year_said_twice_differently_is_pinned():
    """10 of 40 first, 15 of 40 after one more was found: 12 became 13, so 8 to 12 are no more."""
    table = f"suspended {CLOSED}"
    known = Known({table: Tally(60, 400)})
    first, second = Seen(table, 10, 40), Seen(table, 15, 40)
    assert attack([first], known) == ()
    with pytest.raises(ValueError, match="no school fits"):
        attack([first, second], known)


def test_restating_closed_years_would_say_two_things_of_one_count(monkeypatch):
    """What the freezing of closed years is for: without it the random schools contradict."""
    schools = [case(seed) for seed in range(60)]
    assert not any(contradict(school) for school in schools)
    monkeypatch.setattr(publications, "_as_first_published", lambda draft, _before: draft)
    assert any(contradict(case(seed)) for seed in range(60))


def contradict(school):
    """Whether one table reads differently in two publications."""
    said = {(s.table, s.count, s.of) for s in school.seen if isinstance(s, Seen)}
    return len(said) > len({table for table, *_ in said})


def test_the_json_and_the_page_read_alike():
    """Every number of the JSON of a publication is one that the attacker has read."""
    for seed in range(20):
        for summary in case(seed).summaries:
            told = json.loads(json.dumps(governors_object(summary)))["figures"]
            read = [(f["key"], f["count"], f["of"], f["hidden"]) for f in told]
            assert read == [(f.key, f.count, f.of, f.count is None) for f in summary.figures]
