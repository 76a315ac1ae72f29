"""Passwords of protected files: from a variable, or asked for at a terminal.

Never from an argument, which everybody sees who may list the running programs.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from getpass import getpass

from cwsw.tables.controls import one_line

VARIABLE = "CWSW_PASSWORD"


def passwords_of(names: Sequence[str]) -> Mapping[str, str]:
    """File -> password; nothing where none is set and nobody can be asked."""
    password = os.environ.get(VARIABLE)
    if password:
        return dict.fromkeys(names, password)
    # A program that was started without a console has no standard input at all.
    if not names or not (sys.stdin and sys.stdin.isatty()):
        return {}
    typed = {name: getpass(f"Password of {one_line(name)}: ", sys.stderr) for name in names}
    return {name: word for name, word in typed.items() if word}
