"""Not in the browser."""

from cryptography import Absent

Argon2id = Absent
