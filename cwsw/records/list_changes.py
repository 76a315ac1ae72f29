"""What staff record of the list in the term: plans begun or ended, children joined or left."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cwsw.tables.codes import ListEvent


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """A change (`ListEvent`) of the list, made in the tables Plans or Pupils in the same step.

    Of a plan, `start_date` and `end_date` are its dates after the change, `former_start` and
    `former_end` those before it (of a plan begun: None), and `source` the Source of its row of
    Plans. Of a child joined `start_date` is the admission date, of a child left `end_date` the
    leaving date and `former_end` the leaving date before. `said_by` informed the school, `by`
    recorded it on the day `on`.
    `settled` (a `ListChangeOutcome`) is None until an upload says the same or something else;
    `settled_on` is the day of that upload. With `settled` None it is the day of the latest upload
    against which it was kept.
    """

    TABLE: ClassVar[str] = "list_changes"
    upn: str
    change: str
    plan: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    former_start: date | None = None
    former_end: date | None = None
    source: str | None = None
    said_by: str | None = None
    by: str
    on: date
    settled: str | None = None
    settled_on: date | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The child, the plan with its dates before and after, and what happened to it."""
        # All that tells changes apart: of facts about the same thing, the same day holds only one.
        former = (str(self.former_start), str(self.former_end))
        place = (self.plan or "", self.source or "", str(self.start_date), str(self.end_date))
        return (self.upn, self.change, *place, *former)

    @property
    def kept_against(self) -> date | None:
        """The day of the latest data it was kept against; None without any, or where settled."""
        return self.settled_on if self.settled is None else None

    @property
    def ends_a_flag(self) -> bool:
        """Whether it ends a plan known only from a flag such as `CIN now`.

        Such a plan is in Plans without a start from then on, and the flag stays: the figures
        are as at a day on which it was true.
        """
        dates = (self.start_date, self.former_start, self.former_end)
        return self.change == ListEvent.ENDED and not any(dates)
