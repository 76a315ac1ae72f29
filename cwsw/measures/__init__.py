"""The registry of measures, and one query that counts them all over one row per pupil and year."""
