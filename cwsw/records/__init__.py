"""What staff add, as dated facts: kept in the workspace, taken back in one step."""

from cwsw.records.facts import Awareness, ChecklistLook, Decision, Override
from cwsw.records.keeping import facts, keep, latest, swap, take_back, today
from cwsw.records.work import Action, Intervention, Meeting

__all__ = [
    "Action",
    "Awareness",
    "ChecklistLook",
    "Decision",
    "Intervention",
    "Meeting",
    "Override",
    "facts",
    "keep",
    "latest",
    "swap",
    "take_back",
    "today",
]
