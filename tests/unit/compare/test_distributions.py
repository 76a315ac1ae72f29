"""Our own Student's t and binomial against scipy, over wide ranges and at their ends."""

from math import isclose, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from cwsw.compare.distributions import binomial_probabilities, t_limit, t_two_sided

CLOSE = 1e-12
SMALLEST = 1e-300
"""Below it a float itself holds fewer digits."""
FREEDOMS = st.one_of(
    st.integers(1, 3000), st.floats(1, 1e6), st.sampled_from([1, 2, 199, 200, 201])
)


@given(st.floats(1e-3, 60), FREEDOMS)
def test_the_probability_outside_a_t(t, freedom):
    expected = 2 * special.stdtr(freedom, -t)
    assert expected < SMALLEST or isclose(t_two_sided(t, freedom), expected, rel_tol=CLOSE)


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 7, 150, 1199, 1e5, 1e6])
@pytest.mark.parametrize("t", [1e-3, 0.1, 1, 1.22, 1.23, sqrt(3), 1.96, 12.7, 1e3, 1e6, 1e12])
def test_the_probability_outside_a_t_at_the_ends(t, freedom):
    expected = 2 * special.stdtr(freedom, -t)
    assert t_two_sided(t, freedom) == pytest.approx(expected, rel=CLOSE, abs=SMALLEST)


def test_no_distance_and_the_smallest():
    assert t_two_sided(0, 5) == 1
    # One degree of freedom has a closed form: 1 - 2 atan(t) / pi. (scipy errs here.)
    assert t_two_sided(1e-8, 1) == pytest.approx(1 - 2e-8 / pi, rel=1e-15)
    assert t_two_sided(1e-200, 5) == 1


@given(FREEDOMS)
def test_the_t_of_an_interval(freedom):
    assert t_limit(freedom, 0.05) == pytest.approx(special.stdtrit(freedom, 0.975), rel=5e-14)


@pytest.mark.parametrize("outside", [1e-9, 0.001, 0.05, 0.5])
@pytest.mark.parametrize("freedom", [1, 1.01, 2, 30.5, 1199, 1e7, 1e10])
def test_the_t_of_other_intervals(freedom, outside):
    expected = stats.t.isf(outside / 2, freedom)
    assert t_limit(freedom, outside) == pytest.approx(expected, rel=1e-11)


@given(st.integers(0, 1500), st.floats(1e-9, 1 - 1e-9))
def test_the_probability_of_each_count(of, p):
    found = binomial_probabilities(of, p)
    expected = stats.binom.pmf(range(of + 1), of, p)
    assert found == pytest.approx(expected, rel=CLOSE, abs=SMALLEST)
    assert sum(found) == pytest.approx(1, rel=1e-14)


@pytest.mark.parametrize("of", [0, 1, 6, 1200, 25_000])
@pytest.mark.parametrize("p", [0.0, 1e-9, 0.5, 1 - 1e-9, 1.0])
def test_the_probability_of_each_count_at_the_ends(of, p):
    expected = stats.binom.pmf(range(of + 1), of, p)
    # Far out in so large a group scipy itself has one digit less.
    near = CLOSE if of < 25_000 else 1e-11
    assert binomial_probabilities(of, p) == pytest.approx(expected, rel=near, abs=SMALLEST)
