"""Forms: editing, two people at once, and forms that stand empty again."""
