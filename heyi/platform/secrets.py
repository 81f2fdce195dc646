"""The one secret of an installation: it seals what must be stored but not read, and refuses to be weak."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken

MINIMUM_BYTES = 32


class WeakSecret(Exception):
    """The secret is missing or shorter than 256 bits."""


class SecretBox:
    """Seals and opens small values with keys derived from the installation's secret.

    Raises:
        WeakSecret: the secret holds less than 32 bytes.
    """

    def __init__(self, secret: str) -> None:
        if len(secret.encode()) < MINIMUM_BYTES:
            raise WeakSecret(
                f"HEYI_SECRET holds {len(secret.encode())} bytes; at least {MINIMUM_BYTES} random ones are needed"
            )
        self._root = secret.encode()

    def seal(self, purpose: str, value: bytes) -> bytes:
        """The value encrypted and authenticated for this purpose (Fernet)."""
        return self._fernet(purpose).encrypt(value)

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """The sealed value.

        Raises:
            InvalidToken: it was sealed with another secret or purpose, or changed.
        """
        return self._fernet(purpose).decrypt(sealed)

    def _fernet(self, purpose: str) -> Fernet:
        key = hashlib.blake2b(purpose.encode(), key=self._root[:64], digest_size=32).digest()
        return Fernet(base64.urlsafe_b64encode(key))


__all__ = ["InvalidToken", "SecretBox", "WeakSecret"]
