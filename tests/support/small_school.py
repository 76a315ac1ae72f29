"""A small primary, as most are: 200 pupils, 14 of them with a social worker."""

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from cwsw.cohort import members
from cwsw.intake.workbook import write_workbook
from cwsw.sample import make_school, sample_workbook
from tests.support.uploaded import uploaded

PUPILS, COHORT = 200, 14
_SEED = 1


@cache
def small_primary() -> bytes:
    """Its workbook: a made-up school in which only so many pupils keep their plans."""
    school, tables = make_school("primary", PUPILS, _SEED, registers=True)
    all_members = members(uploaded(sample_workbook("primary", PUPILS, _SEED)))
    too_many = [member.upn for member in all_members if member.in_cohort][COHORT:]
    plans = tables["plans"]
    of_others = pc.invert(pc.is_in(plans.column("upn"), value_set=pa.array(too_many)))
    return write_workbook(school, tables | {"plans": plans.filter(of_others)})
