"""Users and their rights, denied unless allowed; sign-ins; the audit trail."""

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
