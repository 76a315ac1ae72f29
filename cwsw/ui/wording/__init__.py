"""The texts of the shell, and the ways from a user's own words to the screen."""
