"""A person, and what they may see: decided here, denied unless allowed. And who did what."""

from cwsw.access.audit import AuditEvent, AuditLine, Trail
from cwsw.access.directory import Directory, ListError, PeopleList, read_directory
from cwsw.access.sign_ins import SignIns, SignInStanding
from cwsw.access.users import Right, Role, User, rights_of

__all__ = [
    "AuditEvent",
    "AuditLine",
    "Directory",
    "ListError",
    "PeopleList",
    "Right",
    "Role",
    "SignInStanding",
    "SignIns",
    "Trail",
    "User",
    "read_directory",
    "rights_of",
]
