"""The cohort's size beside national shares: a range and a question, never a pass mark."""

from dataclasses import dataclass

from cwsw.cohort import CohortCounts


@dataclass(frozen=True)
class NationalShare:
    """A national share of children, as published: `low` to `high` per cent, in words and source."""

    words: str
    low: float
    high: float
    text: str
    source: str
    counts: str


SHARES = (
    NationalShare(
        "About 1 in 10 children needed a social worker between 2012 and 2018",
        9.5,
        10.5,
        "about 1 in 10",
        "Children in Need Review, Department for Education, 2019",
        "Any child in need, looked-after children included; a phrase, not a rate.",
    ),
    NationalShare(
        "Pupils who finished Key Stage 4 in 2021: a child in need or child protection plan in the "
        "six years before",
        14.9,
        14.9,
        "14.9% (12.7% child in need, 2.2% child protection)",
        "Education Policy Institute, on pupils of 2021",
        "Children in need count from referral, so it is more than plans; without looked-after.",
    ),
    NationalShare(
        "The same, with looked-after children",
        16.6,
        16.6,
        "16.6%",
        "Education Policy Institute, on pupils of 2021",
        "Adds 1.7% looked after.",
    ),
)
"""Sources: benchmarks.md ADV-02 and part A.3. The sum 14.9 is our own, of 12.7 and 2.2."""


@dataclass(frozen=True)
class Size:
    """The cohort's share of roll, and how many pupils the national shares would be here."""

    cwsw: int
    on_roll: int
    fewest: int
    most: int

    @property
    def question(self) -> str:
        """What the numbers ask of a list below the range; of any other what they cannot show."""
        if self.cwsw < self.fewest:
            return (
                "Your list is shorter than that. Areas differ a great deal, so this says nothing "
                "by itself: might some children be missing?"
            )
        where = "above that range" if self.cwsw > self.most else "within that range"
        return f"Your list is {where}. Areas differ a great deal: this does not show it complete."


def size(counts: CohortCounts) -> Size:
    """The cohort beside the range of the national shares, in pupils of a school this large."""
    # The widest range of the published shares: no one of them counts what we count.
    low = min(share.low for share in SHARES)
    high = max(share.high for share in SHARES)
    fewest, most = (round(counts.on_roll * percent / 100) for percent in (low, high))
    return Size(counts.cwsw, counts.on_roll, fewest, most)
