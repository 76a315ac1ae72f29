"""From a passphrase to a key, and sealing with it: scrypt and AES-256-GCM of `cryptography`."""

from dataclasses import dataclass
from secrets import token_bytes
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_KEY = 32
_PROOF = 16
_NONCE = 12
SALT = 16


@dataclass(frozen=True)
class Cost:
    """How hard each guess of a passphrase is: scrypt takes 128 * n * r bytes of memory."""

    # 128 MB for each guess: the least that OWASP's Password Storage Cheat Sheet asks of scrypt
    # (N = 2^17, r = 8, p = 1).
    n: int = 2**17
    r: int = 8
    p: int = 1

    @property
    def is_sane(self) -> bool:
        """Whether a header's parameters may be tried: no more than 1 GB of memory."""
        power = self.n > 1 and self.n & (self.n - 1) == 0
        return power and self.r > 0 and 0 < self.p <= 16 and 128 * self.n * self.r <= 2**30


@dataclass(frozen=True)
class Key:
    """The key, and a proof that tells a wrong passphrase from a damaged file."""

    secret: bytes
    proof: bytes


def key_of(passphrase: str, salt: bytes, cost: Cost) -> Key:
    """The key of a passphrase; its proof is made of other bytes and does not give the key away."""
    kdf = Scrypt(salt=salt, length=_KEY + _PROOF, n=cost.n, r=cost.r, p=cost.p)
    # One passphrase may arrive as other code points from another keyboard or system.
    derived = kdf.derive(normalize("NFKC", passphrase).encode())
    return Key(derived[:_KEY], derived[_KEY:])


def seal(key: Key, data: bytes, about: bytes) -> bytes:
    """Encrypt data.

    `about` is not encrypted, but only with the same `about` can the data be decrypted.
    """
    # 96 random bits, new for each file: an archive has far too few files for one to come twice.
    nonce = token_bytes(_NONCE)
    return nonce + AESGCM(key.secret).encrypt(nonce, data, about)


def unseal(key: Key, sealed: bytes, about: bytes) -> bytes | None:
    """Decrypt what `seal` has encrypted; None where key, bytes or `about` differ."""
    try:
        return AESGCM(key.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError):
        return None
