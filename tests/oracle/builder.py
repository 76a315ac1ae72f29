"""The dice of a random school, and the days and numbers on which a rule turns."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.oracle.case import Row, academic_year, first_day, same_day_earlier


@dataclass
class Builder:
    """The dice, the days that matter, and this school's own rates.

    `apart`: the pupil at hand is of those with rates of their own, who mostly have a plan: without
    them no school would have a gap.
    """

    rnd: Random
    school: Row
    as_at: date
    big: bool
    rates: dict[tuple[str, bool], float] = field(default_factory=dict)
    apart: bool = False

    @property
    def year(self) -> int:
        """The School sheet's academic year."""
        return academic_year(self.school["as_at"])

    def chance(self, share: float) -> bool:
        """True about that often."""
        return self.rnd.randrange(1000) < share * 1000

    def rate(self, name: str, usual: float) -> bool:
        """True as often as this school's own rate of something, near or far from the usual."""
        key = name, self.apart
        if key not in self.rates:
            usual *= 3 if self.apart and name == "plan" else 1
            factors = (0.1, 3) if self.apart and name != "plan" else (0.25, 1, 1, 2.5)
            self.rates[key] = min(0.98, usual * self.rnd.choice(factors))
        return self.chance(self.rates[key])

    def near(self, *days: date) -> date:
        """One of some days, or the day before or after it."""
        return self.rnd.choice(days) + timedelta(self.rnd.choice((0, 0, -1, 1)))

    def any_day(self, years_back: int, years_on: int = 0) -> date:
        """Any day about the as-at date."""
        return self.as_at + timedelta(self.rnd.randint(-365 * years_back, 365 * years_on + 1))

    def edge(self) -> date:
        """A day on which something turns: a status date, a window's end, a year's first day."""
        ends = [self.as_at, *(date(self.year + 1 - back, 8, 31) for back in range(4))]
        windows = [same_day_earlier(day, 6) for day in ends]
        starts = [first_day(self.year - back) for back in range(4)]
        return self.near(*ends, *windows, *starts)

    def day(self, years_back: int = 9, years_on: int = 1) -> date:
        """An edge or any day."""
        return self.edge() if self.chance(0.5) else self.any_day(years_back, years_on)

    def a_year(self, back: int = 3, on: int = 1) -> int:
        """An academic year, mostly the School sheet's own."""
        return self.year if self.chance(0.5) else self.year + self.rnd.randint(-back, on)
