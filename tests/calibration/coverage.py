"""How often Wilson's interval holds the true share: worked out exactly, nothing is drawn.

For a group of n with k meeting the measure the interval is fixed, so the chance that it holds the
true share p is the chance of those k whose interval holds p. Its average over p from 0 to 1 is a
sum of beta probabilities. Between two limits the chance is that of a run of counts, which as p
moves rises and then falls, so that its lowest values lie beside the limits.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from cwsw.compare.intervals import wilson

SIZES = range(6, 201)
BESIDE = 1e-9


@dataclass(frozen=True)
class Coverage:
    """The average over every true share, and the lowest chance with the share it is found at.

    `judged` is the lowest where a verdict may be given: one child or more expected on each side.
    """

    of: int
    average: float
    lowest: float
    at: float
    judged: float


def coverage(of: int) -> Coverage:
    """Of groups of so many children."""
    counts = np.arange(of + 1)
    limits = [wilson(n, of) for n in range(of + 1)]
    low = np.array([limit.low for limit in limits])
    high = np.array([limit.high for limit in limits])
    held = stats.beta.cdf(high, counts + 1, of - counts + 1)
    held -= stats.beta.cdf(low, counts + 1, of - counts + 1)
    shares = np.concatenate([[low - BESIDE, low + BESIDE], [high - BESIDE, high + BESIDE]]).ravel()
    shares = shares[(shares > 0) & (shares < 1)]
    inside = (low <= shares[:, None]) & (shares[:, None] <= high)
    chances = (stats.binom.pmf(counts, of, shares[:, None]) * inside).sum(axis=1)
    worst = int(chances.argmin())
    judged = chances[(of * shares >= 1) & (of * (1 - shares) >= 1)].min()
    average = float(held.sum()) / (of + 1)
    return Coverage(of, average, float(chances[worst]), float(shares[worst]), float(judged))
