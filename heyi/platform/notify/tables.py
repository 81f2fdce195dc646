"""Notices, by which way each person wants them, and which digests he was sent."""

from sqlalchemy import Date, Index, Integer, PrimaryKeyConstraint, text

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    check,
    column,
    index,
    local_table,
    metadata,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.tenancy.carried import carry_along

# What one person is told. It holds ids and numbers only: its words are made when he reads, with what he may see then.
# Of several with one `once` there is only the first; where they grow together, it counts them,
# and is not mailed while the job in which they grow is at work.
NOTICE = tenant_table(
    "notice",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    text_column("kind"),
    text_column("record", nullable=True),
    uuid_column("record_id", nullable=True),
    uuid_column("actor_id", nullable=True),
    column("count", Integer, default="1"),
    column("params", JSON_DATA, default="{}"),
    text_column("channel"),
    text_column("once", nullable=True),
    uuid_column("job_id", nullable=True),
    column("at", INSTANT),
    column("read_at", INSTANT, nullable=True),
    column("mailed_at", INSTANT, nullable=True),
    index("notice", "user_id", "at", "id"),
    index("notice", "at"),
    Index("ix_notice_unread", "tenant_id", "user_id", postgresql_where=text("read_at IS NULL")),
    Index(
        "ix_notice_unmailed",
        "tenant_id",
        "channel",
        "user_id",
        postgresql_where=text("mailed_at IS NULL AND channel IN ('mail', 'digest')"),
    ),
    Index(
        "uq_notice_once",
        "tenant_id",
        "user_id",
        "kind",
        "once",
        unique=True,
        postgresql_where=text("once IS NOT NULL"),
    ),
    check("channel", "channel IN ('product', 'mail', 'digest')"),
    check("count", "count > 0"),
    versioned=False,
)

# What a person chose for one kind; without a row it is what his company, or the kind itself, has as default.
NOTICE_CHOICE = tenant_table(
    "notice_choice",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    text_column("kind"),
    text_column("channel"),
    check("channel", "channel IN ('product', 'mail', 'digest', 'off')"),
    versioned=False,
    keyed_by=("user_id", "kind"),
)

# When a person wants his digest; without a row each day at eight.
DIGEST_CHOICE = tenant_table(
    "digest_choice",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    text_column("every"),
    column("hour", Integer),
    column("weekday", Integer),
    check("every", "every IN ('day', 'week')"),
    check("hour", "hour BETWEEN 0 AND 23"),
    check("weekday", "weekday BETWEEN 1 AND 7"),
    versioned=False,
    keyed_by=("user_id",),
)

carry_along(NOTICE_CHOICE, DIGEST_CHOICE)

# In which hours moments lie of which somebody is told, of all tenants: who looks each minute asks only these.
MOMENT_HOUR = local_table(
    "moment_hour",
    column("hour", INSTANT),
    uuid_column("tenant_id"),
    PrimaryKeyConstraint("hour", "tenant_id"),
)


def moments_in(table: str, field: str) -> None:
    """Have the hour noted of every moment that any statement writes into a column; of a past one also this hour."""
    metadata.info["extra_sql"].append(
        f"""
CREATE FUNCTION {table}_{field}_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moment_hour (hour, tenant_id)
  SELECT DISTINCT date_trunc('hour', at, 'UTC'), NEW.tenant_id
    FROM unnest(ARRAY[NEW.{field}, GREATEST(NEW.{field}, now())]) AS at ORDER BY 1
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER {table}_{field}_hour AFTER INSERT OR UPDATE OF {field} ON {table}
  FOR EACH ROW WHEN (NEW.{field} IS NOT NULL) EXECUTE FUNCTION {table}_{field}_hour();
"""  # noqa: S608 - names of ours
    )


# Of which day a person was sent the digest.
DIGEST_SENT = tenant_table(
    "digest_sent",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    column("day", Date),
    column("count", Integer),
    column("at", INSTANT),
    unique("user_id", "day"),
    versioned=False,
)
