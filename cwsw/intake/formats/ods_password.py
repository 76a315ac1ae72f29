"""OpenDocument spreadsheets that a password protects, by the rules of ODF 1.2 and LibreOffice.

Either each part is encrypted on its own (AES in CBC mode, a key by PBKDF2), or the whole file is
one encrypted part (AES in GCM mode, a key by Argon2id). Blowfish, which OpenOffice used until 2011,
is not opened.
"""

import hashlib
import io
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from lxml import etree

from cwsw.intake import limits
from cwsw.intake.containers import BROKEN, check_container, opened
from cwsw.intake.problems import FileRefusedError

_MANIFEST = "META-INF/manifest.xml"
_WHOLE = "encrypted-package"
_READ = ("mimetype", "content.xml", "styles.xml")
"""The parts of a spreadsheet that are read; the others stay away."""

_PLAIN_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""
# The list of a few parts; a longer one was made to keep the parser busy.
_MOST_MANIFEST = 2**20
_UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, SyntaxError, LookupError)
_CHECKED = 1_024  # bytes of a part that its checksum is made of
_BLOCK = 16
_NONCE = 12


@dataclass(frozen=True)
class _Lock:
    """How one part is encrypted: what its entry in the manifest states, by short names."""

    path: str
    about: Mapping[str, str]

    def text(self, name: str) -> str:
        """A statement's last word: '…/xmlenc#aes256-cbc' -> 'aes256-cbc'."""
        return self.about.get(name, "").rpartition("#")[2].rpartition(":")[2].lower()

    def number(self, name: str, usual: int) -> int:
        """A statement that is a number."""
        return int(self.about.get(name, usual))

    def data(self, name: str) -> bytes:
        """A statement that is bytes."""
        return b64decode(self.about.get(name, ""))


def decrypted_ods(data: bytes, password: str) -> bytes:
    """Take the protection from an OpenDocument spreadsheet.

    Args:
        data: The file.
        password: As typed.

    Returns:
        The bytes of a spreadsheet with the parts that are read.

    Raises:
        FileRefusedError: `password_wrong`, `lock_not_known` or `file_damaged`.
    """
    check_container(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            locks = {lock.path: lock for lock in _locks(archive)}
            if _WHOLE in locks:
                return _opened(archive, locks[_WHOLE], password)
            return _rebuilt(archive, locks, password)
    except _UNREADABLE as error:
        raise FileRefusedError("file_damaged") from error


def _rebuilt(archive: zipfile.ZipFile, locks: Mapping[str, _Lock], password: str) -> bytes:
    """A container with the parts that are read, each opened."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as plain:
        for part in _READ:
            if part in locks:
                plain.writestr(part, _opened(archive, locks[part], password))
            elif part in archive.namelist():
                plain.writestr(part, _read(archive, part))
        # A new manifest that speaks of no encryption, else it would be taken for locked again.
        plain.writestr(_MANIFEST, _PLAIN_MANIFEST)
    return buffer.getvalue()


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with opened(archive, archive.getinfo(part)) as stream:
        return stream.read()


def _locks(archive: zipfile.ZipFile) -> Iterator[_Lock]:
    """The parts that are encrypted."""
    manifest = _read(archive, _MANIFEST)
    if len(manifest) > _MOST_MANIFEST:
        raise FileRefusedError("file_damaged")
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for entry in etree.fromstring(manifest, safe).iter("{*}file-entry"):
        stated = entry.find("{*}encryption-data")
        if stated is not None:
            about: dict[str, str] = {}
            for element in stated.iter():
                kind = etree.QName(element).localname
                about |= {f"{kind} {etree.QName(k).localname}": v for k, v in element.items()}
            path = next((v for k, v in entry.items() if k.endswith("}full-path")), "")
            yield _Lock(path, about)


def _opened(archive: zipfile.ZipFile, lock: _Lock, password: str) -> bytes:
    """One part, decrypted and unpacked."""
    body = _read(archive, lock.path)
    cipher = lock.text("algorithm algorithm-name")
    if cipher not in ("aes128-cbc", "aes192-cbc", "aes256-cbc", "aes256-gcm"):
        raise FileRefusedError("lock_not_known")
    key = _key(lock, password)
    packed = _by_gcm(key, body) if cipher.endswith("gcm") else _by_cbc(key, lock, body)
    return packed if packed.startswith(b"PK") else _unpacked(packed)


def _key(lock: _Lock, password: str) -> bytes:
    """The key of one part, worked out from the password as its entry states."""
    start = _start_key(lock, password)
    kind, salt = lock.text("key-derivation key-derivation-name"), lock.data("key-derivation salt")
    size = lock.number("key-derivation key-size", _BLOCK)
    if kind == "pbkdf2":
        rounds = lock.number("key-derivation iteration-count", 0)
        # The file states the work: without a bound it could keep the process busy for hours.
        if not 0 < rounds <= limits.MAX_KEY_ROUNDS:
            raise FileRefusedError("lock_not_known")
        return PBKDF2HMAC(hashes.SHA1(), size, salt, rounds).derive(start)  # noqa: S303 - ODF 1.2
    if kind != "argon2id":
        raise FileRefusedError("lock_not_known")
    return _argon2_key(lock, start, salt, size)


def _argon2_key(lock: _Lock, start: bytes, salt: bytes, size: int) -> bytes:
    rounds = lock.number("key-derivation argon2-iterations", 0)
    memory = lock.number("key-derivation argon2-memory", 0)
    lanes = lock.number("key-derivation argon2-lanes", 0)
    # The time grows with both together.
    if rounds * memory > limits.MAX_KEY_MEMORY_KIB * 4 or memory > limits.MAX_KEY_MEMORY_KIB:
        raise FileRefusedError("lock_not_known")
    try:
        method = Argon2id(
            salt=salt, length=size, iterations=rounds, lanes=lanes, memory_cost=memory
        )
        return method.derive(start)
    except UnsupportedAlgorithm as error:
        raise FileRefusedError("lock_not_known") from error


def _start_key(lock: _Lock, password: str) -> bytes:
    kind = lock.text("start-key-generation start-key-generation-name") or "sha1"
    if kind not in ("sha1", "sha256"):
        raise FileRefusedError("lock_not_known")
    return hashlib.new(kind, password.encode()).digest()


def _by_gcm(key: bytes, body: bytes) -> bytes:
    """The nonce stands before the text, the tag behind it."""
    try:
        return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], None)
    except InvalidTag as error:
        raise FileRefusedError("password_wrong") from error


def _by_cbc(key: bytes, lock: _Lock, body: bytes) -> bytes:
    """The last byte of the last block says how many of its bytes only fill it."""
    machine = Cipher(algorithms.AES(key), modes.CBC(lock.data("algorithm initialisation-vector")))
    decryptor = machine.decryptor()
    plain = decryptor.update(body) + decryptor.finalize()
    filled = plain[-1] if plain else 0
    # With the wrong key the last byte is any: the checksum says so, and not the filling.
    packed = plain[:-filled] if 0 < filled <= _BLOCK else b""
    kind = "sha256" if "sha256" in lock.text("encryption-data checksum-type") else "sha1"
    if hashlib.new(kind, packed[:_CHECKED]).digest() != lock.data("encryption-data checksum"):
        raise FileRefusedError("password_wrong")
    return packed


def _unpacked(packed: bytes) -> bytes:
    """Raw deflated bytes, unpacked as far as the limit; a zip within is checked again when read."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = machine.decompress(packed, limits.MAX_UNPACKED_BYTES)
    if machine.unconsumed_tail:
        raise FileRefusedError("archive_unsafe")
    return plain
