"""What staff add, as dated facts: kept in the workspace, taken back in one step."""

from cwsw.records.facts import Awareness, ChecklistLook, Decision, Override
from cwsw.records.keeping import facts, keep, latest, take_back, today

__all__ = [
    "Awareness",
    "ChecklistLook",
    "Decision",
    "Override",
    "facts",
    "keep",
    "latest",
    "take_back",
    "today",
]
