"""Support: suggestions, what is running, planning, the meeting, the inspection sheet."""
