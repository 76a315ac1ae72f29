"""The next upload laid over what is loaded: nothing that staff wrote or recorded is lost."""

from cwsw.records.next_upload.doubts import Doubt, Mistake, doubts
from cwsw.records.next_upload.laid_over import LaidOver, lay_over
from cwsw.records.next_upload.loaded import RECORDS
from cwsw.records.next_upload.plan_rows import Dates, PlanRow
from cwsw.records.next_upload.questions import KEEP, ONE_BY_ONE, QuestionSection, for_all_key
from cwsw.records.next_upload.staff_records import former_pupils

__all__ = [
    "KEEP",
    "ONE_BY_ONE",
    "RECORDS",
    "Dates",
    "Doubt",
    "LaidOver",
    "Mistake",
    "PlanRow",
    "QuestionSection",
    "doubts",
    "for_all_key",
    "former_pupils",
    "lay_over",
]
