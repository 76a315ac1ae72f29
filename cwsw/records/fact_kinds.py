"""The facts staff add, one class for each sheet of the workbook that holds them.

Fields have the names and types of the sheet's columns. `about` is what a fact is about: of
several facts about the same thing the one with the latest date counts.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cwsw.records.work import Day


@dataclass(frozen=True, kw_only=True)
class Override:
    """A decision on which group a pupil belongs to, whatever the plans say."""

    TABLE: ClassVar[str] = "overrides"
    upn: str
    group: str
    reason: str
    by: str
    on: date
    from_date: date | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The pupil and the day from which it applies."""
        return (self.upn, str(self.from_date))


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision about what a list says of a pupil: accepted, refused, or to be asked about.

    `field` is what the list says, in the words of `cwsw.cohort.plan_entries.in_words`.
    """

    TABLE: ClassVar[str] = "decisions"
    upn: str
    source: str
    field: str
    decision: str
    by: str
    on: date

    @property
    def about(self) -> tuple[str, ...]:
        """The pupil, the list, and what it says."""
        return (self.upn, self.source, self.field)


@dataclass(frozen=True, kw_only=True)
class Awareness:
    """Whether the person in a role has been told what they need to know to help a pupil."""

    TABLE: ClassVar[str] = "awareness"
    upn: str
    role: str
    state: str
    by: str | None = None
    on: date | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The pupil and the role."""
        return (self.upn, self.role)


@dataclass(frozen=True, kw_only=True)
class ChecklistLook:
    """One point of the checklist: who owns it, the evidence, and when it was last looked at."""

    TABLE: ClassVar[str] = "checklist"
    point: str
    owner: str | None = None
    evidence: str | None = None
    looked_at: date | None = None

    @property
    def on(self) -> date | None:
        """The day it was looked at."""
        return self.looked_at

    @property
    def about(self) -> tuple[str, ...]:
        """The point."""
        return (self.point,)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What a pupil does well, said in their own words, and hopes for."""

    TABLE: ClassVar[str] = "voice"
    upn: str
    date: Day
    strengths: str | None = None
    in_their_words: str | None = None
    hopes: str | None = None

    @property
    def on(self) -> Day:
        """The day it was said."""
        return self.date

    @property
    def about(self) -> tuple[str, ...]:
        """Everything but the day, so that two entries of one day are both kept."""
        texts = (self.strengths, self.in_their_words, self.hopes)
        return (self.upn, *(words or "" for words in texts))


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A talk with a pupil, the family or a colleague about how the pupil is doing."""

    TABLE: ClassVar[str] = "follow_ups"
    upn: str
    date: Day
    kind: str
    by: str
    note: str | None = None

    @property
    def on(self) -> Day:
        """The day it happened."""
        return self.date

    @property
    def about(self) -> tuple[str, ...]:
        """Everything but the day, so that two talks of one day are both kept."""
        return (self.upn, self.kind, self.by, self.note or "")
