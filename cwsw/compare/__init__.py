"""Intervals, positions, verdicts, alarms and the sentences that say them."""
