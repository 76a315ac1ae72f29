"""Made-up schools: children, plans and figures from a seed, near the published national figures."""

from cwsw.sample.school import make_school, sample_workbook

__all__ = ["make_school", "sample_workbook"]
