"""An attacker who knows the rules, the totals and the whole school's own figures learns little.

The attacker is brute force: every school that would have published the same, given the whole
school's number of pupils and the number who meet the measure (as the Department for Education
publishes them), and in the second test the exact size of the cohort too.
"""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from cwsw.disclosure import publish
from cwsw.disclosure.rules import BASE, Tally, release, size_band
from tests.support.figures import proportion
from tests.support.made_up_summary import summary


@st.composite
def schools(draw, largest=70):
    """The cohort's tally and the whole school's."""
    everyone = draw(st.integers(1, largest))
    meeting = draw(st.integers(0, everyone))
    of = draw(st.integers(0, everyone))
    fewest, most = max(0, of - (everyone - meeting)), min(of, meeting)
    return Tally(draw(st.integers(fewest, most)), of), Tally(meeting, everyone)


def cohorts_of(everyone, sizes):
    """Every tally the cohort could have, given the whole school's."""
    for of in sizes:
        for n in range(max(0, of - (everyone.of - everyone.n)), min(of, everyone.n) + 1):
            yield Tally(n, of)


def secrets(cohort, everyone):
    """The counts an attacker is after: who meets it and who does not, in the cohort and outside."""
    missing = cohort.of - cohort.n
    others = everyone.n - cohort.n
    return cohort.n, missing, others, everyone.of - everyone.n - missing


def assert_nothing_narrows(everyone, possible, consistent):
    """Each secret keeps 5 possible values, or every one that it had before the publication."""
    before = zip(*(secrets(c, everyone) for c in possible), strict=True)
    after = zip(*(secrets(c, everyone) for c in consistent), strict=True)
    for prior, kept in zip(before, after, strict=True):
        assert len(set(kept)) >= min(BASE, len(set(prior)))


@given(schools())
def test_no_count_is_narrowed_to_a_range_under_five(school):
    cohort, everyone = school
    seen = (release(cohort, everyone), size_band(cohort.of, everyone.of))
    possible = list(cohorts_of(everyone, range(everyone.of + 1)))
    consistent = [
        c for c in possible if (release(c, everyone), size_band(c.of, everyone.of)) == seen
    ]
    assert_nothing_narrows(everyone, possible, consistent)


@given(schools())
def test_nor_for_somebody_who_knows_the_size_of_the_cohort(school):
    cohort, everyone = school
    possible = list(cohorts_of(everyone, [cohort.of]))
    seen = release(cohort, everyone)
    consistent = [c for c in possible if release(c, everyone) == seen]
    assert_nothing_narrows(everyone, possible, consistent)


@given(schools(largest=400))
def test_all_or_none_is_never_said(school):
    shown = release(*school)
    assert shown is None or 0 < shown.n < shown.of
    assert shown is None or school[0].of >= 10


@given(schools(largest=400), st.integers(-2, 2))
def test_schools_behind_the_same_counts_publish_the_same_words(school, step):
    cohort, everyone = school
    neighbour = Tally(cohort.n + step, cohort.of)
    assume(0 <= neighbour.n <= min(neighbour.of, everyone.n))
    assume(everyone.of - everyone.n >= neighbour.of - neighbour.n)
    assume(release(cohort, everyone) == release(neighbour, everyone))
    assert published(cohort, everyone) == published(neighbour, everyone)


def published(cohort, everyone):
    others = (everyone.n - cohort.n, everyone.of - cohort.of)
    figure = proportion("suspended", (cohort.n, cohort.of), others)
    return publish(summary(replace(figure, alarm=cohort.n % 2 == 0), on_roll=everyone.of))
