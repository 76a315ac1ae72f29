"""Not in the browser."""

from cryptography import Absent

PKCS1v15 = Absent
