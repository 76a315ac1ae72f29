"""Not in the browser."""

from cryptography import Absent

ARC4 = Absent
