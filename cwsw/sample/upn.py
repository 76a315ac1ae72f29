"""Made-up unique pupil numbers: a right check letter on a local authority that does not exist."""

# Without I, O and S, which are taken for digits.
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NO_AUTHORITY = "999"


def check_letter(digits: str) -> str:
    """The letter that stands before the twelve digits of a UPN (DfE UPN guide)."""
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
    return _LETTERS[total % len(_LETTERS)]


def made_up_upn(number: int, entry_year: int) -> str:
    """The UPN of the school's pupil `number` (0 to 999,999) who began school in a year."""
    estab, serial = divmod(number, 1000)
    digits = f"{_NO_AUTHORITY}{9000 + estab:04d}{entry_year % 100:02d}{serial:03d}"
    return check_letter(digits) + digits
