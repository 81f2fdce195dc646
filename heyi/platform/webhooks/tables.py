"""Addresses that are told what happens, and each telling with its tries."""

from sqlalchemy import Boolean, Integer, LargeBinary

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)

WEBHOOK_ENDPOINT = tenant_table(
    "webhook_endpoint",
    text_column("name"),
    text_column("url"),
    column("events", JSON_DATA),
    column("active", Boolean, default="true"),
    # Why it was switched off, when nobody did: gone (it answered 410) or failing (nothing arrived for days).
    text_column("off_reason", nullable=True),
    column("secret", LargeBinary),
    column("secret_before", LargeBinary, nullable=True),
    column("secret_before_until", INSTANT, nullable=True),
    column("failing_since", INSTANT, nullable=True),
    # Until then only one delivery after the other knocks, so that a dead address holds nobody else up.
    column("resting_until", INSTANT, nullable=True),
    check("off_reason", "off_reason IN ('gone', 'failing')"),
)

WEBHOOK_DELIVERY = tenant_table(
    "webhook_delivery",
    *belongs_to("endpoint_id", "webhook_endpoint", on_delete="CASCADE"),
    text_column("message_id"),
    text_column("event"),
    text_column("record"),
    uuid_column("record_id", nullable=True),
    # The very bytes that are signed: the same at every try.
    text_column("payload"),
    text_column("state", default="waiting"),
    # Which job may try it: an older job that comes late finds another number here and leaves it alone.
    column("turn", Integer, default="1"),
    column("tries", Integer, default="0"),
    column("attempts", JSON_DATA, default="[]"),
    column("due_at", INSTANT),
    column("made_at", INSTANT),
    column("done_at", INSTANT, nullable=True),
    check("state", "state IN ('waiting', 'delivered', 'failed')"),
    unique("endpoint_id", "message_id"),
    index("webhook_delivery", "endpoint_id", "state", "id"),
    index("webhook_delivery", "made_at"),
    versioned=False,
)
