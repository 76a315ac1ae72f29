"""Intervals, positions, verdicts, alarms and the sentences made of them."""
