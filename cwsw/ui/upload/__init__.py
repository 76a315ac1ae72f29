"""Upload in four steps: choose, check, confirm, see; how foreign spreadsheets were understood."""
