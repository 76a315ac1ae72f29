"""What staff do for the children: support in place, meetings, and what was agreed at them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

Day: TypeAlias = date
"""A day, where a field is named `date` itself."""

WHOLE_COHORT = ""
"""Stands for the pupil in `about` where a fact speaks of all of them (UPN left blank)."""


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """Support in place for one pupil, or for the whole cohort where `upn` is None.

    `why` holds the answers to the why-questions as text, `measure` a key of the registry or words.
    """

    TABLE: ClassVar[str] = "interventions"
    upn: str | None = None
    intervention: str
    lead: str
    start_date: date
    end_date: date | None = None
    measure: str | None = None
    why: str | None = None
    review_date: date | None = None
    sessions_planned: int | None = None
    sessions_attended: int | None = None
    outcome: str | None = None
    note: str | None = None

    @property
    def on(self) -> date:
        """The day it starts."""
        return self.start_date

    @property
    def about(self) -> tuple[str, ...]:
        """Who gets what."""
        return (self.upn or WHOLE_COHORT, self.intervention)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting about the cohort: who came, and notes that name nobody."""

    TABLE: ClassVar[str] = "meetings"
    date: Day
    attended: str | None = None
    notes: str | None = None

    @property
    def on(self) -> Day:
        """The day of the meeting."""
        return self.date

    @property
    def about(self) -> tuple[str, ...]:
        """The cohort: one meeting a day."""
        return ()


@dataclass(frozen=True, kw_only=True)
class Action:
    """What somebody is to do by a day, for one pupil or (`upn` None) for all; open until done."""

    TABLE: ClassVar[str] = "actions"
    meeting_date: date | None = None
    upn: str | None = None
    action: str
    who: str
    by_when: date
    done_on: date | None = None

    @property
    def on(self) -> date | None:
        """The day of the meeting that agreed it."""
        return self.meeting_date

    @property
    def about(self) -> tuple[str, ...]:
        """For whom, what and by whom."""
        return (self.upn or WHOLE_COHORT, self.action, self.who)
