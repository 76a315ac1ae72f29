"""Not in the browser."""

from cryptography import absent

default_backend = absent
