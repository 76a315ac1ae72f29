"""Not in the browser."""

from cryptography import Absent

AES = Absent
ARC4 = Absent
