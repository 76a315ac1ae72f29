"""Not in the browser."""

from cryptography import absent

load_pem_private_key = absent
