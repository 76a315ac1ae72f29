"""What staff add, as dated facts: recorded in the workspace, undone in one step."""

from cwsw.records.fact_kinds import Awareness, ChecklistLook, Decision, FollowUp, Override, Voice
from cwsw.records.fact_store import (
    ChangedMeanwhile,
    facts,
    latest,
    record,
    require_unchanged,
    swap,
    take_back,
    today,
)
from cwsw.records.list_changes import ListChange
from cwsw.records.work import Action, Intervention, Meeting

__all__ = [
    "Action",
    "Awareness",
    "ChangedMeanwhile",
    "ChecklistLook",
    "Decision",
    "FollowUp",
    "Intervention",
    "ListChange",
    "Meeting",
    "Override",
    "Voice",
    "facts",
    "latest",
    "record",
    "require_unchanged",
    "swap",
    "take_back",
    "today",
]
