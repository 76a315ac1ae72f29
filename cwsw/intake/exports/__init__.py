"""Spreadsheets that are not our own workbook: understood step by step, asked where unsure."""
