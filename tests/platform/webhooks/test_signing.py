"""Signatures as the libraries of Standard Webhooks make them."""

import base64
from datetime import UTC, datetime

from heyi.platform.webhooks import signing

# The example of the scheme's own libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, TIMESTAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_signature_is_that_of_the_scheme() -> None:
    assert signing.signature(SECRET, MESSAGE, TIMESTAMP, BODY) == SIGNED


def test_a_message_is_signed_with_every_secret_that_is_good() -> None:
    now = datetime.fromtimestamp(TIMESTAMP, UTC)
    headers = signing.signed_headers([SECRET, signing.new_secret()], MESSAGE, now, BODY)
    assert headers["webhook-id"] == MESSAGE
    assert headers["webhook-timestamp"] == str(TIMESTAMP)
    first, second = headers["webhook-signature"].split(" ")
    assert first == SIGNED
    assert second.startswith("v1,")
    assert second != first


def test_a_secret_is_random_and_long() -> None:
    secrets = {signing.new_secret() for _ in range(20)}
    assert len(secrets) == 20
    for secret in secrets:
        assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
