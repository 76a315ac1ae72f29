"""Not in the browser."""

from cryptography import Absent

Hash = Absent
SHA1 = Absent
SHA256 = Absent
