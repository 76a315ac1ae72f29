"""The child whose page is open: their data, each read once in a run."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cwsw.access import Right, User
from cwsw.children.child_rows import ChildRow, child_rows, upload_facts
from cwsw.children.story import StaffFacts, Story, staff_facts, story
from cwsw.cohort import Member
from cwsw.cohort.all_pupils import Pupil
from cwsw.store import Workspace
from cwsw.tables.years import academic_year
from cwsw.ui.children.listing import Request
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import Names


@dataclass(frozen=True)
class OpenedChild:
    """One child as one reader sees the page. `member` None: not on roll today."""

    reader: User
    workspace: Workspace
    pupil: Pupil
    names: Names

    @property
    def has_detail(self) -> bool:
        """Whether plans may be part of what is sent to this reader."""
        return self.reader.may(Right.PLAN_DETAIL)

    @property
    def last_year(self) -> int:
        """The academic year before that of the data: the page begins with it."""
        return academic_year(self.workspace.as_at) - 1

    @cached_property
    def member(self) -> Member | None:
        """The child as today's list has them."""
        everybody = members_today(self.workspace)
        return next((m for m in everybody if m.number == self.pupil.number), None)

    @cached_property
    def row(self) -> ChildRow | None:
        """What the table of children shows of this child."""
        if self.member is None:
            return None
        upload = cached(self.workspace, upload_facts)
        (row,) = child_rows(self.workspace, (self.member,), self.has_detail, upload)
        return row

    @property
    def last_follow_up(self) -> date | None:
        """The day of the latest follow-up."""
        days = (follow_up.date for follow_up in self.added.follow_ups)
        return max(days, default=None)

    @cached_property
    def request(self) -> Request:
        """The request that the views of the table take, for this child alone."""
        rows = () if self.row is None else (self.row,)
        return Request(self.workspace, self.reader, self.names, rows)

    @cached_property
    def facts(self) -> Story:
        """What the uploaded data hold about the child."""
        return cached(self.workspace, story, self.pupil.number)

    @cached_property
    def added(self) -> StaffFacts:
        """What staff have added about the child, read anew on each run."""
        # Not `cached`: much of what staff add shows in no figure, and makes no new version of the
        # data.
        return staff_facts(self.workspace, self.pupil.upn)
