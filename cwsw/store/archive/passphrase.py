"""How strong a passphrase is: an estimate from its length alone."""

from enum import Enum

SHORTEST = 12
LONG = 20
_FEWEST_DIFFERENT = 6
_WORDS = 4


class PassphraseStrength(Enum):
    """The strength of a passphrase, in words to show."""

    TOO_WEAK = f"Too weak: at least {SHORTEST} characters, {_FEWEST_DIFFERENT} of them different."
    FAIR = f"Fair. Stronger with {_WORDS} words or more, or {LONG} characters."
    STRONG = "Strong, as far as its length can tell."


def strength(passphrase: str) -> PassphraseStrength:
    """Estimate a passphrase's strength from its length, words and different characters.

    A well-known phrase is weak all the same. A library that knows them would add little here:
    whoever has the folder must try each guess through scrypt.
    """
    if len(passphrase) < SHORTEST or len(set(passphrase)) < _FEWEST_DIFFERENT:
        return PassphraseStrength.TOO_WEAK
    is_long = len(passphrase) >= LONG or len(set(passphrase.split())) >= _WORDS
    return PassphraseStrength.STRONG if is_long else PassphraseStrength.FAIR
