"""UPNs: their form and their check letter. Neither is ever a reason to set a row aside."""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FORM = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]")


def is_upn(text: str) -> bool:
    """Whether a text has the form of a UPN, permanent or temporary; the check letter aside."""
    return bool(_FORM.fullmatch(text.replace(" ", "").upper()))


def check_letter_fits(upn: str) -> bool:
    """The check letter of a UPN; the source of the rule is the department's UPN guide."""
    numbers = [int(c) if c.isdigit() else LETTERS.index(c) for c in upn[1:]]
    total = sum(n * weight for n, weight in zip(numbers, range(2, 14), strict=True))
    return LETTERS[total % 23] == upn[0]
