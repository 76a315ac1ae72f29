"""A person, and what they may see: decided here, denied unless allowed. And who did what."""

from cwsw.access.audit import Deed, Line, Trail
from cwsw.access.people import Person, Right, Role, rights_of

__all__ = ["Deed", "Line", "Person", "Right", "Role", "Trail", "rights_of"]
