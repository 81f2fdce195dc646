"""Signatures by the Standard Webhooks scheme: the receiver knows that it was us, what we said, and when."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from heyi.platform.secrets import SecretBox

PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """A fresh secret of 256 random bits, in the form that the libraries of the scheme take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def seal(box: SecretBox, endpoint_id: UUID, secret: str) -> bytes:
    """The secret as it is stored: of use only to this installation, and only for this webhook."""
    return box.seal(_purpose(endpoint_id), secret.encode())


def unseal(box: SecretBox, endpoint_id: UUID, sealed: bytes) -> str:
    """The secret that was sealed for this webhook."""
    return box.open(_purpose(endpoint_id), sealed).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def signed_headers(secrets_: Sequence[str], message_id: str, now: datetime, body: bytes) -> Mapping[str, str]:
    """The three headers of a message, with one signature for each secret that is good now."""
    timestamp = int(now.timestamp())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(key, message_id, timestamp, body) for key in secrets_),
    }


def _purpose(endpoint_id: UUID) -> str:
    return f"webhook {endpoint_id}"
