"""What the server remembers between runs of a page: open pages, what they offer, clearing up."""
