"""Not in the browser."""

from cryptography import Absent

AESGCM = Absent
