"""The command line: sample, check and measures."""
