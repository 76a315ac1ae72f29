"""UPNs: their form, their check letter, and what a list makes of them.

Neither a wrong form nor a wrong check letter is ever a reason to set a row aside.
"""

import re
from dataclasses import dataclass

from cwsw.intake.pupil_keys import is_placeholder, without_wrapping

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# A letter, eleven figures, and a figure, or a letter where it is temporary; I, O and S are never
# used.
_FORM = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]")
_DASHES = re.compile(r"[‐‑‒–—―−]")  # noqa: RUF001 - dashes that word processors put for a hyphen
# Among other text, with marks between the figures and letters that look like figures.
_WITHIN = re.compile(
    r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ \-./_]{0,2}[0-9OILS]){11}"
    r"[ \-./_]{0,2}[0-9A-Z](?![A-Z0-9])"
)
_FIGURES = str.maketrans("OILS", "0115")
_MOST = 200
"""Characters of a cell that are looked at."""


@dataclass(frozen=True)
class WrittenUpn:
    """What a cell says of a UPN: the key, whether it had to be cleaned, and further ones.

    `key` is None where the cell is blank or says that the UPN is not known.
    """

    key: str | None
    cleaned: bool = False
    further: tuple[str, ...] = ()


def is_upn(text: str) -> bool:
    """Whether a text has the form of a UPN, permanent or temporary; the check letter aside."""
    return bool(_FORM.fullmatch(text.replace(" ", "").upper()))


def check_letter_fits(upn: str) -> bool:
    """Whether the first letter of a UPN fits its other characters.

    The rule is the department's (UPN guide): figures by weights 2 to 13, modulo 23.
    """
    numbers = [int(c) if c.isdigit() else LETTERS.index(c) for c in upn[1:]]
    total = sum(n * weight for n, weight in zip(numbers, range(2, 14), strict=True))
    return LETTERS[total % 23] == upn[0]


def read_upn(text: str) -> WrittenUpn:
    """The UPN in a cell's text, without quotes, hyphens and remarks, with 0 for the letter O."""
    text = text[:_MOST]
    simple = text.replace(" ", "").upper()
    if simple in ("", "0") or is_placeholder(text):  # a lookup that found nothing gives 0
        return WrittenUpn(None)
    if _FORM.fullmatch(simple):
        return WrittenUpn(simple)
    # 'A801200001001left': a remark without a space.
    if _FORM.match(simple) and simple[13:].isalpha():
        return WrittenUpn(simple[:13], cleaned=True)
    within = upns_within(text)
    if within:
        return WrittenUpn(within[0], cleaned=True, further=within[1:])
    bare = without_wrapping(text).replace(" ", "").upper()
    if not bare or is_placeholder(bare):
        return WrittenUpn(None)
    return WrittenUpn(bare, cleaned=bare != simple)


def upns_within(text: str) -> tuple[str, ...]:
    """Every UPN that a text holds, cleaned, each once and in order."""
    matches = _WITHIN.findall(_DASHES.sub("-", text).upper())
    cleaned = (_as_figures(re.sub(r"[^A-Z0-9]", "", raw)) for raw in matches)
    return tuple(dict.fromkeys(upn for upn in cleaned if _FORM.fullmatch(upn)))


def _as_figures(upn: str) -> str:
    """'R8734O2119OO6' -> 'R873402119006': letters that a UPN never has there are figures."""
    # L is left alone at the end, where a temporary UPN may have one.
    last = upn[-1].translate(str.maketrans("OIS", "015"))
    return upn[0] + upn[1:-1].translate(_FIGURES) + last


def squeezed(key: str) -> str:
    """A key by which badly typed ones are compared: no marks, no letters that look like figures.

    The first letter of a UPN stays, as it is one.
    """
    bare = "".join(c for c in key.upper() if c.isalnum())
    return bare[:1] + bare[1:].translate(_FIGURES)
