"""In place of lxml: as much as the dashboard uses, over Python's own expat and html.parser."""
