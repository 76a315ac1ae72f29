"""The lists that are compared with each other."""

from cwsw.tables.list_sources import FLAG_SOURCE, List, list_of

__all__ = ["COMPARED", "FLAG_SOURCE", "List", "list_of"]

COMPARED = (List.LA, List.DSL, List.MIS)
"""The lists that are compared; other sources are about earlier schools and only shown."""
