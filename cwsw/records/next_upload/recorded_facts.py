"""What was recorded of plans and still holds: the facts that the next upload is compared with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.chains import Chain, chains
from cwsw.records.next_upload.loaded import Overlay
from cwsw.records.next_upload.plan_rows import Dates, Place, PlanRow


@dataclass(frozen=True)
class RecordedFact:
    """Chains with the same net change of a child's plan, by one list or by several."""

    chains: tuple[Chain, ...]

    @property
    def of(self) -> Place:
        """The child and the kind of plan."""
        return self.chains[0].of

    @property
    def final(self) -> Dates:
        """The dates after the last change."""
        return self.chains[0].final

    @property
    def stages(self) -> tuple[tuple[Dates, ListChange], ...]:
        """The former dates of the row, each with the change that came next."""
        return self.chains[0].stages

    @property
    def last(self) -> ListChange:
        """The last change."""
        return self.chains[0].changes[-1]

    @property
    def ends_a_flag(self) -> bool:
        """Whether Plans had no row before, only a word such as `CIN now`."""
        return self.chains[0].changes[0].ends_a_flag

    def following(self, row: PlanRow) -> ListChange:
        """The change that came after the dates of a row."""
        return [change for dates, change in self.stages if dates == row.dates][-1]

    def changes(self, until: ListChange | None = None) -> list[ListChange]:
        """All changes; only those before one of the first chain."""
        first = self.chains[0].changes
        number = len(first) if until is None else first.index(until)
        return [change for chain in self.chains for change in chain.changes[:number]]


def recorded_facts(overlay: Overlay, upns: Collection[str]) -> Mapping[Place, list[RecordedFact]]:
    """What was recorded and still holds, by child and kind of plan."""
    loaded_rows = frozenset(overlay.loaded.plans)
    same: dict[object, list[Chain]] = {}
    for chain in chains(overlay.open_changes):
        # Of a former pupil only the change itself was held apart, and it holds the plan whole.
        is_held = chain.of[0] not in overlay.loaded.pupils
        # A row that is not in Plans any more was refused: its chain brings nothing back.
        if chain.of[0] in upns and (is_held or chain.row in loaded_rows):
            same.setdefault(chain.net, []).append(chain)
    facts: dict[Place, list[RecordedFact]] = {}
    for of_fact in same.values():
        facts.setdefault(of_fact[0].of, []).append(RecordedFact(tuple(of_fact)))
    return facts
