"""Not in the browser."""

from cryptography import Absent

Scrypt = Absent
