"""The command line: sample, check, measures and governors."""
