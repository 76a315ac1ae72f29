"""In place of ssl: packages name its classes when they are imported, and no socket is ever opened.

Those that can do without it look for more than there is here, and then do without.
"""

PROTOCOL_TLS_SERVER = 17
CERT_NONE = 0


class SSLError(OSError):
    """Never raised."""


class SSLContext:
    """Made by openers of addresses, which are never asked for one."""

    post_handshake_auth = None

    def set_alpn_protocols(self, _: object) -> None:
        """Nothing to agree on."""


class SSLObject:
    """Never made."""


class MemoryBIO:
    """Never made."""


_create_default_https_context = SSLContext
