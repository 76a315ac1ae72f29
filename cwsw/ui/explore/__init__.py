"""Explore: one measure at a time, compared, over the years, with the children behind it."""
