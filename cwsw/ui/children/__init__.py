"""The children: one table, its views, and a child's page."""
