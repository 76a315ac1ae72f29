"""Not in the browser."""

from cryptography import Absent
from cryptography.hazmat.primitives.ciphers import algorithms as algorithms
from cryptography.hazmat.primitives.ciphers import modes as modes

Cipher = Absent
