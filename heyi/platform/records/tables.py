"""What the platform keeps about records: a tenant's own types, fields and layouts, keys, teams and the recycle bin."""

from sqlalchemy import Boolean, Date, Index, Integer, text

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
from heyi.platform.tenancy.carried import carry_along

RECORD_TYPE = tenant_table(
    "record_type",
    text_column("name"),
    text_column("label_zh"),
    text_column("label_en"),
    unique("name"),
)

# A row says of one field of one record what a tenant decided: a field of his own, or what differs in one of ours.
RECORD_FIELD = tenant_table(
    "record_field",
    text_column("record"),
    text_column("name"),
    column("position", Integer),
    column("definition", JSON_DATA),
    unique("record", "name"),
)

RECORD_LAYOUT = tenant_table(
    "record_layout",
    text_column("record"),
    text_column("name"),
    column("position", Integer),
    column("role_ids", JSON_DATA),
    column("groups", JSON_DATA),
    unique("record", "name"),
)

carry_along(RECORD_TYPE, RECORD_FIELD, RECORD_LAYOUT)

# A list as somebody wants to find it again: what the address of the list says. Shared ones are for everybody.
SAVED_VIEW = tenant_table(
    "saved_view",
    text_column("record"),
    text_column("name"),
    text_column("shared"),
    *belongs_to("owner_id", "app_user"),
    column("query", JSON_DATA),
    column("position", Integer, default="0"),
    index("saved_view", "record", "owner_id"),
    check("shared", "shared IN ('nobody', 'everybody')"),
)
carry_along(SAVED_VIEW)

# Rows of all record types that a tenant made himself.
CUSTOM_RECORD = tenant_table(
    "custom_record",
    text_column("record"),
    text_column("name"),
    text_column("name_key"),
    uuid_column("owner_id", nullable=True),
    column("custom", JSON_DATA, default="{}"),
    index("custom_record", "record", "created_at", "id"),
    index("custom_record", "record", "name_key", "id"),
    index("custom_record", "record", "owner_id", "created_at", "id"),
)

# Values by which rows are found without reading them: of indexed and unique own fields, and of duplicate rules. Text
# whose order is the order of the values, for only such comparisons keep their index under row-level security.
RECORD_KEY = tenant_table(
    "record_key",
    text_column("record"),
    text_column("field"),
    text_column("key"),
    uuid_column("record_id"),
    column("is_unique", Boolean),
    index("record_key", "record", "record_id"),
    Index(
        "uq_record_key_unique",
        "tenant_id",
        "record",
        "field",
        "key",
        unique=True,
        postgresql_where=text("is_unique"),
    ),
    versioned=False,
    keyed_by=("record", "field", "key", "record_id"),
)

# Who is about to save a value that a blocking rule lets in once holds its row here, so that of two the second waits and
# then sees the first. A row says nothing of the value (it is a hash) and stays: who comes next finds it.
DUPLICATE_GUARD = tenant_table(
    "duplicate_guard",
    text_column("hash"),
    versioned=False,
    keyed_by=("hash",),
)

RECYCLED_RECORD = tenant_table(
    "recycled_record",
    text_column("record"),
    text_column("title"),
    column("row", JSON_DATA),
    column("deleted_at", INSTANT),
    uuid_column("deleted_by", nullable=True),
    index("recycled_record", "record", "deleted_at", "id"),
    versioned=False,
)

# A record that was found to be another one: what it was, what was moved from it, and what the other was before.
RECORD_MERGE = tenant_table(
    "record_merge",
    text_column("record"),
    uuid_column("winner_id"),
    uuid_column("loser_id"),
    text_column("loser_title"),
    column("moved", JSON_DATA),
    column("taken", JSON_DATA),
    column("undone_at", INSTANT, nullable=True),
    index("record_merge", "record", "winner_id"),
    index("record_merge", "created_at", "id"),
)

# Which records a tenant takes for duplicates, where he decided otherwise than the declaration.
DUPLICATE_RULES = tenant_table(
    "duplicate_rules",
    text_column("record"),
    column("rules", JSON_DATA),
    unique("record"),
)
carry_along(DUPLICATE_RULES)

# People beside the owner who see a record, or may change it too, until a day; they never delete it.
RECORD_MEMBER = tenant_table(
    "record_member",
    text_column("record"),
    uuid_column("record_id"),
    uuid_column("user_id"),
    text_column("may"),
    column("ends_on", Date, nullable=True),
    unique("record", "record_id", "user_id"),
    index("record_member", "user_id", "record", "record_id"),
    check("may", "may IN ('read', 'write')"),
)
