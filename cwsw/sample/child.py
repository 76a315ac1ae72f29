"""One made-up child: who they are, when they were on roll, and what their figures come from."""

from dataclasses import dataclass
from datetime import date

from cwsw.sample.calendar import days_between, last_school_day
from cwsw.sample.levels import COHORT, CareHistory


@dataclass(frozen=True)
class Child:
    """One made-up child. `year_group` is that of the academic year `base_year`.

    `ability` (standard deviations from the mean) and `habit` (0 to 1, low is much absence) stay
    with a child, so that one year resembles the next.
    """

    upn: str
    surname: str
    forename: str
    sex: str
    born: date
    year_group: int
    base_year: int
    form: str
    sen: str
    fsm: bool
    pupil_premium: bool
    eal: bool
    looked_after: bool
    admission: date
    leaving: date | None
    key_adult: str | None
    story: CareHistory
    ability: float
    habit: float

    @property
    def in_cohort(self) -> bool:
        """Whether the child has a plan that counts."""
        return self.story in COHORT

    @property
    def left_in_year(self) -> bool:
        """Whether the child left before the end of an academic year."""
        return self.leaving is not None and self.leaving < last_school_day(self.base_year)

    def group_in(self, year: int) -> int:
        """The year group in an academic year."""
        return self.year_group - (self.base_year - year)

    def on_roll(self, day: date) -> bool:
        """Whether the child is on roll on a day."""
        return self.admission <= day and (self.leaving is None or self.leaving >= day)

    def school_days(self, year: int, as_at: date) -> tuple[date, ...]:
        """The school days of an academic year, up to the as-at date, on which they were on roll."""
        return days_between(year, self.admission, min(as_at, self.leaving or as_at))
