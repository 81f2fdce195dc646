"""The tables every verb may write to: the relationship ledger, the outbox and the links between documents."""

from sqlalchemy import Integer

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)

AUDIT_EVENT = tenant_table(
    "audit_event",
    uuid_column("company_id", nullable=True),
    column("occurred_at", INSTANT),
    uuid_column("actor_id", nullable=True),
    text_column("actor_kind"),
    text_column("actor_name"),
    text_column("door"),
    text_column("action"),
    text_column("record"),
    uuid_column("record_id"),
    uuid_column("party_id", nullable=True),
    text_column("title"),
    column("changes", JSON_DATA),
    index("audit_event", "record", "record_id", "occurred_at"),
    index("audit_event", "party_id", "id"),
    append_only=True,
)

OUTBOX_MESSAGE = tenant_table(
    "outbox_message",
    text_column("kind"),
    uuid_column("aggregate_id"),
    column("aggregate_seq", Integer),
    column("payload", JSON_DATA),
    text_column("state"),
    column("attempts", Integer),
    column("created_at", INSTANT),
    column("due_at", INSTANT),
    text_column("last_error", nullable=True),
    index("outbox_message", "state", "due_at"),
    versioned=False,
)

DOCUMENT_LINK = tenant_table(
    "document_link",
    text_column("from_type"),
    uuid_column("from_id"),
    text_column("to_type"),
    uuid_column("to_id"),
    unique("from_type", "from_id", "to_type", "to_id"),
    index("document_link", "to_type", "to_id"),
    append_only=True,
)
