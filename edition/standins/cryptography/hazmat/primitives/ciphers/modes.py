"""Not in the browser."""

from cryptography import Absent

CBC = Absent
ECB = Absent
