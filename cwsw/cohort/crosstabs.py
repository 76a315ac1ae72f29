"""Cross-tabulation of the cohort with SEN, free school meals, EAL, year group and phase."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cwsw.cohort.members import Member
from cwsw.tables.codes import year_group_label

SEN = {"N": "No SEN", "K": "SEN support", "E": "Education, health and care plan"}
UNKNOWN = "Not known"
PHASES = {
    "Nursery and Reception": range(-2, 1),
    "Primary (Years 1 to 6)": range(1, 7),
    "Secondary (Years 7 to 11)": range(7, 12),
    "Sixth form (Years 12 to 14)": range(12, 15),
}
_Label = Callable[[Member], str]


@dataclass(frozen=True)
class Crossing:
    """One line: of these pupils on roll, how many are in the cohort, and how many other pupils."""

    label: str
    cwsw: int
    without_looked_after: int
    other: int
    on_roll: int


def _yes(label: str, no: str) -> Callable[[bool | None], str]:
    return lambda flag: UNKNOWN if flag is None else label if flag else no


def _phase(year_group: int | None) -> str:
    names = (name for name, span in PHASES.items() if year_group in span)
    return next(names, UNKNOWN) if year_group is not None else UNKNOWN


def _year_group(year_group: int | None) -> str:
    return UNKNOWN if year_group is None else year_group_label(year_group)


_FSM = _yes("Free school meals", "No free school meals")
_EAL = _yes("English as an additional language", "English as first language")
BY: Mapping[str, _Label] = {
    "Year group": lambda m: _year_group(m.year_group),
    "Phase": lambda m: _phase(m.year_group),
    "Special educational needs": lambda m: SEN.get(m.sen or "", UNKNOWN),
    "Free school meals": lambda m: _FSM(m.fsm),
    "English as an additional language": lambda m: _EAL(m.eal),
}
"""Name of a cross-tabulation -> function from a pupil to the label of the pupil's line."""

_ORDER = (
    *(year_group_label(n) for n in range(-2, 15)),
    *PHASES,
    *SEN.values(),
    "Free school meals",
    "No free school meals",
    "English as an additional language",
    "English as first language",
    UNKNOWN,
)


def crossing(members: Iterable[Member], by: str) -> tuple[Crossing, ...]:
    """A line for each value that occurs, adding up to all on roll. `by` is a key of `BY`."""
    label, lines = BY[by], dict[str, list[Member]]()
    for member in members:
        lines.setdefault(label(member), []).append(member)
    # A fixed order, so that two schools and two uploads can be read side by side.
    return tuple(_line(name, lines[name]) for name in _ORDER if name in lines)


def _line(label: str, members: list[Member]) -> Crossing:
    ours = [m for m in members if m.in_cohort]
    return Crossing(
        label=label,
        cwsw=len(ours),
        without_looked_after=sum(not m.looked_after_now for m in ours),
        other=sum(m.group == "other" for m in members),
        on_roll=len(members),
    )
