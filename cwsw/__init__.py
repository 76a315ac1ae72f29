"""Cohort, measures, comparison, disclosure and advice for children with a social worker."""

__version__ = "0.1.0"
