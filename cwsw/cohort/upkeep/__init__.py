"""What a safeguarding lead records of the list in the term, each as one step that can be undone.

The rows of Plans and Pupils are changed, so that everything counts at once; the sheet List changes
says who recorded it and when (docs/decisions/0020-the-list-lives.md).
"""

from cwsw.cohort.upkeep.check_ins import check_ins
from cwsw.cohort.upkeep.children import NewChild, child_joined, child_left
from cwsw.cohort.upkeep.figures_reached import reaches_figures
from cwsw.cohort.upkeep.plans import add_plan, correct_plan, end_plan
from cwsw.cohort.upkeep.recording import CannotRecord, RecordedBy
from cwsw.cohort.upkeep.taking_back import take_back

__all__ = [
    "CannotRecord",
    "NewChild",
    "RecordedBy",
    "add_plan",
    "check_ins",
    "child_joined",
    "child_left",
    "correct_plan",
    "end_plan",
    "reaches_figures",
    "take_back",
]
