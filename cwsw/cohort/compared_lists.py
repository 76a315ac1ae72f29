"""Which lists are set beside each other."""

from cwsw.tables.list_sources import FLAG_SOURCE, List, list_of

__all__ = ["COMPARED", "FLAG_SOURCE", "List", "list_of"]

COMPARED = (List.LA, List.DSL, List.MIS)
"""The lists that are set beside each other; the rest tells of earlier schools and is only shown."""
