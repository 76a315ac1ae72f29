"""Who is here and what they may open: page registry, sign-in, settings of a hosted dashboard."""
