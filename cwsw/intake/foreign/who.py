"""The former name of `pupil_identity`."""

from cwsw.intake.foreign.pupil_identity import Identity as Who
from cwsw.intake.foreign.pupil_identity import read_identities as read_who

__all__ = ["Who", "read_who"]
