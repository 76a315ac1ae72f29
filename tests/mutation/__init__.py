"""Deliberate mistakes in the SQL of the cohort and the measures, and whether a test sees them."""
