"""The queue: jobs, and whose turn it is. Local tables, so every statement names the tenant itself."""

from sqlalchemy import Boolean, Index, Integer, PrimaryKeyConstraint, text

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    check,
    column,
    local_table,
    text_column,
    uuid_column,
)

JOB = local_table(
    "job",
    uuid_column("id"),
    uuid_column("tenant_id"),
    uuid_column("company_id", nullable=True),
    uuid_column("user_id", nullable=True),
    column("scopes", JSON_DATA, nullable=True),
    text_column("name"),
    column("payload", JSON_DATA),
    text_column("key", nullable=True),
    text_column("state", default="waiting"),
    column("attempts", Integer, default="0"),
    column("due_at", INSTANT),
    uuid_column("claim_id", nullable=True),
    column("lease_until", INSTANT, nullable=True),
    column("cancel_asked", Boolean, default="false"),
    column("progress_done", Integer, default="0"),
    column("progress_total", Integer, nullable=True),
    column("kept_state", JSON_DATA, nullable=True),
    column("result", JSON_DATA, nullable=True),
    text_column("error_code", nullable=True),
    text_column("error_kind", nullable=True),
    column("created_at", INSTANT),
    column("started_at", INSTANT, nullable=True),
    column("finished_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id"),
    check("state", "state IN ('waiting', 'running', 'done', 'quarantined', 'cancelled')"),
    check("running_is_claimed", "(state = 'running') = (claim_id IS NOT NULL AND lease_until IS NOT NULL)"),
    Index("ix_job_waiting", "tenant_id", "due_at", "id", postgresql_where=text("state = 'waiting'")),
    Index("ix_job_running", "lease_until", postgresql_where=text("state = 'running'")),
    Index("ix_job_tenant_id_id", "tenant_id", "id"),
    Index("ix_job_finished_at", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
    Index("uq_job_key", "tenant_id", "name", "key", unique=True, postgresql_where=text("key IS NOT NULL")),
)

JOB_TURN = local_table(
    "job_turn",
    uuid_column("tenant_id"),
    column("served_at", INSTANT),
    PrimaryKeyConstraint("tenant_id"),
)
