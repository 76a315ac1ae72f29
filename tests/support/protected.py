"""Workbooks that a password protects, in every way that is opened."""

import hashlib
import io
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path
from struct import pack

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_agile import ECMA376Agile, ECMA376AgileEncryptionInfo
from msoffcrypto.method.ecma376_standard import ECMA376Standard

FILES = Path(__file__).parent / "files"
PASSWORD = "Pa55 wörd"
"""Of all of them; the .ods and the .xls in `files` were written by LibreOffice 7.4."""


def agile(data: bytes, password: str = PASSWORD) -> bytes:
    """As Excel protects today, but for the number of rounds."""
    return bytes(ECMA376Agile.encrypt(password, io.BytesIO(data), spin_count=1_000))


def agile_with_rounds(rounds: int) -> bytes:
    """A container that states how often the password is hashed, and holds nothing."""
    about = ECMA376AgileEncryptionInfo()
    about.spinCount = rounds
    for part in (about.keyData, about.encryptedKey):
        part.saltValue = bytes(16)
    about.encryptedHmacKey = about.encryptedHmacValue = bytes(64)
    about.encryptedVerifierHashInput, about.encryptedVerifierHashValue = bytes(16), bytes(64)
    about.encryptedKeyValue = bytes(32)
    output = io.BytesIO()
    header = about.getEncryptionDescriptorHeader() + about.toEncryptionDescriptor().encode()
    ECMA376Encrypted(bytes(5_000), header).write_to(output)
    return output.getvalue()


def standard(data: bytes, password: str = PASSWORD) -> bytes:
    """As Excel 2007 protected."""
    salt = bytes(range(16))
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 0x18, 128, 16, salt)

    def sealed(plain: bytes) -> bytes:
        machine = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - the format
        return machine.update(plain + bytes(-len(plain) % 16)) + machine.finalize()

    header = pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    verifier = bytes(range(16, 32))
    proof = sealed(hashlib.sha1(verifier).digest())  # noqa: S324 - the format
    about = pack("<HHII", 3, 2, 0x24, len(header)) + header
    about += pack("<I", 16) + salt + sealed(verifier) + pack("<I", 20) + proof
    output = io.BytesIO()
    ECMA376Encrypted(pack("<Q", len(data)) + sealed(data), about).write_to(output)
    return output.getvalue()


def whole_ods(data: bytes, *, deflated: bool, memory: int = 1_024, kind: str = "argon2id") -> bytes:
    """As LibreOffice 24.8 and later protects: the whole file as one part."""
    salt, nonce = bytes(range(16)), bytes(range(12))
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=4, memory_cost=1_024).derive(start)
    packer = zlib.compressobj(wbits=-15)
    inner = packer.compress(data) + packer.flush() if deflated else data
    manifest = f"""<?xml version="1.0"?><manifest:manifest
      xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
      xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">
      <manifest:file-entry manifest:full-path="encrypted-package"><manifest:encryption-data>
      <manifest:algorithm
        manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"
        manifest:initialisation-vector="{b64encode(nonce).decode()}"/>
      <manifest:start-key-generation
        manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/>
      <manifest:key-derivation manifest:key-size="32"
        manifest:key-derivation-name="urn:org:documentfoundation:names:x:manifest:{kind}"
        loext:argon2-iterations="1" loext:argon2-memory="{memory}" loext:argon2-lanes="4"
        manifest:salt="{b64encode(salt).decode()}"/>
      </manifest:encryption-data></manifest:file-entry></manifest:manifest>"""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("encrypted-package", nonce + AESGCM(key).encrypt(nonce, inner, None))
        archive.writestr("META-INF/manifest.xml", manifest)
    return output.getvalue()
