"""A person, and what they may see: decided here, denied unless allowed."""

from cwsw.access.people import Person, Right, Role, rights_of

__all__ = ["Person", "Right", "Role", "rights_of"]
