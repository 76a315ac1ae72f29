"""Starts the dashboard on this machine alone: what `cwsw-dashboard` and run.py have in common.

Standard library only: run.py uses it before anything is installed.
"""
