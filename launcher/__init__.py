"""What run.py does: set up the environment, start the server, run the tests. Standard library."""
