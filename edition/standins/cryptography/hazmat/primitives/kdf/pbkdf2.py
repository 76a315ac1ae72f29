"""Not in the browser."""

from cryptography import Absent

PBKDF2HMAC = Absent
